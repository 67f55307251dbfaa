import { redisIsMissing, startRedisCluster } from '@codearena/data/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, send, statusOf, watch, type Sent } from './client.ts';
import { copyDatabase } from './installation.ts';
import { startRoles, type Roles } from './roles.ts';

const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';
const SLOW_BUT_RIGHT = `import time\ntime.sleep(0.5)\n${RIGHT}`;

const missing = await redisIsMissing();

describe.skipIf(missing !== null)(`the roles on a Redis Cluster of three nodes${missing === null ? '' : ` (${missing})`}`, () => {
  let database: Awaited<ReturnType<typeof copyDatabase>>;
  let cluster: Awaited<ReturnType<typeof startRedisCluster>>;
  let roles: Roles;
  beforeAll(async () => {
    database = await copyDatabase();
    cluster = await startRedisCluster();
    roles = await startRoles({ DATABASE_URL: database.connectionString, REDIS_URL: cluster.url });
  }, 240_000);
  afterAll(async () => {
    await roles?.stop();
    await cluster?.stop();
    await database?.drop();
  }, 90_000);

  async function isJudged(sent: Sent): Promise<void> {
    await expect.poll(() => statusOf(roles.url, sent), { timeout: 60_000, interval: 250 }).toBe('Accepted');
  }

  async function isAccepting(): Promise<void> {
    await expect.poll(async () => (await post(roles.url, RIGHT)).status, { timeout: 60_000, interval: 250 }).toBe(202);
  }

  it('judge what is submitted, and tell it as it happens', async () => {
    const sent = await send(roles.url, SLOW_BUT_RIGHT);
    const events = await watch(roles.realtimeUrl, sent);
    const sequences = events.map(({ payload }) => payload.sequence);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
    expect(events.filter(({ event }) => event === 'submission_test').length).toBeGreaterThan(5);
    expect(events.at(-1)).toMatchObject({ event: 'submission_completed', payload: { status: 'Accepted' } });
  }, 90_000);

  it('go on while the queue moves to another node', async () => {
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(roles.url, SLOW_BUT_RIGHT)));
    const moved = cluster.moveSlotOf('{codearena}:submissions');
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(roles.url, RIGHT)));
    expect(answers.filter(({ status }) => status !== 202 && status !== 503)).toEqual([]);
    await moved;
    await isAccepting();
    for (const one of sent) await isJudged(one);
    expect((await watch(roles.realtimeUrl, await send(roles.url, SLOW_BUT_RIGHT))).at(-1)).toMatchObject({ event: 'submission_completed' });
  }, 180_000);

  it('answer 503 with Retry-After while a node is away, lose nothing, and go on when it is back', async () => {
    const sent = await Promise.all(Array.from({ length: 4 }, () => send(roles.url, SLOW_BUT_RIGHT)));
    await cluster.kill();
    const statuses = new Set<number>();
    const refused = async (): Promise<boolean> => {
      const answer = await post(roles.url, RIGHT);
      statuses.add(answer.status);
      return answer.status === 503 && Number(answer.headers.get('retry-after')) > 0;
    };
    await expect.poll(refused, { timeout: 60_000, interval: 250 }).toBe(true);
    await cluster.restart();
    await isAccepting();
    for (const one of sent) await isJudged(one);
    expect([...statuses].filter((status) => status !== 202 && status !== 503)).toEqual([]);
  }, 180_000);
});
