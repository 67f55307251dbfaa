import type { InstallationLimits, InstalledLanguage, Sandbox } from '@codearena/core';
import { openPackage, PackageError, type ProblemPackage, type TimeLimitRule } from '@codearena/problem-package';
import { shareParts } from '../judging/judge.ts';
import { verifyAnswers, verifyInputs } from './inputs.ts';
import { judgeSubmissions } from './judged-submissions.ts';
import { isTooSlowAlone, verifySubmission } from './jury-submission.ts';
import { wantedLimits } from './package-judging.ts';
import { acceptedInvalid, acceptedJunk, hasOutputs, verifyJunk, verifyOutputs } from './outputs.ts';
import { summarise, type ProblemReport, type SubmissionReport, type Timing, type VerificationReport } from './report.ts';

export type VerificationOptions = {
  sandbox: Sandbox;
  languages: ReadonlyMap<string, InstalledLanguage>;
  installation: InstallationLimits;
  /** After every step: how many are done of how many known so far, and which one that was. */
  onProgress?: (progress: { done: number; total: number; step: string }) => void;
};

/**
 * Judges every submission of the jury in every package and runs every input validator on every input, as many at once as
 * the sandbox has lanes. A package that cannot be read is a finding like any other.
 */
export async function verifyPackages(paths: readonly string[], options: VerificationOptions): Promise<VerificationReport> {
  const steps = createSteps(options.sandbox.lanes(), options.onProgress);
  return summarise(await Promise.all(paths.map((path) => verifyPackage(path, options, steps))));
}

async function verifyPackage(path: string, options: VerificationOptions, steps: Steps): Promise<ProblemReport> {
  const opened = await steps.run(path, () => openPackage(path, options).catch((error: unknown) => unreadable(path, error)));
  if ('kind' in opened) return opened;
  try {
    return await verifyContents(path, opened, options, steps);
  } finally {
    await opened.close();
  }
}

async function verifyContents(path: string, problem: ProblemPackage, options: VerificationOptions, steps: Steps): Promise<ProblemReport> {
  const { definition, data, warnings } = problem;
  const parts = shareParts({ sandbox: options.sandbox, languages: options.languages, installation: options.installation, testData: data });
  const label = (part: string) => `${definition.slug}: ${part}`;
  const { rule } = problem.timeLimit;
  const [inputs, answers, checkedOutputs, junk, judged] = await Promise.all([
    Promise.all(problem.inputValidators.map((validator) => steps.run(label(validator.path), () => verifyInputs(parts, problem, validator)))),
    Promise.all(problem.answerValidators.map((validator) => steps.run(label(validator.path), () => verifyAnswers(parts, problem, validator)))),
    hasOutputs(problem) ? steps.run(label('output validator'), () => verifyOutputs(parts, problem)) : [],
    definition.validator.kind === 'custom' ? steps.run(label('output validator, junk'), () => verifyJunk(parts, problem)) : [],
    judgeSubmissions(problem, options, (limited, submission) =>
      steps.run(label(submission.path), () => verifySubmission(parts, limited, submission, wantedLimits(problem))),
    ),
  ]);
  const outputs = [...acceptedInvalid(problem, 'input', inputs), ...acceptedInvalid(problem, 'answer', answers), ...checkedOutputs];
  const timing = timingOf(judged.reports, rule);
  return {
    kind: 'verified',
    path,
    slug: definition.slug,
    title: definition.title,
    ok: [...inputs, ...answers, ...outputs, ...judged.reports].every((report) => report.result !== 'surprise'),
    timeLimitMs: judged.timeLimitMs,
    timeLimitInferred: problem.timeLimit.kind === 'inferred',
    tests: definition.tests.length,
    warnings: [...warnings, ...judged.warnings, ...marginWarnings(timing, rule), ...deviations(judged.reports)],
    submissions: judged.reports,
    inputs,
    answers,
    outputs,
    findings: [...problem.findings, ...acceptedJunk(inputs), ...junk],
    timing,
    margins: { acToTimeLimit: rule.acToTimeLimit, timeLimitToTle: rule.timeLimitToTle },
  };
}

/** What would be judged otherwise here than by the package's own limits. */
function deviations(reports: readonly SubmissionReport[]): string[] {
  return reports.flatMap(({ path, deviation }) => (deviation === null ? [] : [`${path}: ${deviation}`]));
}

/** How far from the limit the package wants what must pass and what must not. */
function marginWarnings({ slowestAccepted, fastestTimeLimit }: Timing, { acToTimeLimit, timeLimitToTle }: TimeLimitRule): string[] {
  const warnings: string[] = [];
  if (slowestAccepted && slowestAccepted.ratio > 1 / acToTimeLimit) {
    warnings.push(`${slowestAccepted.path}: is accepted, but takes more than 1/${acToTimeLimit} of its time limit`);
  }
  if (fastestTimeLimit && fastestTimeLimit.ratio < timeLimitToTle) {
    warnings.push(`${fastestTimeLimit.path}: is too slow, but ends within ${timeLimitToTle} times its time limit`);
  }
  return warnings;
}

function unreadable(path: string, error: unknown): ProblemReport {
  if (error instanceof PackageError) return { kind: 'unreadable', path, error: error.message, file: error.file, line: error.line ?? null, submissions: [] };
  return { kind: 'unreadable', path, error: error instanceof Error ? error.message : String(error), file: null, line: null, submissions: [] };
}

function timingOf(submissions: readonly SubmissionReport[], { timeLimitToTle }: TimeLimitRule): Timing {
  const accepted = ratios(submissions.filter((submission) => submission.actual === 'Accepted'));
  const tooSlow = ratios(submissions.filter((submission) => isTooSlowAlone(submission.expected) && submission.actual === 'Time Limit Exceeded'));
  const fastest = tooSlow[0] ?? null;
  return { slowestAccepted: accepted.at(-1) ?? null, fastestTimeLimit: fastest && { ...fastest, ratio: Math.min(fastest.ratio, timeLimitToTle) } };
}

function ratios(submissions: readonly SubmissionReport[]): { path: string; ratio: number }[] {
  return submissions
    .filter(({ limitMs }) => limitMs !== null)
    .map(({ path, timeMs, limitMs }) => ({ path, ratio: Math.round(((timeMs ?? 0) / (limitMs ?? 1)) * 1000) / 1000 }))
    .toSorted((left, right) => left.ratio - right.ratio);
}

type Steps = { run<Result>(step: string, work: () => Promise<Result>): Promise<Result> };

/** Runs at most `lanes` steps at a time, in the order in which they came. */
function createSteps(lanes: number, onProgress: VerificationOptions['onProgress']): Steps {
  const waiting: (() => void)[] = [];
  let free = lanes;
  let total = 0;
  let done = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    async run(step, work) {
      total += 1;
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        leave();
        done += 1;
        onProgress?.({ done, total, step });
      }
    },
  };
}
