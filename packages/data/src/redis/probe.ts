import type { Probe } from '@codearena/core';
import type { RedisClient } from './client.ts';
import { rethrowRedis } from './failure.ts';

export function createRedisProbe(client: RedisClient): Probe {
  return { name: 'redis', check: async () => void (await client.ping().catch(rethrowRedis)) };
}
