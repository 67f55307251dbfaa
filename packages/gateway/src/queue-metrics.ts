import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { QueueDepth, SubmissionQueue, SubmissionStore, WorkerRegistry, WorkerReport } from '@codearena/core';
import { within } from './deadline.ts';
import { freshWithin } from './fresh.ts';

export type QueueMetricsOptions = {
  submissions: Pick<SubmissionStore, 'oldestWaitingMs'>;
  queue: SubmissionQueue;
  workers: WorkerRegistry;
  registry: Registry;
  logger: Logger;
};

/** Read when metrics are asked for. While the queue or the database cannot be reached the values are NaN: old ones would be a lie. */
export function registerQueueMetrics({ submissions, queue, workers, registry, logger }: QueueMetricsOptions): void {
  function gaugesOf<State>(what: string, ask: () => Promise<State>) {
    const state = freshWithin<State | null>(500, () =>
      within(2_000, what, ask()).catch((err: unknown) => {
        logger.warn({ err }, `metrics: ${what} cannot be asked`);
        return null;
      }),
    );
    return (name: string, help: string, read: (state: State) => number) =>
      new Gauge({
        name,
        help,
        registers: [registry],
        async collect() {
          const now = await state();
          this.set(now === null ? Number.NaN : read(now));
        },
      });
  }

  const ofQueue = gaugesOf<QueueDepth>('The queue', () => queue.depth());
  ofQueue('codearena_queue_waiting', 'Submissions and runs that wait for a worker', ({ waiting }) => waiting);
  ofQueue('codearena_queue_active', 'Submissions and runs that a worker has taken', ({ active }) => active);

  const ofStore = gaugesOf<number>('The database', async () => (await submissions.oldestWaitingMs()) ?? 0);
  ofStore('codearena_queue_oldest_waiting_seconds', 'How long the oldest one waiting has waited; 0 when none waits', (ageMs) => ageMs / 1_000);

  const ofWorkers = gaugesOf<WorkerReport[]>('The database', async () => (await workers.live()).filter(({ trouble }) => trouble === null));
  ofWorkers('codearena_workers_live', 'Workers that take submissions and runs', (live) => live.length);
  ofWorkers('codearena_worker_lanes', 'Lanes of these workers together', (live) => live.reduce((sum, { lanes }) => sum + lanes, 0));
}
