import type { Request, RequestHandler, Response } from 'express';
import { CodeArenaError, type RateLimitDecision, type RateLimiter } from '@codearena/core';

export type RateLimitOptions = {
  limiter: RateLimiter;
  /** What is told of the limit on answers given before a request was counted; 0 means no limit. */
  perMinute: number;
};

/**
 * Headers of draft-ietf-httpapi-ratelimit-headers. `announceRateLimit` goes before validation, so that the policy is on every
 * answer; `rateLimit` goes after it, so that a request that is refused anyway costs nothing.
 */
export function announceRateLimit(options: RateLimitOptions): RequestHandler {
  return function announcePolicy(_req, res, next) {
    if (options.perMinute > 0) setPolicy(res, options.perMinute, 60_000);
    next();
  };
}

export function rateLimit(options: RateLimitOptions): RequestHandler {
  return async function countRequest(req, res, next) {
    const decision = await options.limiter.take(sessionOf(res), onceOf(req));
    if (decision.limit > 0) describe(res, decision);
    if (!decision.allowed) throw tooMany(decision);
    next();
  };
}

function sessionOf(res: Response): string {
  if (res.locals.viewer === undefined) throw new Error('The session must be known before its requests are counted');
  return res.locals.viewer.sessionId;
}

/** A repeated request with the same key makes nothing new, so it is not counted again. */
function onceOf(req: Request): string | undefined {
  return req.get('Idempotency-Key');
}

function describe(res: Response, decision: RateLimitDecision): void {
  setPolicy(res, decision.limit, decision.windowMs);
  res.setHeader('RateLimit', `"default";r=${decision.remaining};t=${seconds(decision.resetMs)}`);
}

function setPolicy(res: Response, limit: number, windowMs: number): void {
  res.setHeader('RateLimit-Policy', `"default";q=${limit};w=${seconds(windowMs)}`);
}

function tooMany(decision: RateLimitDecision): CodeArenaError {
  const wait = Math.max(1, seconds(decision.resetMs));
  return new CodeArenaError('rate_limited', `At most ${decision.limit} in ${seconds(decision.windowMs)} s; try again in ${wait} s`, {
    retryAfterSeconds: wait,
  });
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1_000);
}
