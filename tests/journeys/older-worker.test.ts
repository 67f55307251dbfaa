import pg from 'pg';
import { redisIsMissing, startRedis } from '@codearena/data/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '@codearena/contracts';
import { send, statusOf, watch, type Sent } from './client.ts';
import { copyDatabase } from './installation.ts';
import { buildOlderVersion, oldestCommit } from './older-version.ts';
import { startRoles, type Roles } from './roles.ts';

const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';
const SLOW_BUT_RIGHT = `import time\ntime.sleep(0.5)\n${RIGHT}`;
const WRONG = 'print(1)\n';

const commit = oldestCommit();
const missing = await redisIsMissing();

describe.skipIf(missing !== null)(`a worker of an older version beside newer processes${missing === null ? '' : ` (${missing})`}`, () => {
  let older: ReturnType<typeof buildOlderVersion>;
  let database: Awaited<ReturnType<typeof copyDatabase>>;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let roles: Roles;
  let newer: Roles['roles'][number];
  let olderWorker: Roles['roles'][number];
  beforeAll(async () => {
    older = buildOlderVersion(commit ?? '');
    database = await copyDatabase();
    redis = await startRedis();
    roles = await startRoles({ DATABASE_URL: database.connectionString, REDIS_URL: redis.url }, { WORKER_CONCURRENCY: '1' });
    newer = roles.roles.at(-1) as typeof newer;
    olderWorker = await roles.addWorker(older.root);
  }, 300_000);
  afterAll(async () => {
    await roles?.stop();
    await redis?.stop();
    await database?.drop();
    older?.remove();
  }, 90_000);

  async function workerOf({ id }: Sent): Promise<'older' | 'newer'> {
    const client = new pg.Client({ connectionString: database.connectionString });
    await client.connect();
    const { rows } = await client.query<{ worker_id: string }>('select worker_id from submissions where id = $1', [id]);
    await client.end();
    return rows[0]?.worker_id.includes(`-${olderWorker.nodePid()}-`) ? 'older' : 'newer';
  }

  async function read({ id, cookie }: Sent): Promise<Submission> {
    return (await (await fetch(`${roles.url}/api/submissions/${id}`, { headers: { cookie } })).json()) as Submission;
  }

  async function isJudged(sent: Sent, verdict: string): Promise<void> {
    await expect.poll(() => statusOf(roles.url, sent), { timeout: 90_000, interval: 250 }).toBe(verdict);
  }

  it('says of what it judges all that a newer one says, but for what was invented since', async () => {
    const byWorker = new Map<string, Submission>();
    while (byWorker.size < 2) {
      const sent = await Promise.all(Array.from({ length: 4 }, () => send(roles.url, WRONG)));
      for (const one of sent) {
        await isJudged(one, 'Wrong Answer');
        byWorker.set(await workerOf(one), await read(one));
      }
    }
    const essence = (submission: Submission | undefined) => ({
      verdict: submission?.verdict,
      testsTotal: submission?.testsTotal,
      testResults: submission?.testResults.map(({ index, status, sample, group, input, expected, output, message }) => ({
        index,
        status,
        sample,
        group,
        input,
        expected,
        output,
        message,
      })),
    });
    expect(essence(byWorker.get('older'))).toEqual(essence(byWorker.get('newer')));
    expect(byWorker.get('older')).toMatchObject({ executionTimeMs: expect.any(Number) as unknown, memoryKb: expect.any(Number) as unknown });
  }, 180_000);

  it('tells as it happens, and what it leaves half-done a newer one finishes', async () => {
    let byOlder: Sent | undefined;
    while (byOlder === undefined) {
      const sent = await send(roles.url, SLOW_BUT_RIGHT);
      const events = await watch(roles.realtimeUrl, sent);
      const sequences = events.map(({ payload }) => payload.sequence);
      expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
      expect(events.at(-1)).toMatchObject({ event: 'submission_completed', payload: { status: 'Accepted' } });
      if ((await workerOf(sent)) === 'older') byOlder = sent;
    }
    const sent = await Promise.all(Array.from({ length: 6 }, () => send(roles.url, SLOW_BUT_RIGHT)));
    await expect.poll(async () => (await Promise.all(sent.map((one) => statusOf(roles.url, one)))).includes('Running'), { timeout: 30_000 }).toBe(true);
    expect(await olderWorker.stop()).toBe(0);
    for (const one of sent) await isJudged(one, 'Accepted');
    expect(newer.nodePid()).toBeDefined();
  }, 240_000);
});
