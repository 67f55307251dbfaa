import { describe, expect, test } from 'vitest';
import { createRandom, estimateMedian, estimateQuantile, median, quantile } from './statistics.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('quantiles', () => {
  test('the median of an even number is between the two in the middle', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([10, 9, 1])).toBe(9);
  });

  test('a quantile is a number that was measured: the smallest that enough do not exceed', () => {
    expect(quantile(upTo(100), 0.99)).toBe(99);
    expect(quantile(upTo(100), 0.5)).toBe(50);
    expect(quantile(upTo(10), 0.99)).toBe(10);
    expect(quantile([7], 0.5)).toBe(7);
  });

  test('nothing measured is an error, not a number', () => {
    expect(() => estimateMedian([])).toThrow('nothing to estimate from');
  });
});

describe('intervals', () => {
  // Ranks from the tables of the sign test: n = 9 → 2nd and 8th, n = 15 → 4th and 12th, n = 100 → 40th and 61st.
  test.each([
    [9, 2, 8],
    [15, 4, 12],
    [100, 40, 61],
  ])('of the median of %i samples', (count, low, high) => {
    expect(estimateMedian(upTo(count))).toMatchObject({ low, high, samples: count });
  });

  test('too few samples give all of their range', () => {
    expect(estimateMedian([3, 1, 2])).toEqual({ value: 2, low: 1, high: 3, samples: 3 });
    expect(estimateQuantile(upTo(30), 0.99)).toMatchObject({ value: 30, high: 30 });
  });

  test('they hold the true median about as often as they say', () => {
    const random = createRandom(7);
    const held = upTo(2000).filter(() => {
      const { low, high } = estimateMedian(Array.from({ length: 25 }, () => random() ** 3));
      return low <= 0.125 && 0.125 <= high;
    });
    expect(held.length / 2000).toBeGreaterThan(0.94);
    expect(held.length / 2000).toBeLessThan(0.975);
  });

  test('a great many samples do not drown in small numbers', () => {
    const { low, high } = estimateQuantile(upTo(100_000), 0.99);
    expect(low).toBeGreaterThan(98_900);
    expect(high).toBeLessThan(99_100);
  });
});

test('random numbers are the same for the same seed, spread over all of [0, 1), and others for another seed', () => {
  const [one, same, other] = [createRandom(1), createRandom(1), createRandom(2)];
  const numbers = upTo(1000).map(() => one());
  expect(upTo(1000).map(() => same())).toEqual(numbers);
  expect(other()).not.toBe(numbers[0]);
  expect(numbers.filter((number) => number < 0.5).length).toBeGreaterThan(400);
  expect(Math.max(...numbers)).toBeLessThan(1);
});
