import type { QueueItem } from '@codearena/core';
import { z } from 'zod';

export const QUEUE_NAME = 'submissions';

/** What a job carries: a reference, never code or tests. An older or newer worker's additions are let pass. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['submission', 'run']),
  attempt: z.number().int(),
  requestId: z.string().nullable(),
  sessionId: z.string(),
});

/** One attempt is one job, however often it is added. BullMQ keeps `:` for itself. */
export function jobIdOf(item: QueueItem): string {
  return `${item.id}-${item.attempt}`;
}

/** Runs have no priority, which BullMQ serves before any priority: somebody watches them. */
export function priorityOf(item: QueueItem): number {
  return item.kind === 'run' ? 0 : 1;
}
