import { randomUUID } from 'node:crypto';
import type { RateLimiter } from '@codearena/core';
import { z } from 'zod';
import { rateLimitDecision, unlimited, type RateLimit } from '../rate-limit.ts';
import type { RedisClient } from './client.ts';
import { rethrowRedis } from './failure.ts';

/**
 * A sliding window log: one sorted set per key, scored by the server's clock in microseconds. A script runs alone, which
 * makes it exact over all instances; it touches one key, so it works on any node of a cluster.
 */
const TAKE = `
local key, token, limit, window = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]) * 1000
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - window))
local used = redis.call('ZCARD', key)
local allowed = redis.call('ZSCORE', key, token) and 1 or 0
if allowed == 0 and used < limit then
  redis.call('ZADD', key, string.format('%.0f', now), token)
  redis.call('PEXPIRE', key, ARGV[3])
  allowed = 1
  used = used + 1
end
local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')[2]
local reset = first and (first + window - now) or 0
return { allowed, used, string.format('%.0f', reset) }
`;

const answerSchema = z.tuple([z.number(), z.number(), z.coerce.number()]);

/** The script as a command of the client, which sends its text to each server once and its hash from then on. */
type Taking = RedisClient & { takeRateLimit(key: string, token: string, limit: number, windowMs: number): Promise<unknown> };

export function createRedisRateLimiter(client: RedisClient, limit: RateLimit): RateLimiter {
  client.defineCommand('takeRateLimit', { numberOfKeys: 1, lua: TAKE });
  const taking = client as Taking;
  return {
    async take(key, once = randomUUID()) {
      if (limit.limit === 0) return unlimited(limit);
      const answer = await taking.takeRateLimit(`codearena:rate:${limit.name}:${key}`, once, limit.limit, limit.windowMs).catch(rethrowRedis);
      const [allowed, used, resetMicroseconds] = answerSchema.parse(answer);
      return rateLimitDecision(limit, { allowed: allowed === 1, used, resetMs: resetMicroseconds / 1000 });
    },
  };
}
