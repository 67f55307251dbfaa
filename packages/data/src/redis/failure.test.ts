import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { redisIsMissing, silentLogger as logger, startRedis, type TestRedis } from '../testing.ts';
import { createRedisClient, type RedisClient } from './client.ts';
import { createRedisRateLimiter } from './rate-limiter.ts';

const missing = await redisIsMissing();

describe.skipIf(missing !== null)(`a Redis that answers and cannot work${missing === null ? '' : ` (${missing})`}`, () => {
  let redis: TestRedis;
  let operator: RedisClient;
  let client: RedisClient;

  beforeAll(async () => {
    redis = await startRedis();
    operator = createRedisClient({ url: redis.url, logger, patient: true });
    client = createRedisClient({ url: redis.url, logger });
    await operator.ping();
    await vi.waitFor(() => client.ping());
  });

  afterAll(async () => {
    operator.disconnect();
    client.disconnect();
    await redis.stop();
  });

  function become(host: string, port: string) {
    return () => operator.replicaof(host, port);
  }

  /** Until somebody ends it; Redis answers again after a moment, and says that it is busy. */
  async function runEndlessly(): Promise<void> {
    await operator.config('SET', 'lua-time-limit', 50);
    const stuck = createRedisClient({ url: redis.url, logger, patient: true });
    void stuck.eval('while true do end', 0).catch(() => stuck.disconnect());
    await sleep(200);
  }

  test.each([
    { state: 'has become a replica', bad: become('127.0.0.1', '1'), good: become('no', 'one') },
    { state: 'runs a script that does not end', bad: runEndlessly, good: () => operator.script('KILL') },
  ])('is unavailable: it $state', async ({ bad, good }) => {
    const limiter = createRedisRateLimiter(client, { name: 'failure', limit: 100, windowMs: 60_000 });
    expect(await limiter.take('someone')).toMatchObject({ allowed: true });
    await bad();
    await expect(limiter.take('someone')).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 });
    await good();
    await vi.waitFor(async () => expect(await limiter.take('someone')).toMatchObject({ allowed: true }));
  });

  test('what it answers about a command of ours is no such thing', async () => {
    await operator.set('codearena:rate:failure:wrong', 'a string');
    const limiter = createRedisRateLimiter(client, { name: 'failure', limit: 100, windowMs: 60_000 });
    await expect(limiter.take('wrong')).rejects.toThrow(/WRONGTYPE/);
  });
});
