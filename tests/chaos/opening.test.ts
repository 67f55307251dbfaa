import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisQueueBackend, createSubmissionQueue } from '@codearena/data';
import { redisIsMissing, silentLogger as logger, startRedis } from '@codearena/data/testing';
import { expect, test } from 'vitest';
import { openProxy } from './proxy.ts';

const missing = await redisIsMissing();

test.skipIf(missing !== null)(`a queue whose connection breaks just when it is opened heals${missing === null ? '' : ` (${missing})`}`, async () => {
  const redis = await startRedis();
  const proxy = await openProxy(() => ({ port: redis.port, host: '127.0.0.1' }));
  const backend = createRedisQueueBackend({ url: `redis://127.0.0.1:${proxy.port}`, logger });
  const state = (): Promise<string> =>
    backend.ping().then(
      () => 'reached',
      () => 'not reached',
    );
  await expect.poll(state, { timeout: 10_000 }).toBe('reached');
  proxy.set('stalled');
  const queue = createSubmissionQueue({ backend, logger });
  await sleep(200);
  proxy.set('cut');
  await sleep(200);
  proxy.set('clear');
  await expect.poll(state, { timeout: 10_000 }).toBe('reached');
  const add = (): Promise<string> =>
    queue.add({ id: 'one', kind: 'submission', attempt: 1, requestId: null, sessionId: 's', turn: 0 }).then(
      () => 'added',
      () => 'refused',
    );
  await expect.poll(add, { timeout: 10_000 }).toBe('added');
  expect(await queue.depth()).toMatchObject({ waiting: 1 });
  await queue.close();
  await backend.close();
  await proxy.close();
  await redis.stop();
});
