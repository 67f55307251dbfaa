import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { QueueDepth, SubmissionQueue } from '@codearena/core';
import { within } from './deadline.ts';
import { freshWithin } from './fresh.ts';

/** Read when metrics are asked for. While the queue cannot be reached the values are NaN: old ones would be a lie. */
export function registerQueueMetrics({ queue, registry, logger }: { queue: SubmissionQueue; registry: Registry; logger: Logger }): void {
  const depth = freshWithin<QueueDepth | null>(500, () =>
    within(2_000, 'The queue', queue.depth()).catch((err: unknown) => {
      logger.warn({ err }, 'queue depth cannot be read');
      return null;
    }),
  );
  const gauge = (name: string, help: string, read: (depth: QueueDepth) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const now = await depth();
        this.set(now === null ? Number.NaN : read(now));
      },
    });
  gauge('codearena_queue_waiting', 'Submissions and runs that wait for a worker', ({ waiting }) => waiting);
  gauge('codearena_queue_active', 'Submissions and runs that a worker has taken', ({ active }) => active);
  gauge('codearena_queue_oldest_waiting_seconds', 'How long the oldest one waiting has waited; 0 when none waits', (now) => (now.oldestWaitingMs ?? 0) / 1_000);
}
