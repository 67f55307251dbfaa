import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RateLimiter } from './messaging.ts';

export type RateLimiterWorld = {
  /** Each call is another instance, as in another process. */
  open(limit: { name: string; limit: number; windowMs: number }): RateLimiter;
  close(): Promise<void>;
};

export function rateLimiterContract(create: () => Promise<RateLimiterWorld>): void {
  let world: RateLimiterWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.close());

  const open = (limit: number, windowMs: number, name = 'test'): RateLimiter => world.open({ name, limit, windowMs });

  test('lets as many pass as it is told, and says what is left', async () => {
    const limiter = open(3, 60_000);
    const key = randomUUID();
    for (const remaining of [2, 1, 0]) expect(await limiter.take(key)).toMatchObject({ allowed: true, limit: 3, windowMs: 60_000, remaining });
    const refused = await limiter.take(key);
    expect(refused).toMatchObject({ allowed: false, limit: 3, remaining: 0 });
    expect(refused.resetMs).toBeGreaterThan(50_000);
    expect(refused.resetMs).toBeLessThanOrEqual(60_000);
  });

  test('counts keys, and limiters of different names, apart', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const limiter = open(1, 60_000);
    expect((await limiter.take(one)).allowed).toBe(true);
    expect((await limiter.take(two)).allowed).toBe(true);
    expect((await open(1, 60_000, 'other').take(one)).allowed).toBe(true);
    expect((await limiter.take(one)).allowed).toBe(false);
  });

  test('slides: the window has no edge at which more could pass', async () => {
    const windowMs = 1_200;
    const limiter = open(2, windowMs);
    const key = randomUUID();
    const passed: number[] = [];
    const until = Date.now() + 3 * windowMs;
    while (Date.now() < until) {
      if ((await limiter.take(key)).allowed) passed.push(Date.now());
      await sleep(25);
    }
    expect(passed.length).toBeGreaterThanOrEqual(4);
    const spans = passed.slice(2).map((at, index) => at - (passed[index] ?? 0));
    // Measured here, a little off the clock of the store.
    expect(Math.min(...spans)).toBeGreaterThan(windowMs - 150);
  });

  test('does not count what it refused', async () => {
    const limiter = open(1, 400);
    const key = randomUUID();
    expect((await limiter.take(key)).allowed).toBe(true);
    const { resetMs } = await limiter.take(key);
    await limiter.take(key);
    await sleep(resetMs + 20);
    expect((await limiter.take(key)).allowed).toBe(true);
  });

  test('is exact over instances that ask at the same time', async () => {
    const key = randomUUID();
    const limiters = Array.from({ length: 4 }, () => open(5, 60_000));
    const decisions = await Promise.all(limiters.flatMap((limiter) => Array.from({ length: 10 }, () => limiter.take(key))));
    const passed = decisions.filter(({ allowed }) => allowed).map(({ remaining }) => remaining);
    expect(passed.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });

  test('counts a repeated request once, and lets it pass again', async () => {
    const limiter = open(2, 60_000);
    const key = randomUUID();
    for (let tries = 0; tries < 5; tries++) expect(await limiter.take(key, 'same')).toMatchObject({ allowed: true, remaining: 1 });
    expect((await limiter.take(key, 'another')).allowed).toBe(true);
    expect((await limiter.take(key, 'third')).allowed).toBe(false);
    expect((await limiter.take(key, 'same')).allowed).toBe(true);
  });

  test('of zero is no limit', async () => {
    const limiter = open(0, 60_000);
    for (let tries = 0; tries < 20; tries++) expect((await limiter.take('key')).allowed).toBe(true);
  });

  test('takes any text as a key', async () => {
    const limiter = open(1, 60_000);
    for (const key of ['', ' ', "it's", '{x}', 'a\nb', 'ключ']) expect((await limiter.take(`${key}${randomUUID()}`)).allowed).toBe(true);
  });
}
