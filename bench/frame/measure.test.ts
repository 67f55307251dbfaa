import { expect, test } from 'vitest';
import { inTurns, measured, measuredAt, ratios } from './measure.ts';

test('contenders take turns, each one first as often as the others and after each as often as before it', async () => {
  const order: string[] = [];
  const names = ['a', 'b', 'c'] as const;
  const results = await inTurns(6, Object.fromEntries(names.map((name) => [name, () => order.push(name)])));
  const rounds = Array.from({ length: 6 }, (_, round) => order.slice(round * 3, round * 3 + 3));
  for (const name of names) {
    expect(results[name]).toHaveLength(6);
    expect(rounds.filter(([first]) => first === name)).toHaveLength(2);
    for (const other of names.filter((candidate) => candidate !== name)) {
      expect(rounds.filter((round) => round.indexOf(name) < round.indexOf(other))).toHaveLength(3);
    }
  }
});

test('a ratio is of what ran in the same round, so a machine that slows down changes nothing', () => {
  const speed = [1, 2, 10, 1, 3];
  const ours = speed.map((factor) => 12 * factor);
  const bare = speed.map((factor) => 10 * factor);
  expect(measured({ id: 'x', group: 'x', name: 'x', unit: 'ratio' }, ratios(ours, bare))).toMatchObject({ value: 1.2, low: 1.2, high: 1.2, better: 'higher' });
});

test('times are better when they are small, rates when they are large', () => {
  const what = { id: 'x', group: 'x', name: 'x' };
  expect(measured({ ...what, unit: 'ms' }, [1]).better).toBe('lower');
  expect(measured({ ...what, unit: '/s' }, [1]).better).toBe('higher');
  expect(measured({ ...what, unit: 'ratio', better: 'lower' }, [1]).better).toBe('lower');
});

test('a quantile is measured with its interval too', () => {
  const samples = Array.from({ length: 1000 }, (_, index) => index + 1);
  expect(measuredAt(0.99, { id: 'x', group: 'x', name: 'x', unit: 'ms' }, samples)).toMatchObject({ value: 990, samples: 1000, better: 'lower' });
});
