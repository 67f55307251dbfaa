import { expect, it } from 'vitest';
import { describeTiming } from './timing.ts';

it('tells the limit and the time of each run, in milliseconds’ precision', () => {
  expect(describeTiming({ limitMs: 1_000, timesMs: [1_053.2, 1_041, 998.4] })).toBe('limit 1.000 s; 1.053, 1.041, 0.998');
});
