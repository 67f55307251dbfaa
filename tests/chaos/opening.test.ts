import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisQueueBackend, createShownQueue, createSubmissionQueue, type QueueBackend } from '@codearena/data';
import { redisIsMissing, silentLogger as logger, startRedis } from '@codearena/data/testing';
import { expect, test } from 'vitest';
import { openProxy } from './proxy.ts';

const missing = await redisIsMissing();

type Used = { use(): Promise<unknown>; close(): Promise<void> };

const OPENED: [string, (backend: QueueBackend) => Used][] = [
  [
    'a queue to add to',
    (backend) => {
      const queue = createSubmissionQueue({ backend, logger });
      const item = { id: 'one', kind: 'submission', attempt: 1, requestId: null, sessionId: 's', turn: 0 } as const;
      return { use: () => queue.add(item), close: queue.close };
    },
  ],
  [
    'a queue to show',
    (backend) => {
      const shown = createShownQueue({ backend, logger });
      return { use: async () => (await shown.current()).getJobCounts(), close: shown.close };
    },
  ],
];

test.skipIf(missing !== null).each(OPENED)(
  `%s whose connection breaks just when it is opened heals${missing === null ? '' : ` (${missing})`}`,
  async (_name, open) => {
    const redis = await startRedis();
    const proxy = await openProxy(() => ({ port: redis.port, host: '127.0.0.1' }));
    const backend = createRedisQueueBackend({ url: `redis://127.0.0.1:${proxy.port}`, logger });
    const outcome = (work: () => Promise<unknown>): Promise<string> =>
      work().then(
        () => 'done',
        () => 'refused',
      );
    await expect.poll(() => outcome(backend.ping), { timeout: 10_000 }).toBe('done');
    proxy.set('stalled');
    const queue = open(backend);
    await sleep(200);
    proxy.set('cut');
    await sleep(200);
    proxy.set('clear');
    await expect.poll(() => outcome(backend.ping), { timeout: 10_000 }).toBe('done');
    await expect.poll(() => outcome(queue.use), { timeout: 10_000 }).toBe('done');
    await queue.close();
    await backend.close();
    await proxy.close();
    await redis.stop();
  },
);
