import { CodeArenaError } from '@codearena/core';
import type { QueueOptions } from 'bullmq';
import type { Logger } from '../logger.ts';
import type { BullQueue, QueueBackend } from './backend.ts';

/** Whoever waits for an answer is told after this that there is none. */
const PATIENCE_MS = 3_000;

export type QueueParts = { backend: QueueBackend; logger: Logger };

export type LastingQueue = {
  /** Throws `unavailable` where the queue cannot be reached, also when it does not answer in time. */
  use<Result>(work: (queue: BullQueue) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** BullMQ's queue for ever refuses everything if its connection broke just when it was opened: another one is opened then. */
export function createLastingQueue({ backend, logger }: QueueParts, options: Omit<QueueOptions, 'connection'> = {}): LastingQueue {
  const open = (): BullQueue => {
    const queue = backend.openQueue(options);
    queue.on('error', (error) => logger.warn({ reason: error.message }, 'The queue has trouble'));
    return queue;
  };
  let current = open();

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
    use: (work) => reach(async () => work(await ready())),
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
