/** What a benchmark may say about a series of numbers: quantiles, and how far each can be trusted. */

/** A value with the interval in which the true one lies with 95 % confidence, as far as so few samples can tell. */
export type Estimate = { value: number; low: number; high: number; samples: number };

const CONFIDENCE = 0.95;

/** The smallest number that at least this share of all do not exceed; `sorted` ascending, not empty. */
export function quantile(sorted: readonly number[], share: number): number {
  return at(sorted, Math.ceil(sorted.length * share - 1e-9) - 1);
}

/** The middle one, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted(ascending);
  return (at(sorted, Math.floor((sorted.length - 1) / 2)) + at(sorted, Math.floor(sorted.length / 2))) / 2;
}

export function estimateMedian(numbers: readonly number[]): Estimate {
  return { ...estimateQuantile(numbers, 0.5), value: median(numbers) };
}

/**
 * A quantile with its interval by order statistics, which assumes nothing of the distribution: the number of samples below
 * the true quantile is binomial, so two ranks enclose it with a known probability (David and Nagaraja, Order Statistics, 7.1).
 * With too few samples for 95 % the interval is the whole range.
 */
export function estimateQuantile(numbers: readonly number[], share: number): Estimate {
  if (numbers.length === 0) throw new Error('There is nothing to estimate from');
  const sorted = numbers.toSorted(ascending);
  const { below, above } = ranks(sorted.length, share, (1 - CONFIDENCE) / 2);
  return { value: quantile(sorted, share), low: at(sorted, below), high: at(sorted, above), samples: sorted.length };
}

/** The highest rank (from 0) that is not above, and the lowest that is not below the quantile, each but for a chance of `tail`. */
function ranks(count: number, share: number, tail: number): { below: number; above: number } {
  let below = -1;
  let above = count;
  let atMost = 0;
  // Of the probability that exactly `smaller` samples are below, the logarithm: the number itself may be too small to hold.
  let exactly = count * Math.log1p(-share);
  for (let smaller = 0; smaller < count; smaller += 1) {
    atMost += Math.exp(exactly);
    if (atMost <= tail) below = smaller;
    if (above === count && atMost >= 1 - tail) above = smaller;
    exactly += Math.log(((count - smaller) / (smaller + 1)) * (share / (1 - share)));
  }
  return { below, above };
}

function at(sorted: readonly number[], rank: number): number {
  const number = sorted[Math.min(Math.max(rank, 0), sorted.length - 1)];
  if (number === undefined) throw new Error('There is nothing to estimate from');
  return number;
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Repeatable numbers in [0, 1) from a seed: mulberry32, enough for test data and orders. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
