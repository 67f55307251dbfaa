import { isFinal, isPassed, type Verdict } from '@codearena/contracts';
import type { InstalledLanguage, ProblemDefinition, SubmissionOutcome } from '@codearena/core';
import { measuredTimes, unmetRequirements, type JurySubmission, type MeasuredTime, type SubmissionResult } from '@codearena/problem-package';
import { testCpuMs } from '../judging/execution-limits.ts';
import type { AuthorPrograms } from '../judging/author-program.ts';
import { judgeProgram, type JudgeParts } from '../judging/judge.ts';
import type { SubmissionReport } from './report.ts';

export type VerifyParts = JudgeParts & { programs: AuthorPrograms };

/** What a submission got, and what its times say about the problem's limit. */
export type VerifiedSubmission = { report: SubmissionReport; times: MeasuredTime[] };

/**
 * Judges one of the jury's submissions and compares what it gets with what the package asks for. Those that must be too slow
 * are run beyond the limit, by `tooSlowMargin`, to see how far they are from it; what they get goes by the limit itself.
 */
export async function verifySubmission(
  parts: VerifyParts,
  problem: ProblemDefinition,
  submission: JurySubmission,
  tooSlowMargin: number,
): Promise<VerifiedSubmission> {
  const language = parts.languages.get(submission.languageHint ?? '');
  if (!language) return { report: skipped(submission, `${submission.languageHint ?? 'its language'} is not installed here`), times: [] };
  const program = { language: language.definition.id, files: submission.files, entryPoint: submission.entryPoint ?? undefined };
  const thoroughness = { everyTest: asksAboutTests(submission), timeMargin: mustBeTooSlow(submission) ? tooSlowMargin : 1 };
  try {
    return verified(submission, problem, language, await judgeProgram(parts, program, problem, thoroughness));
  } catch (error) {
    const reason = `could not be judged: ${error instanceof Error ? error.message : String(error)}`;
    return { report: { ...skipped(submission, reason), result: 'surprise', limitMs: testCpuMs(problem.limits, language.definition) }, times: [] };
  }
}

export function mustBeTooSlow({ expected, timeLimit }: Pick<JurySubmission, 'expected' | 'timeLimit'>): boolean {
  return timeLimit === 'upper' || isTooSlowAlone(expected);
}

export function isTooSlowAlone(expected: readonly Verdict[] | null): boolean {
  return expected?.length === 1 && expected[0] === 'Time Limit Exceeded';
}

/** The first failed test says everything, unless something is asked about other tests, or it may fail in a way that is not the required one. */
function asksAboutTests({ requirements }: JurySubmission): boolean {
  return requirements.some(({ tests, message, permitted, required }) => {
    const mayFailOtherwise = (permitted ?? []).some((verdict) => verdict !== 'AC' && required !== null && !required.includes(verdict));
    return tests !== null || message !== null || mayFailOtherwise;
  });
}

function verified(submission: JurySubmission, problem: ProblemDefinition, language: InstalledLanguage, outcome: SubmissionOutcome): VerifiedSubmission {
  const { verdict, testResults, complaints, executionTimeMs, memoryKb } = outcome;
  const nameOf = (index: number) => problem.tests[index - 1]?.name ?? '';
  const unmet = unmetRequirements(submission, resultOf(outcome, nameOf));
  const failed = testResults.find((result) => !isPassed(result.status));
  const asExpected = complaints.length === 0 && unmet.length === 0;
  const times = testResults.map(({ index, timeMs }) => ({ name: nameOf(index), timeMs }));
  return {
    report: {
      path: submission.path,
      language: submission.languageHint ?? '',
      expected: submission.expected,
      actual: verdict,
      score: outcome.score,
      result: asExpected ? 'expected' : 'surprise',
      reason: asExpected ? null : (complaints[0] ?? failed?.message ?? outcome.compileOutput),
      unmet,
      timeMs: executionTimeMs,
      limitMs: testCpuMs(problem.limits, language.definition),
      memoryKb,
      testsRun: testResults.length,
      failedTest: failed ? nameOf(failed.index) : null,
    },
    times: measuredTimes(submission, times, language.definition.timeMultiplier),
  };
}

function resultOf({ verdict, score, testResults, judgeMessages, groupResults }: SubmissionOutcome, nameOf: (index: number) => string): SubmissionResult {
  const messageOf = (index: number) => judgeMessages.filter((message) => message.index === index).map(({ text }) => text);
  return {
    verdict,
    score,
    tests: testResults.flatMap(({ index, status }) =>
      isFinal(status) ? [{ name: nameOf(index), verdict: status, message: messageOf(index).join('\n') }] : [],
    ),
    groups: groupResults,
  };
}

function skipped({ path, languageHint, expected }: JurySubmission, reason: string): SubmissionReport {
  const nothing = { actual: null, score: null, unmet: [], timeMs: null, limitMs: null, memoryKb: null, testsRun: 0, failedTest: null };
  return { path, language: languageHint ?? '', expected, result: 'skipped', reason, ...nothing };
}
