import type { QueueItem } from '@codearena/core';
import { z } from 'zod';

export const QUEUE_NAME = 'submissions';

/** What a job carries: a reference, never code or tests. An older or newer worker's additions are let pass. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['submission', 'run']),
  attempt: z.number().int(),
  turn: z.number().int().default(0),
  requestId: z.string().nullable(),
  sessionId: z.string(),
});

/** One attempt is one job, however often it is added. BullMQ keeps `:` for itself. */
export function jobIdOf(item: QueueItem): string {
  return `${item.id}-${item.attempt}`;
}

/** BullMQ knows priorities up to 2^21, and serves what has none (0) before any. */
const LAST_TURN = 2 ** 20 - 1;

/** By turns; within one, runs come first, since somebody watches them. */
export function priorityOf({ kind, turn }: QueueItem): number {
  return 2 * Math.min(turn, LAST_TURN) + (kind === 'run' ? 0 : 1);
}
