import { USUAL_INSTALLATION_LIMITS } from '@codearena/core';
import type { DomjudgeSettings } from './domjudge.ts';
import { isLegacy } from './format-version.ts';
import type { ProblemSettings } from './problem-yaml.ts';

/** How a problem's time limit is known: the package says it, or it follows from the times of the jury's submissions. */
export type TimeLimit = { kind: 'given'; ms: number; rule: TimeLimitRule } | { kind: 'inferred'; rule: TimeLimitRule };

/**
 * The safety margins of the format. `limit ≥ slowest lower bound × acToTimeLimit` and
 * `limit × timeLimitToTle ≤ fastest upper bound`; without a given limit it is the smallest multiple of `resolutionMs` above
 * the first. Since 2023-07: `time_multipliers` (2 and 1.5) and `time_resolution` (1 s). Before: `time_multiplier` (5) and
 * `time_safety_margin` (2), in whole seconds.
 */
export type TimeLimitRule = { acToTimeLimit: number; timeLimitToTle: number; resolutionMs: number };

/** One submission's slowest test, in milliseconds of a language without a time multiplier. */
export type MeasuredTime = { path: string; bound: 'lower' | 'upper'; slowestMs: number };

export type InferredTimeLimit = {
  ms: number;
  slowestAccepted: MeasuredTime | null;
  fastestTooSlow: MeasuredTime | null;
  /** Why the times fit no limit with these margins. */
  problem: string | null;
};

export function timeLimitRule({ version, limits }: ProblemSettings): TimeLimitRule {
  const given = limits.time_multipliers;
  const old = isLegacy(version);
  return {
    acToTimeLimit: given?.ac_to_time_limit ?? limits.time_multiplier ?? (old ? 5 : 2),
    timeLimitToTle: given?.time_limit_to_tle ?? limits.time_safety_margin ?? (old ? 2 : 1.5),
    resolutionMs: Math.max(1, Math.round((limits.time_resolution ?? 1) * 1000)),
  };
}

export function timeLimitOf(settings: ProblemSettings, domjudge: DomjudgeSettings, warnings: string[]): TimeLimit {
  const rule = timeLimitRule(settings);
  const own = settings.limits.time_limit ?? null;
  if (own !== null && domjudge.timeSeconds !== null && own !== domjudge.timeSeconds) {
    warnings.push(`${domjudge.timeFile}: says ${domjudge.timeSeconds} s, problem.yaml says ${own} s; problem.yaml counts`);
  }
  // Answers take no time; programs of the jury that print them get what there is.
  const seconds = own ?? domjudge.timeSeconds ?? (settings.kind.submitAnswer ? USUAL_INSTALLATION_LIMITS.timeMs / 1000 : null);
  return seconds === null ? { kind: 'inferred', rule } : { kind: 'given', ms: Math.max(1, Math.round(seconds * 1000)), rule };
}

/** The time limit that follows from what was measured. `mostMs` is what the installation gives at most. */
export function inferTimeLimit(rule: TimeLimitRule, measured: readonly MeasuredTime[], mostMs: number): InferredTimeLimit {
  const slowestAccepted = extreme(measured, 'lower', (time, best) => time > best);
  const fastestTooSlow = extreme(measured, 'upper', (time, best) => time < best);
  const least = (slowestAccepted?.slowestMs ?? 0) * rule.acToTimeLimit;
  const wanted = Math.max(1, Math.ceil(least / rule.resolutionMs - 1e-9)) * rule.resolutionMs;
  const ms = Math.min(wanted, mostMs);
  return { ms, slowestAccepted, fastestTooSlow, problem: problemWith(rule, wanted, mostMs, slowestAccepted, fastestTooSlow) };
}

function extreme(measured: readonly MeasuredTime[], bound: MeasuredTime['bound'], better: (time: number, best: number) => boolean): MeasuredTime | null {
  return measured
    .filter((time) => time.bound === bound)
    .reduce<MeasuredTime | null>((best, time) => (best === null || better(time.slowestMs, best.slowestMs) ? time : best), null);
}

function problemWith(rule: TimeLimitRule, wanted: number, mostMs: number, accepted: MeasuredTime | null, tooSlow: MeasuredTime | null): string | null {
  if (!accepted) return 'no submission that must be fast enough was measured';
  if (wanted > mostMs) return `${accepted.path} would need a limit of ${wanted} ms; this installation gives at most ${mostMs} ms`;
  if (tooSlow && wanted * rule.timeLimitToTle > tooSlow.slowestMs) {
    return `${tooSlow.path} takes ${tooSlow.slowestMs} ms, less than ${rule.timeLimitToTle} times the limit of ${wanted} ms`;
  }
  return null;
}
