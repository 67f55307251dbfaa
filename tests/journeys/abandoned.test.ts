import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { redisIsMissing, startRedis, type TestRedis } from '@codearena/data/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProxy, type Proxy } from '../chaos/proxy.ts';
import { post, send, statusOf } from './client.ts';
import { copyDatabase } from './installation.ts';
import { startRoles, type Roles } from './roles.ts';

const RIGHT = 'a, b = map(int, input().split())\nprint(a + b)\n';
/** Less than deploy/compose.yaml lets them have before they are killed. */
const SOON_MS = 25_000;

const missing = await redisIsMissing();

describe.skipIf(missing !== null)(`roles that are told to stop while their services are gone${missing === null ? '' : ` (${missing})`}`, () => {
  let database: Awaited<ReturnType<typeof copyDatabase>>;
  let redis: TestRedis;
  let ways: Proxy[] = [];
  let roles: Roles;

  beforeEach(async () => {
    database = await copyDatabase();
    redis = await startRedis();
    const own = new URL(database.connectionString);
    const socket = path.join(own.searchParams.get('host') ?? '', '.s.PGSQL.5432');
    const toDatabase = await openProxy(() => ({ path: socket }));
    const toRedis = await openProxy(() => ({ host: '127.0.0.1', port: Number(new URL(redis.url).port) }));
    ways = [toDatabase, toRedis];
    own.search = '';
    own.host = `127.0.0.1:${toDatabase.port}`;
    roles = await startRoles({ DATABASE_URL: own.href, REDIS_URL: `redis://127.0.0.1:${toRedis.port}` });
  }, 120_000);

  afterEach(async () => {
    await roles?.stop();
    for (const way of ways) await way.close();
    await redis?.stop();
    await database?.drop();
  }, 90_000);

  it('end soon, of themselves, although nobody tells them that their connections are dead', async () => {
    const sent = await send(roles.url, RIGHT);
    await expect.poll(() => statusOf(roles.url, sent), { timeout: 60_000 }).toBe('Accepted');
    for (const way of ways) way.set('lost');
    // With requests on their way that nobody will answer.
    const asked = Array.from({ length: 4 }, () => post(roles.url, RIGHT).catch(() => null));
    await sleep(1_000);
    const begun = performance.now();
    const endings = await roles.stop();
    expect(endings).toEqual([0, 0, 0, 0]);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    await Promise.all(asked);
  });
});
