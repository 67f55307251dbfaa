import type { Difficulty as Level } from '@codearena/contracts';
import { classes } from '../lib/classes.ts';

const LOOKS: Record<Level, { word: string; colour: string; bars: number }> = {
  easy: { word: 'Easy', colour: 'text-ok', bars: 1 },
  medium: { word: 'Medium', colour: 'text-warn', bars: 2 },
  hard: { word: 'Hard', colour: 'text-bad', bars: 3 },
};

/** A word, a colour and a number of bars: none of them alone. */
export function Difficulty({ level }: { level: Level }) {
  const { word, colour, bars } = LOOKS[level];
  return (
    <span className={classes('inline-flex items-center gap-1.5 text-sm font-medium', colour)}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        {[1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={(bar - 1) * 4.5}
            y={9 - bar * 3 + 0.5}
            width="3"
            height={bar * 3 + 2.5}
            rx="1"
            fill="currentColor"
            opacity={bar <= bars ? 1 : 0.25}
          />
        ))}
      </svg>
      {word}
    </span>
  );
}
