import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { channelOf } from '../channel.ts';
import { redisIsMissing, silentLogger as logger, startRedis, startRedisCluster } from '../testing.ts';
import { createRedisClient } from './client.ts';
import { createRedisEventBus } from './event-bus.ts';

const missing = await redisIsMissing();

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const release of cleanUp.splice(0).toReversed()) await release();
});

describe.skipIf(missing !== null)(`channels of submissions${missing === null ? '' : ` (${missing})`}`, () => {
  /** Of each node: which channels somebody has subscribed to, in this way. */
  async function subscribed(url: string, way: 'channels' | 'shardchannels'): Promise<string[][]> {
    const answers = url.split(',').map(async (node) => {
      const client = createRedisClient({ url: node, logger, patient: true });
      const channels = (await client.call('pubsub', way)) as string[];
      client.disconnect();
      return channels.filter((name) => name.startsWith('submission:'));
    });
    return Promise.all(answers);
  }

  test.each([
    ['Redis', startRedis, 'channels', 'shardchannels'],
    ['a Redis Cluster', startRedisCluster, 'shardchannels', 'channels'],
  ] as const)('on %s are subscribed to while somebody listens, and no longer', async (_name, start, used, unused) => {
    const redis = await start();
    cleanUp.push(redis.stop);
    const bus = createRedisEventBus({ url: redis.url, logger });
    cleanUp.push(() => bus.close());
    const ids = Array.from({ length: 30 }, () => randomUUID());
    const listen = () => Promise.all(ids.map((id) => bus.subscribe(id, () => undefined)));
    const [first, second] = [await listen(), await listen()];
    const places = await subscribed(redis.url, used);
    expect(places.flat().toSorted()).toEqual(ids.map(channelOf).toSorted());
    // On a cluster each channel is one node's business, and all nodes have some.
    expect(places.every((channels) => channels.length > 0)).toBe(true);
    await Promise.all(first.map((leave) => leave()));
    expect((await subscribed(redis.url, used)).flat()).toHaveLength(ids.length);
    await Promise.all(second.map((leave) => leave()));
    expect((await subscribed(redis.url, used)).flat()).toEqual([]);
    expect((await subscribed(redis.url, unused)).flat()).toEqual([]);
  });
});
