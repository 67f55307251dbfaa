import { expect, test } from 'vitest';
import { summarise } from './listeners.ts';

test('what did not come is lost, what came twice is doubled, and time runs from the publishing', () => {
  const published = {
    at: [
      [1, 100],
      [2, 200],
    ] as [number, number][],
  };
  const complete: [number, number][] = [
    [1, 105],
    [2, 210],
  ];
  const poor: [number, number][] = [
    [1, 107],
    [1, 108],
  ];
  expect(summarise(published, [complete, poor])).toEqual({ latencies: [5, 10, 7, 8], lost: 1, doubled: 1, lastAt: 210 });
});
