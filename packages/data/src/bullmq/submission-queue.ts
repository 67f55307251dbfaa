import type { QueueItem, SubmissionQueue } from '@codearena/core';
import { inBatches } from '../batches.ts';
import { jobIdOf, priorityOf, QUEUE_NAME } from './job.ts';
import { createLastingQueue, type QueueParts } from './lasting-queue.ts';

/** Nobody reads old events of the queue. */
const KEPT_EVENTS = 100;

const BATCHES = { atATime: 4, items: 100 };

export function createSubmissionQueue(parts: QueueParts): SubmissionQueue {
  const { use, close } = createLastingQueue(parts, {
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    streams: { events: { maxLen: KEPT_EVENTS } },
  });
  return {
    add: inBatches(BATCHES, async (items: readonly QueueItem[]) => {
      const jobs = items.map(toJob);
      const [first] = jobs;
      await use(async (queue) => void (first && jobs.length === 1 ? await queue.add(first.name, first.data, first.opts) : await queue.addBulk(jobs)));
      return items.map(() => undefined);
    }),
    depth: () =>
      use(async (queue) => {
        const counts = await queue.getJobCounts('waiting', 'prioritized', 'active');
        return { waiting: (counts.waiting ?? 0) + (counts.prioritized ?? 0), active: counts.active ?? 0 };
      }),
    close,
  };
}

function toJob(item: QueueItem) {
  return { name: QUEUE_NAME, data: item, opts: { jobId: jobIdOf(item), priority: priorityOf(item) } };
}
