import { isPassed, type Verdict } from '@codearena/contracts';
import type { ProblemDefinition, SubmissionOutcome } from '@codearena/core';
import type { JurySubmission } from '@codearena/problem-package';
import { testCpuMs } from '../judging/execution-limits.ts';
import type { AuthorPrograms } from '../judging/author-program.ts';
import { judgeProgram, type JudgeParts } from '../judging/judge.ts';
import type { SubmissionReport } from './report.ts';

export type VerifyParts = JudgeParts & { programs: AuthorPrograms };

/**
 * Submissions that must be too slow are run beyond the limit, up to the margin that the format asks for, so that the
 * report can say how far they are from it. What they get is judged by the limit itself.
 */
export const TOO_SLOW_MARGIN = 1.5;

/** Judges one of the jury's submissions and compares its verdict with what the package expects. */
export async function verifySubmission(parts: VerifyParts, problem: ProblemDefinition, submission: JurySubmission): Promise<SubmissionReport> {
  const language = parts.languages.get(submission.languageHint ?? '');
  if (!language) return skipped(submission, `${submission.languageHint ?? 'its language'} is not installed here`);
  const limitMs = testCpuMs(problem.limits, language.definition);
  const program = { language: language.definition.id, files: submission.files };
  const thoroughness = { everyTest: false, timeMargin: mustBeTooSlow(submission.expected) ? TOO_SLOW_MARGIN : 1 };
  try {
    return reportOf(submission, problem, await judgeProgram(parts, program, problem, thoroughness), limitMs);
  } catch (error) {
    return { ...skipped(submission, `could not be judged: ${error instanceof Error ? error.message : String(error)}`), result: 'surprise', limitMs };
  }
}

export function mustBeTooSlow(expected: readonly Verdict[] | null): boolean {
  return expected?.length === 1 && expected[0] === 'Time Limit Exceeded';
}

function reportOf(submission: JurySubmission, problem: ProblemDefinition, outcome: SubmissionOutcome, limitMs: number): SubmissionReport {
  const { verdict, testResults, complaints, executionTimeMs, memoryKb } = outcome;
  const asExpected = complaints.length === 0 && (submission.expected === null || submission.expected.includes(verdict));
  const failed = testResults.find((result) => !isPassed(result.status));
  return {
    path: submission.path,
    language: submission.languageHint ?? '',
    expected: submission.expected,
    actual: verdict,
    score: outcome.score,
    result: asExpected ? 'expected' : 'surprise',
    reason: asExpected ? null : (complaints[0] ?? failed?.message ?? outcome.compileOutput),
    timeMs: executionTimeMs,
    limitMs,
    memoryKb,
    testsRun: testResults.length,
    failedTest: failed ? (problem.tests[failed.index - 1]?.name ?? null) : null,
  };
}

function skipped({ path, languageHint, expected }: JurySubmission, reason: string): SubmissionReport {
  const nothing = { actual: null, score: null, timeMs: null, limitMs: null, memoryKb: null, testsRun: 0, failedTest: null };
  return { path, language: languageHint ?? '', expected, result: 'skipped', reason, ...nothing };
}
