/** Milliseconds, as nearest ranks: the smallest value that so many per cent of all do not exceed. */
export type Percentiles = { p50: number; p95: number; p99: number; most: number };

export function percentilesOf(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

export function round(value: number): number {
  return Number(value.toFixed(2));
}
