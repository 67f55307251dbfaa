import { eventBusContract } from '@codearena/core/event-bus.contract';
import { rateLimiterContract } from '@codearena/core/rate-limiter.contract';
import { sessionStoreContract } from '@codearena/core/session-store.contract';
import { submissionQueueContract, type QueueWorld } from '@codearena/core/submission-queue.contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgresQueueBackend, createRedisQueueBackend, type QueueBackend } from './bullmq/backend.ts';
import { createSubmissionConsumer } from './bullmq/submission-consumer.ts';
import { createSubmissionQueue } from './bullmq/submission-queue.ts';
import { createMemoryEventBus } from './memory/event-bus.ts';
import { createPostgresRateLimiter } from './postgres/rate-limiter.ts';
import { createSessionStore } from './postgres/session-store.ts';
import { createRedisClient } from './redis/client.ts';
import { createRedisEventBus } from './redis/event-bus.ts';
import { createRedisRateLimiter } from './redis/rate-limiter.ts';
import { createSessionCache } from './redis/session-cache.ts';
import { redisIsMissing, silentLogger as logger, startRedis, startRedisCluster } from './testing.ts';
import { createStoreWorld } from './testing-world.ts';

function queueWorld(backend: QueueBackend, release: () => Promise<void>): QueueWorld {
  const queue = createSubmissionQueue({ backend, logger });
  return {
    queue,
    openConsumer: (concurrency) => createSubmissionConsumer({ backend, concurrency, logger }),
    async close() {
      await queue.close();
      await backend.close();
      await release();
    },
  };
}

describe('the queue on PostgreSQL', () =>
  submissionQueueContract(async () => {
    const { connectionString, close } = await createStoreWorld();
    return queueWorld(createPostgresQueueBackend({ connectionString, logger }), close);
  }));

describe('the rate limiter in PostgreSQL', () =>
  rateLimiterContract(async () => {
    const { database, close } = await createStoreWorld();
    return { open: (limit) => createPostgresRateLimiter(database, limit), close };
  }));

describe('the event bus in memory', () =>
  eventBusContract(async () => {
    const bus = createMemoryEventBus();
    return { publisher: bus, subscriber: bus, close: () => bus.close() };
  }));

const missing = await redisIsMissing();

describe.skipIf(missing !== null).each([
  ['Redis', startRedis],
  ['a Redis Cluster of three nodes', startRedisCluster],
])(`on %s${missing === null ? '' : ` (${missing})`}`, (_name, start) => {
  let redis: { url: string; stop(): Promise<void> };
  beforeAll(async () => {
    redis = await start();
  });
  afterAll(() => redis.stop());

  describe('the queue', () => submissionQueueContract(async () => queueWorld(createRedisQueueBackend({ url: redis.url, logger }), async () => undefined)));

  describe('the event bus', () =>
    eventBusContract(async () => {
      const [publisher, subscriber] = [createRedisEventBus({ url: redis.url, logger }), createRedisEventBus({ url: redis.url, logger })];
      return { publisher, subscriber, close: async () => void (await Promise.all([publisher.close(), subscriber.close()])) };
    }));

  describe('the rate limiter', () =>
    rateLimiterContract(async () => {
      const client = createRedisClient({ url: redis.url, logger, patient: true, together: true });
      return { open: (limit) => createRedisRateLimiter(client, limit), close: async () => client.disconnect() };
    }));

  describe('sessions, cached', () =>
    sessionStoreContract(async () => {
      const { database, close } = await createStoreWorld();
      const client = createRedisClient({ url: redis.url, logger, patient: true, together: true });
      return {
        open: () => createSessionCache(createSessionStore(database), client),
        async close() {
          client.disconnect();
          await close();
        },
      };
    }));
});

test('finished jobs leave nothing in PostgreSQL', async () => {
  const { connectionString, database, close } = await createStoreWorld();
  const backend = createPostgresQueueBackend({ connectionString, logger });
  const queue = createSubmissionQueue({ backend, logger });
  const consumer = createSubmissionConsumer({ backend, concurrency: 4, logger });
  let handled = 0;
  await consumer.start(async () => void (handled += 1));
  for (let number = 0; number < 300; number++) await queue.add({ id: `job-${number}`, kind: 'run', attempt: 1, turn: 0, requestId: null, sessionId: 's' });
  await expect.poll(() => handled, { timeout: 20_000 }).toBe(300);
  await consumer.stop();
  const tables = await database.query<{ name: string }>({
    text: "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'bullmq'",
  });
  const left: Record<string, number> = {};
  for (const { name } of tables)
    left[name] = (await database.query<{ count: number }>({ text: `select count(*)::integer as count from ${name}` }))[0]?.count ?? -1;
  // The last events: BullMQ removes the older ones each time 256 more have come.
  expect(Object.entries(left).filter(([, count]) => count > 400)).toEqual([]);
  await queue.close();
  await backend.close();
  await close();
}, 60_000);
