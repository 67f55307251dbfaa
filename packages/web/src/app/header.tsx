import { Link } from '@tanstack/react-router';
import { CircleQuestionMark, Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '../components/icon-button.tsx';
import { Logo } from '../components/logo.tsx';
import { Tooltip } from '../components/tooltip.tsx';
import { classes } from '../lib/classes.ts';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../lib/theme.ts';
import { ConnectionBanner } from './connection-banner.tsx';

const LINK = 'inline-flex h-8 items-center rounded-lg px-2.5 text-sm font-medium text-muted hover:bg-hover hover:text-ink pane:px-3';
const ACTIVE = { className: 'text-ink! bg-sunken' };

export function Header({ wide }: { wide: boolean }) {
  return (
    <header className="border-b border-line bg-surface">
      <div className={classes('mx-auto flex h-13 items-center gap-2 px-3 pane:gap-4 pane:px-4', !wide && 'max-w-6xl')}>
        <Link to="/" aria-label="CodeArena, start page" className="flex items-center gap-2 rounded-lg text-base font-semibold tracking-tight">
          <Logo />
          <span className="hidden pane:inline">CodeArena</span>
        </Link>
        <div className="relative flex h-full min-w-0 flex-1 items-center gap-2">
          <nav aria-label="Main" className="flex items-center gap-1">
            <Link to="/" className={LINK} activeProps={ACTIVE} activeOptions={{ exact: true, includeSearch: false }}>
              Problems
            </Link>
            <Link to="/history" className={LINK} activeProps={ACTIVE} activeOptions={{ includeSearch: false }}>
              My submissions
            </Link>
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <Tooltip text="Help">
              <Link to="/help" aria-label="Help" className="inline-flex size-8 items-center justify-center rounded-lg text-muted hover:bg-hover hover:text-ink">
                <CircleQuestionMark size={16} aria-hidden />
              </Link>
            </Tooltip>
            <ThemeButton />
          </div>
          <ConnectionBanner />
        </div>
      </div>
    </header>
  );
}

const THEMES: Record<ThemeChoice, { icon: typeof Sun; next: ThemeChoice; label: string }> = {
  system: { icon: Monitor, next: 'light', label: 'Theme: as your system. Switch to light' },
  light: { icon: Sun, next: 'dark', label: 'Theme: light. Switch to dark' },
  dark: { icon: Moon, next: 'system', label: 'Theme: dark. Switch to your system’s' },
};

function ThemeButton() {
  const { icon, next, label } = THEMES[useThemeChoice()];
  return <IconButton icon={icon} label={label} onClick={() => chooseTheme(next)} />;
}
