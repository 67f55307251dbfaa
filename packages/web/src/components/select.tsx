import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { classes } from '../lib/classes.ts';

type SelectProps = Omit<ComponentProps<'select'>, 'onChange'> & { label: string; onValue: (value: string) => void; compact?: boolean };

/** The platform's own menu: it works with every keyboard, on every phone. */
export function Select({ label, onValue, compact, className, children, ...rest }: SelectProps) {
  return (
    <span className={classes('relative inline-flex min-w-0', className)}>
      <select
        aria-label={label}
        onChange={(event) => onValue(event.target.value)}
        className={classes('field w-full min-w-0 border-line-strong appearance-none truncate pr-8', compact && 'h-8!')}
        {...rest}
      >
        {children}
      </select>
      <ChevronDown size={14} aria-hidden className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted" />
    </span>
  );
}
