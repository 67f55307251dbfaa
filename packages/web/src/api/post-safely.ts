import { ApiError } from './client.ts';

const DELAYS_MS = [300, 1_000, 2_000, 4_000, 8_000];

/**
 * Sends until there is an answer. Only safe for a request with an idempotency key: a response may have been lost after
 * the server had accepted. A 503 says that nothing was accepted, so it is also tried again.
 */
export async function postSafely<T>(send: () => Promise<T>, onWaiting: (waiting: boolean) => void): Promise<T> {
  for (const delay of DELAYS_MS) {
    try {
      return await send();
    } catch (error) {
      const wait = waitBeforeRetry(error, delay);
      if (wait === null) throw error;
      onWaiting(true);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return send();
}

/** Milliseconds to wait; null where another try would get the same answer. */
export function waitBeforeRetry(error: unknown, delay: number): number | null {
  if (!(error instanceof ApiError)) return null;
  const { failure } = error;
  if (failure.kind === 'unreachable') return delay;
  if (failure.kind === 'unreadable') return null;
  if (failure.status !== 503 && failure.status !== 502 && failure.status !== 504) return null;
  return Math.min(10_000, Math.max(delay, (failure.retryAfterSeconds ?? 0) * 1_000));
}
