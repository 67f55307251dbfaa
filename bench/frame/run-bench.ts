import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bench } from './bench.ts';
import { createProgress } from './progress.ts';
import type { BenchReport } from './report.ts';
import { createRandom } from './statistics.ts';

export type RunOptions = { quick: boolean; seed: number; options: Readonly<Record<string, string>> };

type Frame = {
  /** Installs these packages where that is allowed; answers what could not be had. */
  provide(packages: readonly string[]): readonly string[];
  onReport(report: BenchReport): void;
  onFailure(bench: Bench, error: unknown): void;
};

/** Somebody wants it to end: whoever runs several runs no more of them. */
class Interrupted extends Error {}

/** One after the other; one that fails does not take away what the others found. */
export async function runBenches(benches: readonly Bench[], options: RunOptions, { provide, onReport, onFailure }: Frame): Promise<BenchReport[]> {
  const reports: BenchReport[] = [];
  for (const bench of benches) {
    try {
      const missing = provide(bench.needs ?? []).map((what) => `not available here: ${what}`);
      const found = await runBench(bench, options);
      const report = { ...found, notes: [...missing, ...(found.notes ?? [])] };
      onReport(report);
      reports.push(report);
    } catch (error) {
      onFailure(bench, error);
      if (error instanceof Interrupted) break;
    }
  }
  return reports;
}

/** Runs one bench within its time. What it opened is closed however it ends, an interruption included. */
export async function runBench(bench: Bench, { quick, seed, options }: RunOptions): Promise<BenchReport> {
  const started = performance.now();
  const progress = createProgress();
  const undoing: (() => unknown)[] = [];
  const directory = mkdtempSync(path.join(tmpdir(), `codearena-bench-${bench.name}-`));
  undoing.push(() => rmSync(directory, { recursive: true, force: true }));
  const own = optionsOf(bench, options);
  const broken = breakOff(bench);
  try {
    const measuring = bench.measure({
      quick,
      random: createRandom(seed),
      directory,
      option: (name) => own[name] ?? '',
      progress: (share, label) => progress.show(share, `${bench.name}: ${label}`),
      release: (undo) => undoing.push(undo),
    });
    const findings = await Promise.race([measuring, broken.promise]);
    return { name: bench.name, seconds: (performance.now() - started) / 1000, options: own, ...findings };
  } finally {
    broken.disarm();
    progress.end();
    for (const undo of undoing.toReversed()) await undo();
  }
}

/** As given, or by the bench's own default. */
function optionsOf(bench: Bench, given: RunOptions['options']): Record<string, string> {
  return Object.fromEntries(Object.entries(bench.options).map(([name, { default: standard = '' }]) => [name, given[name] ?? String(standard)]));
}

function breakOff({ name, limitSeconds }: Bench): { promise: Promise<never>; disarm(): void } {
  let disarm = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} took longer than ${limitSeconds} s and was broken off`)), limitSeconds * 1000);
    const interrupted = (): void => reject(new Interrupted(`${name} was interrupted`));
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    disarm = () => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    };
  });
  return { promise, disarm: () => disarm() };
}
