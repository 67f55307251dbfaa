import type { ProblemLimits } from '@codearena/contracts';
import type { DomjudgeSettings } from './domjudge.ts';
import type { Limits } from './problem-yaml.ts';

/** What one execution may have at most here, and what it gets where a package does not say. */
const INSTALLATION_LIMITS = { timeMs: 10_000, memoryMb: 256, outputKb: 8 * 1024, sourceBytes: 50 * 1024 };
const DEFAULT_TIME_MS = 2_000;

export function problemLimits(limits: Limits, domjudge: DomjudgeSettings, warnings: string[]): ProblemLimits {
  return {
    timeMs: timeLimit(limits, domjudge, warnings),
    memoryMb: bounded('memory', limits.memory, INSTALLATION_LIMITS.memoryMb, 'MiB', warnings),
    outputKb: bounded('output', limits.output, INSTALLATION_LIMITS.outputKb / 1024, 'MiB', warnings) * 1024,
    sourceBytes: bounded('code', limits.code, INSTALLATION_LIMITS.sourceBytes / 1024, 'KiB', warnings) * 1024,
  };
}

function timeLimit(limits: Limits, domjudge: DomjudgeSettings, warnings: string[]): number {
  const seconds = limits.time_limit ?? domjudge.timeSeconds;
  if (limits.time_limit !== undefined && domjudge.timeSeconds !== null && limits.time_limit !== domjudge.timeSeconds) {
    warnings.push(`${domjudge.timeFile}: says ${domjudge.timeSeconds} s, problem.yaml says ${limits.time_limit} s; problem.yaml counts`);
  }
  if (seconds === null) {
    warnings.push(
      `problem.yaml: no time limit is given, and finding one from the jury's submissions is not supported yet; ${DEFAULT_TIME_MS / 1000} s is assumed`,
    );
    return DEFAULT_TIME_MS;
  }
  return bounded('time_limit', Math.max(1, Math.round(seconds * 1000)), INSTALLATION_LIMITS.timeMs, 'ms', warnings);
}

function bounded(name: string, wanted: number | undefined, most: number, unit: string, warnings: string[]): number {
  if (wanted === undefined) return most;
  if (wanted <= most) return Math.ceil(wanted);
  warnings.push(`problem.yaml: limits.${name} of ${wanted} ${unit} is more than this installation gives; ${most} ${unit} counts`);
  return most;
}
