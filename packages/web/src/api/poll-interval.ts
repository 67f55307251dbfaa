import { isLastWord, type RunStatus } from '@codearena/contracts';

/**
 * How often to ask for a state, in milliseconds. With events coming, asking only serves the place in the queue, which
 * no event tells, and a lost event; without them it is the only road.
 */
export function pollInterval(status: RunStatus | undefined, connected: boolean): number | false {
  if (status !== undefined && isLastWord(status)) return false;
  // Until somebody has it judged again: that may take days.
  if (status === 'Judge Error') return connected ? false : 10_000;
  if (!connected) return 1_500;
  return status === 'Queued' ? 2_000 : 8_000;
}
