/** What a bench is to the frame, and what it answers. */
import type { Estimate } from './statistics.ts';

/**
 * `ratio` has no unit and is what to compare between machines; the others are for people.
 * ms, s: time · /s, /min: rate · MiB, KiB: memory or size · %: share · count.
 */
export type Unit = 'ratio' | 'ms' | 's' | '/s' | '/min' | 'MiB' | 'KiB' | '%' | 'count';

export type Target = { atLeast: number } | { atMost: number };

/** One number that was measured. */
export type Measurement = Estimate & {
  /** Names it in every run of this bench, for comparing: lower-case words joined by dots. */
  id: string;
  /** Measurements of one group are drawn on one scale and listed together. */
  group: string;
  name: string;
  unit: Unit;
  better: 'higher' | 'lower';
  target?: Target;
};

/** A picture of a stretch of time, e.g. of one submission from the request to the verdict. Milliseconds from its begin; `id` is its file's name. */
export type Timeline = { id: string; title: string; stages: readonly Stage[] };
export type Stage = { name: string; from: number; to: number; detail?: string };

export type Findings = {
  measurements: readonly Measurement[];
  timelines?: readonly Timeline[];
  /** What a reader must know: what could not be measured here, and why. */
  notes?: readonly string[];
};

/** As of `util.parseArgs`, with a description for `--help`. */
export type BenchOption = { type: 'string'; default?: string; description: string } | { type: 'boolean'; default?: boolean; description: string };

export type BenchContext = {
  /** A tenth of the time, to see that all is well; the numbers are coarse. */
  quick: boolean;
  /** Repeatable, by `--seed`. */
  random: () => number;
  /** An option of this bench, as given or by default. */
  option(name: string): string;
  /** Says what is going on. `share` of the whole bench is done, from 0 to 1. */
  progress(share: number, label: string): void;
  /** An empty directory that is removed afterwards. */
  directory: string;
  /** Undone when the bench ends, however it ends; the last first. */
  release(undo: () => unknown): void;
};

export type Bench = {
  name: string;
  /** One line for the list. */
  description: string;
  options: Readonly<Record<string, BenchOption>>;
  /** Debian packages beyond what the product itself needs. They are installed where that is allowed; without them it measures what it can. */
  needs?: readonly string[];
  /** After this long it is broken off as failed. */
  limitSeconds: number;
  measure(context: BenchContext): Promise<Findings>;
};

/** Whether it is reached; null where there is no target. */
export function reaches({ value, target }: Pick<Measurement, 'value' | 'target'>): boolean | null {
  if (!target) return null;
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}
