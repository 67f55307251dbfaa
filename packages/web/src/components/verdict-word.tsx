import type { RunStatus } from '@codearena/contracts';
import { classes } from '../lib/classes.ts';
import { lookOf, TONE_TEXT } from './verdict-look.ts';

/** A status in a line of text: icon, word and colour. */
export function VerdictWord({ status, className }: { status: RunStatus; className?: string }) {
  const { icon: Icon, tone } = lookOf(status);
  return (
    <span className={classes('inline-flex min-w-0 items-center gap-1.5 font-medium', TONE_TEXT[tone], className)}>
      <Icon size={15} aria-hidden className={classes('shrink-0', tone === 'info' && 'spin')} />
      <span className="truncate">{status}</span>
    </span>
  );
}
