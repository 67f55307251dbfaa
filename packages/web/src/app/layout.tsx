import { Outlet, useMatchRoute } from '@tanstack/react-router';
import { announcement } from '../lib/announcer.ts';
import { classes } from '../lib/classes.ts';
import { useObservable } from '../lib/observable.ts';
import { Header } from './header.tsx';

/** The solving page fills the window and scrolls inside its panes; all other pages scroll as a whole. */
export function Layout() {
  const solving = useMatchRoute()({ to: '/problems/$slug' }) !== false;
  return (
    <div className={classes('flex flex-col', solving ? 'h-dvh' : 'min-h-dvh')}>
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent-fill px-3 py-2 text-sm font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <Header wide={solving} />
      <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        <Outlet />
      </main>
      <LiveRegion />
    </div>
  );
}

function LiveRegion() {
  return (
    <div role="status" aria-live="polite" aria-label="Announcements" className="sr-only">
      {useObservable(announcement)}
    </div>
  );
}
