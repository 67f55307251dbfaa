import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueItem } from '@codearena/core';
import { describe, expect, test } from 'vitest';
import { createEmbeddedPostgres } from '../embedded/embedded-postgres.ts';
import { findPostmaster } from '../embedded/postmaster-file.ts';
import { migrate } from '../postgres/migrate.ts';
import { createRedisClient } from '../redis/client.ts';
import { createRedisEventBus } from '../redis/event-bus.ts';
import { createRedisRateLimiter } from '../redis/rate-limiter.ts';
import { waitFor } from '../patience.ts';
import { createTestDatabase, redisIsMissing, silentLogger as logger, startRedis } from '../testing.ts';
import { createPostgresQueueBackend, createRedisQueueBackend, type QueueBackend } from './backend.ts';
import { createQueueProbe } from './probe.ts';
import { createSubmissionConsumer } from './submission-consumer.ts';
import { createSubmissionQueue } from './submission-queue.ts';

const item = (): QueueItem => ({ id: randomUUID(), kind: 'submission', attempt: 1, turn: 0, requestId: null, sessionId: 's' });

type Store = {
  backend: QueueBackend;
  /** Kills the server and has it started again; `whileAway` runs in between, where there is such a time. */
  crash(whileAway: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

/** The queue's store is killed while a consumer waits on it. */
async function survives(store: Store): Promise<void> {
  const { backend } = store;
  const queue = createSubmissionQueue({ backend, logger });
  const consumer = createSubmissionConsumer({ backend, concurrency: 1, logger });
  const probe = createQueueProbe(backend);
  const received: string[] = [];
  try {
    await consumer.start(async ({ id }) => void received.push(id));
    const before = item();
    await queue.add(before);
    await expect.poll(() => received, { timeout: 10_000 }).toEqual([before.id]);
    await store.crash(async () => {
      await expect(queue.add(item())).rejects.toMatchObject({ code: 'unavailable' });
      await expect(probe.check()).rejects.toMatchObject({ code: 'unavailable' });
    });
    await expect
      .poll(
        () =>
          probe.check().then(
            () => 'ready',
            () => 'not yet',
          ),
        { timeout: 20_000 },
      )
      .toBe('ready');
    const after = item();
    await expect
      .poll(
        () =>
          queue.add(after).then(
            () => 'added',
            () => 'refused',
          ),
        { timeout: 10_000 },
      )
      .toBe('added');
    await expect.poll(() => received, { timeout: 15_000 }).toContain(after.id);
  } finally {
    await consumer.stop();
    await queue.close();
    await backend.close();
    await store.stop();
  }
}

/** A worker that is killed keeps its job until the lock has run out. */
async function handsOver(backend: QueueBackend): Promise<void> {
  const queue = createSubmissionQueue({ backend, logger });
  const taken: string[] = [];
  const dying = backend.openWorker(
    (job) => {
      taken.push(job.data.id);
      return new Promise(() => undefined);
    },
    { lockDuration: 1_000, skipLockRenewal: true, skipStalledCheck: true },
  );
  dying.on('error', () => undefined);
  const consumer = createSubmissionConsumer({ backend, concurrency: 1, logger });
  try {
    const added = item();
    await queue.add(added);
    await expect.poll(() => taken, { timeout: 10_000 }).toEqual([added.id]);
    const received: QueueItem[] = [];
    await consumer.start(async (handed) => void received.push(handed));
    await expect.poll(() => received, { timeout: 20_000 }).toEqual([added]);
  } finally {
    await consumer.stop();
    await dying.close(true);
    await queue.close();
    await backend.close();
  }
}

describe('on PostgreSQL', () => {
  test('the queue heals after kill -9 of the server', { timeout: 90_000 }, async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'codearena-faults-'));
    const server = createEmbeddedPostgres({ dataDir, logger, settings: { fsync: 'off' } });
    const { connectionString } = await server.start();
    await migrate(connectionString);
    await survives({
      backend: createPostgresQueueBackend({ connectionString, logger }),
      // The supervisor starts it again, nobody knows how soon.
      async crash() {
        const former = await findPostmaster(join(dataDir, 'postgres'));
        process.kill(former?.pid ?? 0, 'SIGKILL');
        await expect.poll(async () => (await findPostmaster(join(dataDir, 'postgres')))?.pid ?? former?.pid, { timeout: 20_000 }).not.toBe(former?.pid);
      },
      async stop() {
        await server.stop();
        await rm(dataDir, { recursive: true, force: true });
      },
    });
  });

  test('a job whose worker died goes to another one', async () => {
    const { connectionString, drop } = await createTestDatabase();
    await handsOver(createPostgresQueueBackend({ connectionString, logger }));
    await drop();
  });
});

