import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inBatches } from './batches.ts';

/** Answers each item with its double, and remembers who went together. */
function doubling(limits: { atATime: number; items: number }, weight?: { of: (item: number) => number; most: number }) {
  const batches: number[][] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const double = inBatches(
    limits,
    async (items: readonly number[]) => {
      batches.push([...items]);
      mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
      await sleep(5);
      atOnce -= 1;
      return items.map((item) => 2 * item);
    },
    weight,
  );
  return { double, batches, mostAtOnce: () => mostAtOnce };
}

test('what comes at the same time goes together, and each gets its own answer', async () => {
  const { double, batches } = doubling({ atATime: 1, items: 10 });
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1, 2, 3]]);
});

test('what comes while work is under way waits for it, and then goes together', async () => {
  const { double, batches, mostAtOnce } = doubling({ atATime: 1, items: 10 });
  const first = double(1);
  await sleep(2);
  const others = [double(2), double(3)];
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1], [2, 3]]);
  expect(mostAtOnce()).toBe(1);
});

test('a batch has at most so many, and there are at most so many batches at a time', async () => {
  const { double, batches, mostAtOnce } = doubling({ atATime: 2, items: 3 });
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(double));
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8],
  ]);
  expect(mostAtOnce()).toBe(2);
});

test('heavy ones go alone', async () => {
  const { double, batches } = doubling({ atATime: 1, items: 10 }, { of: (item) => item, most: 10 });
  await Promise.all([4, 5, 6, 50, 1].map(double));
  expect(batches).toEqual([[4, 5], [6], [50], [1]]);
});

test('when work fails, all of its batch fail and the next ones go on', async () => {
  const fail = inBatches({ atATime: 1, items: 2 }, async (items: readonly number[]) => {
    if (items.includes(1)) throw new Error('not these');
    return items;
  });
  const settled = await Promise.allSettled([1, 2, 3].map(fail));
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});
