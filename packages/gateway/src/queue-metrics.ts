import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { SubmissionQueue } from '@codearena/core';
import { within } from './deadline.ts';
import { freshWithin } from './fresh.ts';

/** Read when metrics are asked for. While the queue cannot be reached the values are NaN: old ones would be a lie. */
export function registerQueueMetrics(options: { queue: SubmissionQueue; registry: Registry; logger: Logger }): void {
  const depth = freshWithin(500, () => within(2_000, 'The queue', options.queue.depth()));
  const gauge = (name: string, help: string, read: (depth: Awaited<ReturnType<SubmissionQueue['depth']>>) => number) =>
    new Gauge({
      name,
      help,
      registers: [options.registry],
      async collect() {
        this.set(await depth().then(read, unreadable));
      },
    });
  const unreadable = (err: unknown) => {
    options.logger.warn({ err }, 'queue depth cannot be read');
    return Number.NaN;
  };
  gauge('codearena_queue_waiting', 'Submissions and runs that wait for a worker', ({ waiting }) => waiting);
  gauge('codearena_queue_active', 'Submissions and runs that a worker has taken', ({ active }) => active);
  gauge(
    'codearena_queue_oldest_waiting_seconds',
    'How long the oldest one waiting has waited; 0 when none waits',
    (value) => (value.oldestWaitingMs ?? 0) / 1_000,
  );
}
