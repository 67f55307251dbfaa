import { setTimeout as sleep } from 'node:timers/promises';
import { DelayedError, type Processor } from 'bullmq';
import type { QueueItem, SubmissionConsumer } from '@codearena/core';
import type { Logger } from '../logger.ts';
import type { BullWorker, QueueBackend } from './backend.ts';
import { jobSchema } from './job.ts';

export type SubmissionConsumerOptions = { backend: QueueBackend; concurrency: number; logger: Logger };

/**
 * A job whose worker died is given to another one when its lock has run out. How often that may happen is decided in
 * the database, which counts attempts; here it may happen any number of times.
 */
const STALLED = { lockDuration: 10_000, stalledInterval: 3_000, maxStalledCount: 1_000_000 };

/** By a consumer that has paused; others take it then. */
const GIVEN_BACK_FOR_MS = 500;

/** After an error of the connection. */
const RETRY_DELAY_MS = 500;

/** What the queue may take, once nothing runs, to note what has been done. It is not waited for when it is away: what it does not know it delivers again. */
const CLOSING_MS = 5_000;

export function createSubmissionConsumer({ backend, concurrency, logger }: SubmissionConsumerOptions): SubmissionConsumer {
  let stop = async (): Promise<void> => undefined;
  let started: BullWorker | null = null;
  let paused = false;
  return {
    async start(handle: (item: QueueItem) => Promise<void>) {
      const underWay = new Set<Promise<void>>();
      const take = async (data: unknown): Promise<void> => {
        const handled = handle(jobSchema.parse(data));
        underWay.add(handled);
        await handled.finally(() => underWay.delete(handled));
      };
      const takeUnlessPaused: Processor<QueueItem> = async (job, token) => {
        if (!paused) return take(job.data);
        // It was on its way when the pause began.
        await job.moveToDelayed(Date.now() + GIVEN_BACK_FOR_MS, token);
        throw new DelayedError();
      };
      const worker = backend.openWorker(takeUnlessPaused, {
        ...STALLED,
        concurrency,
        autorun: false,
        runRetryDelay: RETRY_DELAY_MS,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      });
      worker.on('error', (error) => logger.warn({ reason: error.message }, 'The queue has trouble'));
      worker.on('failed', (job, error) => logger.error({ err: error, jobId: job?.id }, 'A job failed'));
      await worker.waitUntilReady();
      started = worker;
      const running = worker.run();
      stop = () => close(worker, running, underWay);
    },
    pause() {
      paused = true;
      return started?.pause(true) ?? Promise.resolve();
    },
    resume() {
      paused = false;
      return started?.resume() ?? Promise.resolve();
    },
    stop: () => stop(),
  };
}

async function close(worker: BullWorker, running: Promise<void>, underWay: ReadonlySet<Promise<void>>): Promise<void> {
  let closed = false;
  const closing = worker
    .close()
    .then(() => running)
    .then(() => {
      closed = true;
    });
  do {
    await Promise.race([closing, Promise.allSettled(underWay)]);
    await Promise.race([closing, sleep(CLOSING_MS)]);
  } while (!closed && underWay.size > 0);
}
