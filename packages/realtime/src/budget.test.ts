import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBudget } from './budget.ts';

test('lets a burst through and no more', () => {
  const may = createBudget({ burst: 5, perSecond: 0.001 });
  expect(Array.from({ length: 7 }, () => may())).toEqual([true, true, true, true, true, false, false]);
});

test('fills up again with time, but never beyond the burst', async () => {
  const may = createBudget({ burst: 2, perSecond: 1_000 });
  may();
  may();
  await sleep(20);
  expect(may()).toBe(true);
  expect(may()).toBe(true);
});
