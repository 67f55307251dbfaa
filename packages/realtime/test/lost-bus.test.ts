import { createRedisEventBus } from '@codearena/data';
import { redisIsMissing, silentLogger as logger, startRedis, startRedisCluster } from '@codearena/data/testing';
import { describe, expect, test } from 'vitest';
import { startInstallation } from './installation.ts';

/** Far longer than the tests wait. */
const QUIET_MS = 600_000;
const WATCHED = 12;

const missing = await redisIsMissing();

describe.skipIf(missing !== null)(`when Redis has been away${missing === null ? '' : ` (${missing})`}`, () => {
  test.each([
    ['Redis', startRedis],
    ['a node of a Redis Cluster', startRedisCluster],
  ])(
    '%s comes back: everybody is told at once what happened meanwhile, once, and hears what happens next',
    async (_name, start) => {
      const redis = await start();
      const installation = await startInstallation({ bus: createRedisEventBus({ url: redis.url, logger }), quietMs: QUIET_MS });
      try {
        const { cookie, viewer } = await installation.newSession();
        const ids = await Promise.all(Array.from({ length: WATCHED }, () => installation.submit(viewer)));
        const watcher = await installation.connect(cookie, {});
        for (const id of ids) expect(await watcher.subscribe(id)).toMatchObject({ status: 'Queued' });
        const [later = '', ...meanwhile] = ids;

        await redis.kill();
        for (const id of meanwhile) await installation.judge(id, { publish: false });
        await redis.restart();
        const ends = () => watcher.events.filter(({ name }) => name === 'submission_completed').map(({ payload }) => payload.submissionId);
        await expect.poll(() => ends().toSorted(), { timeout: 20_000 }).toEqual(meanwhile.toSorted());

        await expect.poll(() => installation.judge(later).then(() => 'judged'), { timeout: 10_000 }).toBe('judged');
        await expect.poll(ends, { timeout: 10_000 }).toContain(later);
        expect(ends()).toHaveLength(WATCHED);
        watcher.close();
      } finally {
        await installation.stop();
        await redis.stop();
      }
    },
    60_000,
  );
});
