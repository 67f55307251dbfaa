import { CodeArenaError, type SubmissionQueue } from '@codearena/core';
import type { Logger } from '../logger.ts';
import type { BullQueue, QueueBackend } from './backend.ts';
import { jobIdOf, priorityOf, QUEUE_NAME } from './job.ts';

/** Whoever waits for an answer is told after this that there is none. */
const PATIENCE_MS = 3_000;

/** Nobody reads old events of the queue. */
const KEPT_EVENTS = 100;

export function createSubmissionQueue({ backend, logger }: { backend: QueueBackend; logger: Logger }): SubmissionQueue {
  const open = (): BullQueue => {
    const queue = backend.openQueue({
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
      streams: { events: { maxLen: KEPT_EVENTS } },
    });
    queue.on('error', (error) => logger.warn({ reason: error.message }, 'The queue has trouble'));
    return queue;
  };
  let current = open();

  /** BullMQ's queue for ever refuses everything if its connection broke just when it was opened: another one is opened then. */
  async function ready(): Promise<BullQueue> {
    const queue = current;
    try {
      await queue.waitUntilReady();
    } catch (error) {
      if (current === queue) current = open();
      throw error;
    }
    return queue;
  }

  return {
    add: (item) => reach(async () => void (await (await ready()).add(QUEUE_NAME, item, { jobId: jobIdOf(item), priority: priorityOf(item) }))),
    depth: () =>
      reach(async () => {
        const queue = await ready();
        const counts = await queue.getJobCounts('waiting', 'prioritized', 'active');
        return { waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0), active: counts.active ?? 0 };
      }),
    close: () => current.close(),
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
