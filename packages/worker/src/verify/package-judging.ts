import type { Status } from '@codearena/contracts';
import type { InstallationLimits, InstalledLanguage, ProblemDefinition } from '@codearena/core';
import type { ProblemPackage } from '@codearena/problem-package';
import type { VerifiedSubmission } from './jury-submission.ts';

/** What a package asks for, also where this installation gives less. `timeMs` null: it does not say. */
export type WantedLimits = { timeMs: number | null; memoryMb: number; tooSlowMargin: number };

export function wantedLimits({ timeLimit, wantedMemoryMb }: ProblemPackage): WantedLimits {
  return { timeMs: timeLimit.kind === 'given' ? timeLimit.ms : null, memoryMb: wantedMemoryMb, tooSlowMargin: timeLimit.rule.timeLimitToTle };
}

/** What a submission is judged by. */
export type Judging = { problem: ProblemDefinition; language: InstalledLanguage; installation: InstallationLimits };

/** A language's factor gives no more than this. */
const MOST_BY_FACTOR_MS = 60_000;

/**
 * Judging by the package's own limits, for a submission that gets something unexpected by this installation's; null where they
 * could not lead to anything else. A limit that the package gives is one for all languages, so that what must be too slow is
 * too slow without its language's factor.
 */
export function packageJudging(
  here: Judging,
  wanted: WantedLimits,
  { statuses, report }: VerifiedSubmission,
  mustBeTooSlow: boolean,
): { judging: Judging; why: string } | null {
  const { problem, installation } = here;
  const timeMs = wanted.timeMs ?? problem.limits.timeMs;
  const ranInto = (...which: Status[]) => statuses.some((status) => which.includes(status));
  const { name, timeMultiplier } = here.language.definition;
  const mostMs = mustBeTooSlow ? timeMs : Math.max(timeMs, Math.min(timeMs * timeMultiplier, MOST_BY_FACTOR_MS));
  const overFactor = mustBeTooSlow && wanted.timeMs !== null && timeMultiplier > 1 && (report.timeMs ?? 0) > timeMs;
  const whys = [
    ...(wanted.memoryMb > installation.memoryMb && ranInto('Memory Limit Exceeded', 'Runtime Error')
      ? [`under the ${installation.memoryMb} MB of this installation (MAX_MEMORY_MB) instead of the package's ${wanted.memoryMb} MB`]
      : []),
    ...(mostMs > installation.timeMs && ranInto('Time Limit Exceeded')
      ? [
          `under the ${installation.timeMs / 1000} s of this installation (MAX_TIME_LIMIT_SECONDS) instead of ` +
            (mostMs > timeMs ? `the ${mostMs / 1000} s that ${name} would get` : `the package's ${timeMs / 1000} s`),
        ]
      : []),
    ...(overFactor ? [`with the ${(report.limitMs ?? 0) / 1000} s that ${name} gets instead of the package's ${timeMs / 1000} s`] : []),
  ];
  if (whys.length === 0) return null;
  return { why: whys.join(' and '), judging: relaxed(here, { timeMs, mostMs, memoryMb: Math.max(wanted.memoryMb, problem.limits.memoryMb) }, overFactor) };
}

function relaxed(
  { problem, language, installation }: Judging,
  { mostMs, ...own }: { timeMs: number; mostMs: number; memoryMb: number },
  withoutFactor: boolean,
): Judging {
  const { definition } = language;
  return {
    problem: { ...problem, limits: { ...problem.limits, ...own } },
    language: withoutFactor ? { ...language, definition: { ...definition, timeMultiplier: 1 } } : language,
    installation: { ...installation, timeMs: Math.max(installation.timeMs, mostMs), memoryMb: Math.max(installation.memoryMb, own.memoryMb) },
  };
}
