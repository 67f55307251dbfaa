import path from 'node:path';
import type { QueueItem } from '@codearena/core';
import {
  createDatabase,
  createRedisClient,
  createRedisEventBus,
  createRedisQueueBackend,
  createRedisRateLimiter,
  createSubmissionConsumer,
  createSubmissionQueue,
} from '@codearena/data';
import { redisIsMissing, silentLogger as logger, startRedis, startTestServer } from '@codearena/data/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { openProxy } from './proxy.ts';

/** A network that loses what is under way without telling anybody, as a firewall or a moved address does: connections must not wait for ever. */

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const release of cleanUp.splice(0).toReversed()) await release();
});

async function until(work: () => Promise<unknown>, timeout: number): Promise<void> {
  const outcome = (): Promise<string> =>
    work().then(
      () => 'done',
      () => 'not yet',
    );
  await expect.poll(outcome, { timeout, interval: 100 }).toBe('done');
}

test('the database is reached again', { timeout: 60_000 }, async () => {
  const { connectionString, stop } = await startTestServer();
  cleanUp.push(stop);
  const url = new URL(connectionString);
  const socket = path.join(url.searchParams.get('host') ?? '', '.s.PGSQL.5432');
  const proxy = await openProxy(() => ({ path: socket }));
  cleanUp.push(proxy.close);
  url.search = '';
  url.host = `127.0.0.1:${proxy.port}`;
  const database = createDatabase({ connectionString: url.href, logger, statementTimeoutMs: 1_000 });
  cleanUp.push(database.close);
  const useAll = () => Promise.all(Array.from({ length: 10 }, () => database.query({ text: 'select pg_sleep(0.2)' })));
  await useAll();
  proxy.set('lost');
  proxy.set('clear');
  // The first that finds a lost connection is the last one: the others are not tried one after the other.
  await expect(database.query({ text: 'select 1' })).rejects.toMatchObject({ code: 'unavailable' });
  await database.query({ text: 'select 1' });
  await useAll();
  proxy.set('lost');
  proxy.set('clear');
  await expect(database.transaction((query) => query({ text: 'select 1' }))).rejects.toMatchObject({ code: 'unavailable' });
  await database.transaction((query) => query({ text: 'select 1' }));
});

const missing = await redisIsMissing();

describe.skipIf(missing !== null)(`Redis is reached again${missing === null ? '' : ` (${missing})`}`, () => {
  test('by queue, consumer, event bus and rate limiter', { timeout: 120_000 }, async () => {
    const redis = await startRedis();
    cleanUp.push(redis.stop);
    const proxy = await openProxy(() => ({ port: redis.port, host: '127.0.0.1' }));
    cleanUp.push(proxy.close);
    const url = `redis://127.0.0.1:${proxy.port}`;
    const backend = createRedisQueueBackend({ url, logger });
    const queue = createSubmissionQueue({ backend, logger });
    const consumer = createSubmissionConsumer({ backend, concurrency: 1, logger });
    const bus = createRedisEventBus({ url, logger });
    const client = createRedisClient({ url, logger });
    cleanUp.push(
      () => backend.close(),
      () => queue.close(),
      () => consumer.stop(),
      () => bus.close(),
      () => client.disconnect(),
    );
    const limiter = createRedisRateLimiter(client, { name: 'test', limit: 1_000, windowMs: 60_000 });
    const handled: string[] = [];
    await consumer.start(async ({ id }) => void handled.push(id));
    const item = (id: string): QueueItem => ({ id, kind: 'submission', attempt: 1, turn: 0, requestId: null, sessionId: 's' });
    const send = (sequence: number) => bus.publish({ event: 'submission_status', payload: { submissionId: 'watched', status: 'Running', sequence } });
    const heard: number[] = [];
    await bus.subscribe('watched', ({ payload }) => heard.push(payload.sequence));
    await until(() => limiter.take('key'), 10_000);
    await until(() => queue.add(item('before')), 10_000);
    await until(() => send(1), 10_000);
    await expect.poll(() => [handled, heard], { timeout: 10_000 }).toEqual([['before'], [1]]);

    proxy.set('lost');
    await expect(limiter.take('key')).rejects.toMatchObject({ code: 'unavailable' });
    proxy.set('clear');
    await until(() => limiter.take('key'), 20_000);
    await until(() => queue.add(item('after')), 20_000);
    await until(() => send(2), 20_000);
    await expect.poll(() => handled, { timeout: 40_000 }).toEqual(['before', 'after']);
    // A new watcher waits for the same connection, and finds out that it is dead.
    await until(() => bus.subscribe('another', () => undefined), 40_000);
    await until(() => send(3), 5_000);
    await expect.poll(() => heard, { timeout: 10_000 }).toContain(3);
  });
});
