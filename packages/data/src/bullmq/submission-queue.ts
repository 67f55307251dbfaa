import type { SubmissionQueue } from '@codearena/core';
import { jobIdOf, priorityOf, QUEUE_NAME } from './job.ts';
import { createLastingQueue, type QueueParts } from './lasting-queue.ts';

/** Nobody reads old events of the queue. */
const KEPT_EVENTS = 100;

export function createSubmissionQueue(parts: QueueParts): SubmissionQueue {
  const { use, close } = createLastingQueue(parts, {
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    streams: { events: { maxLen: KEPT_EVENTS } },
  });
  return {
    add: (item) => use(async (queue) => void (await queue.add(QUEUE_NAME, item, { jobId: jobIdOf(item), priority: priorityOf(item) }))),
    depth: () =>
      use(async (queue) => {
        const counts = await queue.getJobCounts('waiting', 'prioritized', 'active');
        return { waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0), active: counts.active ?? 0 };
      }),
    close,
  };
}
