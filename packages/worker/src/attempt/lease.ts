import type { Claim, JudgingStore } from '@codearena/core';
import type { Logger } from '../logger.ts';

export const LEASE_MS = 5_000;
const RENEW_EVERY_MS = 1_500;
const RETRY_EVERY_MS = 500;

/** Somebody else has, or may have, the submission: whatever this attempt still does is in vain. */
export class LeaseLost extends Error {
  constructor(reason: string) {
    super(`the lease was lost: ${reason}`);
    this.name = 'LeaseLost';
  }
}

export type Lease = {
  /** Aborts with `LeaseLost`. */
  signal: AbortSignal;
  lose(reason: string): void;
  stop(): void;
};

/**
 * Renews a claim's lease until stopped. The lease counts as lost when the store says so, and also when the store could
 * not be reached for as long as it lasts: from then on another worker may have it. `heldSince` is `performance.now()`
 * from before the claim.
 */
export function keepLease(store: Pick<JudgingStore, 'renew'>, claim: Claim, heldSince: number, logger: Logger): Lease {
  const abort = new AbortController();
  let renewedAt = heldSince;
  let timer: NodeJS.Timeout | undefined;

  const stop = () => clearTimeout(timer);
  const lose = (reason: string) => {
    stop();
    abort.abort(new LeaseLost(reason));
  };
  const schedule = (delayMs: number) => {
    if (abort.signal.aborted) return;
    const remainingMs = renewedAt + LEASE_MS - performance.now();
    if (remainingMs <= 0) return lose('the store could not be reached in time');
    timer = setTimeout(() => void renew(), Math.min(delayMs, remainingMs));
  };
  const renew = async () => {
    const askedAt = performance.now();
    try {
      if (!(await store.renew(claim, LEASE_MS))) return lose('it was given to another attempt');
      renewedAt = askedAt;
      schedule(RENEW_EVERY_MS);
    } catch (error) {
      logger.warn({ err: error }, 'the lease could not be renewed yet');
      schedule(RETRY_EVERY_MS);
    }
  };
  schedule(RENEW_EVERY_MS);
  return { signal: abort.signal, lose, stop };
}
