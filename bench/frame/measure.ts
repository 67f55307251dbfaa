import type { Measurement } from './bench.ts';
import { estimateMedian, estimateQuantile } from './statistics.ts';

type What = Omit<Measurement, 'value' | 'low' | 'high' | 'samples' | 'better'> & { better?: Measurement['better'] };

/** The median of what was measured. Times and sizes are better when they are small, all else when it is large, unless said otherwise. */
export function measured(what: What, samples: readonly number[]): Measurement {
  return { better: usuallyBetter(what.unit), ...what, ...estimateMedian(samples) };
}

/** A quantile of what was measured, e.g. 0.99. */
export function measuredAt(share: number, what: What, samples: readonly number[]): Measurement {
  return { better: usuallyBetter(what.unit), ...what, ...estimateQuantile(samples, share) };
}

function usuallyBetter(unit: Measurement['unit']): Measurement['better'] {
  return unit === 'ratio' || unit === '/s' || unit === '/min' ? 'higher' : 'lower';
}

/**
 * Calls every contender once a round, in another order each time, so that a machine that becomes busy, warm or slow is
 * that for all of them. Answers what each gave, by name, in rounds.
 */
export async function inTurns<Name extends string, Result>(
  rounds: number,
  contenders: Readonly<Record<Name, () => Promise<Result> | Result>>,
  onTurn: (done: number, all: number, name: Name) => void = () => undefined,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(contenders) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Result[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const [position, name] of orderOf(names, round).entries()) {
      onTurn(round * names.length + position, rounds * names.length, name);
      results[name].push(await contenders[name]());
    }
  }
  return results;
}

/** Everybody is first equally often, and comes as often after as before any other one. */
function orderOf<Name>(names: readonly Name[], round: number): Name[] {
  const first = Math.floor(round / 2) % names.length;
  const turned = [...names.slice(first), ...names.slice(0, first)];
  return round % 2 === 0 ? turned : turned.toReversed();
}

/** Round by round, since only what ran side by side can be compared. */
export function ratios(above: readonly number[], below: readonly number[]): number[] {
  return above.map((number, round) => number / (below[round] ?? Number.NaN));
}
