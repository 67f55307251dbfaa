import { randomUUID } from 'node:crypto';
import type { RateLimiter } from '@codearena/core';
import { rateLimitDecision, unlimited, type RateLimit } from '../rate-limit.ts';
import type { Database } from './database.ts';
import { NEED_NOT_SURVIVE } from './durability.ts';

/** What nobody asks for any more is removed this often. */
const CLEAN_UP_EVERY_MS = 60_000;

/** A sliding window log in the database; see `take_rate_limit` in the migrations. */
export function createPostgresRateLimiter(database: Database, limit: RateLimit): RateLimiter {
  let cleanedUpAt = 0;

  async function cleanUp(): Promise<void> {
    if (Date.now() - cleanedUpAt < CLEAN_UP_EVERY_MS) return;
    cleanedUpAt = Date.now();
    await database.query({ text: 'delete from rate_limit_hits where expires_at <= clock_timestamp()' });
  }

  return {
    async take(key, once = randomUUID()) {
      if (limit.limit === 0) return unlimited(limit);
      await cleanUp();
      const [row] = await database.query<{ allowed: boolean; used: number; reset_ms: number }>({
        name: 'take-rate-limit',
        // A crash of the database forgives some requests.
        text: `select allowed, used, reset_ms from take_rate_limit($1, $2, $3, $4) where ${NEED_NOT_SURVIVE}`,
        values: [`${limit.name} ${key}`, once, limit.limit, limit.windowMs],
      });
      if (!row) throw new Error('take_rate_limit returned no row');
      return rateLimitDecision(limit, { allowed: row.allowed, used: row.used, resetMs: row.reset_ms });
    },
  };
}
