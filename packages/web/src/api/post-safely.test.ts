import { describe, expect, it } from 'vitest';
import { ApiError, type ApiFailure } from './client.ts';
import { createSafePost, type Obstacle } from './post-safely.ts';

const UNREACHABLE: ApiFailure = { kind: 'unreachable' };
const refused = (status: number, code: string): ApiFailure => ({
  kind: 'refused',
  status,
  details: { type: 'about:blank', title: '', status, code },
  retryAfterSeconds: null,
});

/** Answers with each of these in turn, then accepts. */
function sender(failures: ApiFailure[]) {
  const keys: string[] = [];
  const obstacles: (Obstacle | null)[] = [];
  const post = createSafePost<string, string>({
    async send(request, headers) {
      keys.push(headers['idempotency-key'] ?? '');
      const failure = failures.shift();
      if (failure) throw new ApiError(failure);
      return request;
    },
    onObstacle: (obstacle) => obstacles.push(obstacle),
  });
  return { post, keys, obstacles };
}

describe('sending safely', () => {
  it('goes on with one key until there is an answer, and says what is in the way', async () => {
    const { post, keys, obstacles } = sender([UNREACHABLE, refused(503, 'overloaded')]);
    expect(await post('code')).toBe('code');
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(obstacles).toEqual(['unanswered', 'full', null]);
  });

  it('takes a new key for the next, also when it is the same code again', async () => {
    const { post, keys } = sender([]);
    await post('code');
    await post('code');
    expect(new Set(keys).size).toBe(2);
  });

  it('keeps the key of what was left without an answer, for the same content only', async () => {
    const unknown = refused(500, 'internal');
    const { post, keys } = sender([unknown, unknown]);
    await expect(post('code')).rejects.toThrow('500');
    await expect(post('code')).rejects.toThrow('500');
    expect(keys[1]).toBe(keys[0]);
    await post('other code');
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('does not repeat what was refused, and takes a new key afterwards', async () => {
    const { post, keys } = sender([refused(409, 'idempotency_conflict')]);
    await expect(post('code')).rejects.toThrow('409');
    await post('code');
    expect(new Set(keys).size).toBe(2);
  });
});
