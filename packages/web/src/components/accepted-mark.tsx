import { classes } from '../lib/classes.ts';

/** The check mark draws itself once, in under 200 ms, when a verdict has just arrived. */
export function AcceptedMark({ fresh, size = 26 }: { fresh: boolean; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden className={classes(fresh && 'animate-settle')}>
      <circle cx="12" cy="12" r="10" fill="currentColor" opacity="0.16" />
      <circle cx="12" cy="12" r="10" stroke="currentColor" strokeWidth="2" />
      <path
        d="M7.5 12.4 10.6 15.5 16.5 9"
        pathLength={1}
        strokeDasharray={1}
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className={classes(fresh && 'animate-draw')}
      />
    </svg>
  );
}
