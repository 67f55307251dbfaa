import { isRunFinal, type RunStatus } from '@codearena/contracts';

/**
 * How often to ask for a state, in milliseconds. With events coming, asking only serves the place in the queue, which
 * no event tells, and a lost event; without them it is the only road.
 */
export function pollInterval(status: RunStatus | undefined, connected: boolean): number | false {
  if (status !== undefined && isRunFinal(status)) return false;
  if (!connected) return 1_500;
  return status === 'Queued' ? 2_000 : 8_000;
}
