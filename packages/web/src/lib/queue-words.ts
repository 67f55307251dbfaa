import type { QueuePlace } from '@codearena/contracts';

/** The server counts no further. */
const COUNTED = 1_000;

/** How many come first, and about how long that takes: the time is an estimate, so it is given in round numbers. */
export function queueWords({ ahead, waitSeconds }: QueuePlace): string {
  if (ahead === undefined) return 'Waiting for a judge.';
  if (ahead === 0) return 'Next in line.';
  const many = ahead >= COUNTED;
  const count = many ? `More than ${COUNTED} ahead of you` : `${ahead} ahead of you`;
  return waitSeconds === undefined ? `${count}.` : `${count}, ${many ? 'more than' : 'about'} ${roundedTime(waitSeconds)}.`;
}

function roundedTime(seconds: number): string {
  if (seconds <= 5) return '5 s';
  if (seconds <= 90) return `${Math.round(seconds / 10) * 10 || 10} s`;
  return `${Math.round(seconds / 60)} min`;
}
