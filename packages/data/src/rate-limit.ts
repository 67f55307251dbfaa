import type { RateLimitDecision } from '@codearena/core';

/** At most `limit` in any `windowMs`; 0 means no limit. Limiters with different names count apart. */
export type RateLimit = { name: string; limit: number; windowMs: number };

export function rateLimitDecision({ limit, windowMs }: RateLimit, state: { allowed: boolean; used: number; resetMs: number }): RateLimitDecision {
  return { allowed: state.allowed, limit, windowMs, remaining: Math.max(0, limit - state.used), resetMs: Math.max(0, Math.ceil(state.resetMs)) };
}

export function unlimited({ limit, windowMs }: RateLimit): RateLimitDecision {
  return { allowed: true, limit, windowMs, remaining: Number.MAX_SAFE_INTEGER, resetMs: 0 };
}
