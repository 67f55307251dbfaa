import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { freshWithin } from './fresh.ts';

function counting() {
  let loads = 0;
  return async () => (loads += 1);
}

test('loads once for all who ask at the same time and within the age', async () => {
  const load = freshWithin(1_000, counting());
  expect(await Promise.all([load(), load(), load()])).toEqual([1, 1, 1]);
  expect(await load()).toBe(1);
});

test('loads again when what it has is too old', async () => {
  const load = freshWithin(5, counting());
  await load();
  await sleep(10);
  expect(await load()).toBe(2);
});

test('does not remember a failure', async () => {
  let fail = true;
  const load = freshWithin(1_000, async () => {
    if (fail) throw new Error('away');
    return 'here';
  });
  await expect(load()).rejects.toThrow('away');
  fail = false;
  expect(await load()).toBe('here');
});
