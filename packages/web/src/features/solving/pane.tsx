import type { ReactNode } from 'react';
import { classes } from '../../lib/classes.ts';

/** A named box of the solving page: a quiet border on a wide screen, none where it fills a phone. */
export function Pane({ label, flat, children }: { label: string; flat?: boolean | undefined; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className={classes('flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden bg-surface', !flat && 'rounded-xl border border-line')}
    >
      {children}
    </section>
  );
}
