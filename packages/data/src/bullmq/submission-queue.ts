import { CodeArenaError, type SubmissionQueue } from '@codearena/core';
import type { Logger } from '../logger.ts';
import type { QueueBackend } from './backend.ts';
import { jobIdOf, priorityOf, QUEUE_NAME } from './job.ts';

/** Whoever waits for an answer is told after this that there is none. */
const PATIENCE_MS = 3_000;

/** Nobody reads old events of the queue. */
const KEPT_EVENTS = 100;

export function createSubmissionQueue({ backend, logger }: { backend: QueueBackend; logger: Logger }): SubmissionQueue {
  const queue = backend.openQueue({
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    streams: { events: { maxLen: KEPT_EVENTS } },
  });
  queue.on('error', (error) => logger.warn({ reason: error.message }, 'The queue has trouble'));

  return {
    add: (item) => reach(async () => void (await queue.add(QUEUE_NAME, item, { jobId: jobIdOf(item), priority: priorityOf(item) }))),
    depth: () =>
      reach(async () => {
        const counts = await queue.getJobCounts('waiting', 'prioritized', 'active');
        return { waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0), active: counts.active ?? 0 };
      }),
    close: () => queue.close(),
  };
}

async function reach<Result>(work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work(), tooLong]);
  } catch (cause) {
    throw new CodeArenaError('unavailable', 'The queue cannot be reached', { cause, retryAfterSeconds: 2 });
  } finally {
    clearTimeout(timer);
  }
}
