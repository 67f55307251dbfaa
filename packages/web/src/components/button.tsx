import type { ComponentProps } from 'react';
import { classes } from '../lib/classes.ts';

type ButtonProps = ComponentProps<'button'> & { look?: 'primary' | 'quiet' | 'plain'; size?: 'small' | 'medium' };

const LOOKS = {
  primary:
    'bg-accent-fill text-on-accent border-transparent hover:bg-accent-fill-hover aria-disabled:bg-sunken aria-disabled:text-muted aria-disabled:border-line-strong',
  quiet: 'bg-surface text-ink border-line-strong hover:bg-hover aria-disabled:text-faint aria-disabled:hover:bg-surface',
  plain: 'border-transparent text-muted hover:bg-hover hover:text-ink',
};
const SIZES = { small: 'h-7 px-2 text-xs', medium: 'h-9 px-3 text-sm' };

/** A disabled button stays focusable, so that the keyboard does not lose its place and the reason can be read. */
export function Button({ look = 'quiet', size = 'medium', className, disabled, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : onClick}
      className={classes(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-lg border font-medium whitespace-nowrap transition-colors duration-100',
        LOOKS[look],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  );
}
