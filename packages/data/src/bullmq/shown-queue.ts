import type { BullQueue } from './backend.ts';
import { createLastingQueue, type QueueParts } from './lasting-queue.ts';

/** The queue for a dashboard, which knows BullMQ. */
export type ShownQueue = {
  /** As it can be used now; another one after the former could not be. Throws `unavailable` while the store does not answer. */
  current(): Promise<BullQueue>;
  close(): Promise<void>;
};

export function createShownQueue(parts: QueueParts): ShownQueue {
  const { use, close } = createLastingQueue(parts);
  return {
    current: () =>
      use(async (queue) => {
        await queue.getJobCounts('waiting');
        return queue;
      }),
    close,
  };
}
