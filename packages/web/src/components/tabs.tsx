import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from '../lib/classes.ts';

export const Tabs = Radix.Root;

export function TabList({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <Radix.List aria-label={label} className={classes('flex min-w-0 items-stretch gap-1', className)}>
      {children}
    </Radix.List>
  );
}

export function Tab({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.Trigger
      value={value}
      className="relative inline-flex -outline-offset-2! items-center gap-1.5 px-2 text-sm font-medium whitespace-nowrap text-muted after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full hover:text-ink data-[state=active]:text-ink data-[state=active]:after:bg-accent"
    >
      {children}
    </Radix.Trigger>
  );
}

/**
 * A scrolling panel must take the focus, else the keyboard cannot scroll it; Radix makes it focusable. With `keep` it
 * stays mounted while another is shown.
 */
type TabPanelProps = { value: string; children: ReactNode; className?: string; keep?: boolean };

export function TabPanel({ value, children, className, keep }: TabPanelProps) {
  return (
    <Radix.Content
      value={value}
      forceMount={keep || undefined}
      className={classes('min-h-0 flex-1 -outline-offset-2! data-[state=inactive]:hidden', className)}
    >
      {children}
    </Radix.Content>
  );
}
