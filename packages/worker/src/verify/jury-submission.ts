import { reduceVerdict, worstUsage, type ProblemDefinition, type SubmissionOutcome } from '@codearena/core';
import type { TestResult, Verdict } from '@codearena/contracts';
import type { JurySubmission } from '@codearena/problem-package';
import { testCpuMs } from '../judging/execution-limits.ts';
import { judgeProgram, type JudgeParts } from '../judging/judge.ts';
import type { SubmissionReport } from './report.ts';

/**
 * Submissions that must be too slow are run beyond the limit, up to the margin that the format asks for, so that the
 * report can say how far they are from it. What they get is judged by the limit itself.
 */
export const TOO_SLOW_MARGIN = 1.5;

const NOBODY = { compiling() {}, running() {}, tested() {} };

/** Judges one of the jury's submissions and compares its verdict with what the package expects. */
export async function verifySubmission(parts: JudgeParts, problem: ProblemDefinition, submission: JurySubmission): Promise<SubmissionReport> {
  const language = parts.languages.get(submission.languageHint ?? '');
  if (!language) return skipped(submission, `${submission.languageHint ?? 'its language'} is not installed here`);
  const limitMs = testCpuMs(problem.limits, language.definition);
  const margin = mustBeTooSlow(submission.expected) ? TOO_SLOW_MARGIN : 1;
  const program = { language: language.definition.id, files: submission.files };
  try {
    const outcome = await judgeProgram(parts, program, withTimeLimit(problem, Math.round(problem.limits.timeMs * margin)), NOBODY);
    return reportOf(submission, problem, outcome, limitMs);
  } catch (error) {
    return { ...skipped(submission, `could not be judged: ${error instanceof Error ? error.message : String(error)}`), result: 'surprise', limitMs };
  }
}

export function mustBeTooSlow(expected: readonly Verdict[] | null): boolean {
  return expected?.length === 1 && expected[0] === 'Time Limit Exceeded';
}

function withTimeLimit(problem: ProblemDefinition, timeMs: number): ProblemDefinition {
  return { ...problem, limits: { ...problem.limits, timeMs } };
}

function reportOf(submission: JurySubmission, problem: ProblemDefinition, outcome: SubmissionOutcome, limitMs: number): SubmissionReport {
  const results = outcome.testResults.map((result) => judgedBy(limitMs, result));
  const actual = results.length === 0 ? outcome.verdict : reduceVerdict(results);
  const asExpected = submission.expected === null || submission.expected.includes(actual);
  const failed = results.find((result) => result.status !== 'Accepted');
  const usage = worstUsage(results);
  return {
    path: submission.path,
    language: submission.languageHint ?? '',
    expected: submission.expected,
    actual,
    result: asExpected ? 'expected' : 'surprise',
    reason: asExpected ? null : (failed?.message ?? outcome.compileOutput),
    timeMs: usage.executionTimeMs,
    limitMs,
    memoryKb: usage.memoryKb,
    testsRun: results.length,
    failedTest: failed ? (problem.tests[failed.index - 1]?.name ?? null) : null,
  };
}

function judgedBy(limitMs: number, result: TestResult): TestResult {
  return result.timeMs > limitMs ? { ...result, status: 'Time Limit Exceeded' } : result;
}

function skipped({ path, languageHint, expected }: JurySubmission, reason: string): SubmissionReport {
  const nothing = { actual: null, timeMs: null, limitMs: null, memoryKb: null, testsRun: 0, failedTest: null };
  return { path, language: languageHint ?? '', expected, result: 'skipped', reason, ...nothing };
}
