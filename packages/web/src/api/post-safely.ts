import { uniqueKey } from '../lib/unique-key.ts';
import { ApiError } from './client.ts';

/** Why something is not sent yet: nobody answered, or the judge has its hands full. */
export type Obstacle = 'unanswered' | 'full';

export type Sending<Request, T> = { send: (request: Request, headers: Record<string, string>) => Promise<T>; onObstacle: (obstacle: Obstacle | null) => void };

const DELAYS_MS = [300, 1_000, 2_000, 4_000, 8_000];
/** How long to go on by oneself before the person is asked. */
const PATIENCE_MS: Record<Obstacle, number> = { unanswered: 60_000, full: 900_000 };

/**
 * Sends until there is an answer, always with the same idempotency key: a response may have been lost after the server had
 * accepted. What was left without an answer keeps its key, so that sending the same again by hand counts only once, too.
 */
export function createSafePost<Request, T>({ send, onObstacle }: Sending<Request, T>): (request: Request) => Promise<T> {
  let unanswered: { content: string; key: string } | null = null;
  return async (request) => {
    const content = JSON.stringify(request);
    if (unanswered?.content !== content) unanswered = { content, key: uniqueKey() };
    const headers = { 'idempotency-key': unanswered.key };
    try {
      const answer = await persist(() => send(request, headers), onObstacle);
      unanswered = null;
      return answer;
    } catch (error) {
      if (isRefusal(error)) unanswered = null;
      throw error;
    } finally {
      onObstacle(null);
    }
  };
}

async function persist<T>(send: () => Promise<T>, onObstacle: (obstacle: Obstacle) => void): Promise<T> {
  const startedAt = performance.now();
  for (let tries = 0; ; tries++) {
    try {
      return await send();
    } catch (error) {
      const obstacle = obstacleOf(error);
      if (obstacle === null || performance.now() - startedAt > PATIENCE_MS[obstacle]) throw error;
      onObstacle(obstacle);
      await new Promise((resolve) => setTimeout(resolve, waitBeforeRetry(error, tries)));
    }
  }
}

/** Null where another try would get the same answer. */
export function obstacleOf(error: unknown): Obstacle | null {
  if (!(error instanceof ApiError)) return null;
  const { failure } = error;
  if (failure.kind === 'unreachable') return 'unanswered';
  if (failure.kind === 'unreadable') return null;
  if (failure.status === 503 && failure.details?.code === 'overloaded') return 'full';
  return failure.status === 502 || failure.status === 503 || failure.status === 504 ? 'unanswered' : null;
}

/** What the server asks for, or a little longer each time; spread, so that not all who wait come back in the same moment. */
function waitBeforeRetry(error: unknown, tries: number): number {
  const delay = DELAYS_MS[Math.min(tries, DELAYS_MS.length - 1)] ?? 0;
  const asked = error instanceof ApiError && error.failure.kind === 'refused' ? (error.failure.retryAfterSeconds ?? 0) * 1_000 : 0;
  return Math.max(delay, asked) * (1 + Math.random() / 4);
}

/** The server has decided, and accepted nothing. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.failure.kind === 'refused' && error.failure.status < 500;
}