const missing = await redisIsMissing();

describe.skipIf(missing !== null)(`on Redis${missing === null ? '' : ` (${missing})`}`, () => {
  test('the queue heals after kill -9 of the server, and has lost nothing', { timeout: 90_000 }, async () => {
    const redis = await startRedis();
    await survives({
      backend: createRedisQueueBackend({ url: redis.url, logger }),
      async crash(whileAway) {
        await redis.kill();
        await whileAway();
        await redis.restart();
      },
      stop: redis.stop,
    });
  });

  test('a job whose worker died goes to another one', async () => {
    const redis = await startRedis();
    await handsOver(createRedisQueueBackend({ url: redis.url, logger }));
    await redis.stop();
  });

  test.each([
    ['waits for jobs', []],
    ['works on one', [item()]],
  ])('a consumer that %s ends when it is told to, although the server is away', { timeout: 60_000 }, async (_what, jobs) => {
    const redis = await startRedis();
    const backend = createRedisQueueBackend({ url: redis.url, logger });
    const queue = createSubmissionQueue({ backend, logger });
    const consumer = createSubmissionConsumer({ backend, concurrency: 1, logger });
    const taken: QueueItem[] = [];
    let goOn = (): void => undefined;
    await consumer.start((given) => {
      taken.push(given);
      return new Promise((resolve) => (goOn = resolve));
    });
    await waitFor(() => backend.ping(), { name: 'queue', logger });
    for (const job of jobs) await queue.add(job);
    await expect.poll(() => taken, { timeout: 10_000 }).toEqual(jobs);
    await redis.kill();
    const stopped = consumer.stop();
    await sleep(500);
    goOn();
    await stopped;
    await queue.close();
    await backend.close();
    await redis.stop();
  });

  test('watchers of submissions and the rate limiter heal as well', { timeout: 90_000 }, async () => {
    const redis = await startRedis();
    const [publisher, subscriber] = [createRedisEventBus({ url: redis.url, logger }), createRedisEventBus({ url: redis.url, logger })];
    const client = createRedisClient({ url: redis.url, logger, together: true });
    const limiter = createRedisRateLimiter(client, { name: 'test', limit: 5, windowMs: 60_000 });
    const id = randomUUID();
    const received: number[] = [];
    await subscriber.subscribe(id, ({ payload }) => received.push(payload.sequence));
    const publish = (sequence: number): Promise<string> =>
      publisher.publish({ event: 'submission_status', payload: { submissionId: id, status: 'Running', sequence } }).then(
        () => 'sent',
        (error: { code?: string }) => error.code ?? 'failed',
      );
    await expect.poll(() => publish(1), { timeout: 10_000 }).toBe('sent');
    await expect
      .poll(
        () =>
          limiter.take('key').then(
            () => 'taken',
            () => 'not yet',
          ),
        { timeout: 10_000 },
      )
      .toBe('taken');
    await redis.kill();
    expect(await publish(2)).toBe('unavailable');
    await expect(limiter.take('key')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(subscriber.subscribe(randomUUID(), () => undefined)).rejects.toMatchObject({ code: 'unavailable' });
    await redis.restart();
    await expect.poll(async () => [await publish(3), received.includes(3)], { timeout: 20_000 }).toEqual(['sent', true]);
    await expect
      .poll(
        () =>
          limiter.take('key').then(
            ({ allowed }) => allowed,
            () => null,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    await Promise.all([publisher.close(), subscriber.close()]);
    client.disconnect();
    await redis.stop();
  });
});
