import { timeInLanguage, type InstallationLimits, type InstalledLanguage, type ProblemDefinition } from '@codearena/core';
import { inferTimeLimit, type JurySubmission, type MeasuredTime, type ProblemPackage, type TimeLimitRule } from '@codearena/problem-package';
import type { VerifiedSubmission } from './jury-submission.ts';
import type { SubmissionReport } from './report.ts';

export type JudgedSubmissions = {
  /** In the package's order. */
  reports: SubmissionReport[];
  timeLimitMs: number;
  warnings: string[];
};

/** What is installed here, and what it gives at most. */
type Here = { installation: InstallationLimits; languages: ReadonlyMap<string, InstalledLanguage> };
type Judge = (definition: ProblemDefinition, submission: JurySubmission) => Promise<VerifiedSubmission>;

/** The limit where a package says none and no submission tells. */
const FALLBACK_MS = 2_000;

/**
 * Judges all submissions. Where the package gives no time limit, those that must be fast enough come first, with as much
 * time as there is; the limit follows from them and holds for the others.
 */
export async function judgeSubmissions(problem: ProblemPackage, { installation, languages }: Here, judge: Judge): Promise<JudgedSubmissions> {
  const { definition, submissions, timeLimit } = problem;
  if (timeLimit.kind === 'given') {
    const judged = await Promise.all(submissions.map((submission) => judge(definition, submission)));
    return { reports: judged.map(({ report }) => report), timeLimitMs: definition.limits.timeMs, warnings: [] };
  }
  const { first, lower, timeMs } = await measureLimit(problem, installation, judge);
  const limited = { ...definition, limits: { ...definition.limits, timeMs } };
  const decided = ({ path }: JurySubmission) => first.has(path) && !first.get(path)?.times.some(({ bound }) => bound === 'upper');
  const others = await judgeSome(
    submissions.filter((submission) => !decided(submission)),
    (submission) => judge(limited, submission),
  );
  const judged = submissions.flatMap((submission) => others.get(submission.path) ?? first.get(submission.path) ?? []);
  const upper = judged.flatMap(({ times }) => times.filter(({ bound }) => bound === 'upper'));
  return {
    reports: judged.map(({ report }) => withLimit(report, limited, { installation, languages })),
    timeLimitMs: timeMs,
    warnings: limitWarnings(timeLimit.rule, [...lower, ...upper], installation),
  };
}

type MeasuredLimit = { first: Map<string, VerifiedSubmission>; lower: MeasuredTime[]; timeMs: number };

/** The limit that follows from the submissions that must be fast enough. */
export async function measureLimit(
  { definition, submissions, timeLimit }: ProblemPackage,
  installation: InstallationLimits,
  judge: Judge,
): Promise<MeasuredLimit> {
  const first = await judgeSome(submissions.filter(boundsFromBelow), (submission) => judge(definition, submission));
  const lower = [...first.values()].flatMap(({ times }) => times.filter(({ bound }) => bound === 'lower'));
  const timeMs = lower.length > 0 ? inferTimeLimit(timeLimit.rule, lower, installation.timeMs).ms : FALLBACK_MS;
  return { first, lower, timeMs };
}

export function limitWarnings(rule: TimeLimitRule, measured: readonly MeasuredTime[], installation: InstallationLimits): string[] {
  const { problem } = inferTimeLimit(rule, measured, installation.timeMs);
  if (problem === null) return [];
  const known = measured.some(({ bound }) => bound === 'lower');
  return [known ? `time limit: ${problem}` : `time limit: none is given and ${problem}; ${FALLBACK_MS / 1000} s is assumed`];
}

function boundsFromBelow({ timeLimit, requirements }: JurySubmission): boolean {
  return timeLimit === 'lower' || requirements.some((requirement) => requirement.timeLimit === 'lower');
}

async function judgeSome(
  submissions: readonly JurySubmission[],
  judge: (submission: JurySubmission) => Promise<VerifiedSubmission>,
): Promise<Map<string, VerifiedSubmission>> {
  return new Map(await Promise.all(submissions.map(async (submission) => [submission.path, await judge(submission)] as const)));
}

function withLimit(report: SubmissionReport, { limits }: ProblemDefinition, { installation, languages }: Here): SubmissionReport {
  const language = languages.get(report.language);
  return report.limitMs === null || !language ? report : { ...report, limitMs: timeInLanguage(limits.timeMs, language.definition, installation) };
}
