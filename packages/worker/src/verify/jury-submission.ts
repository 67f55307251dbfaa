import { ANSWER_LANGUAGE, isFinal, isPassed, type Status, type Verdict } from '@codearena/contracts';
import { timeInLanguage, type ProblemDefinition, type SubmissionOutcome } from '@codearena/core';
import { measuredTimes, unmetRequirements, type JurySubmission, type MeasuredTime, type SubmissionResult } from '@codearena/problem-package';
import { judgeJuryAnswers, judgeProgram, type SharedParts } from '../judging/judge.ts';
import { packageJudging, type Judging, type WantedLimits } from './package-judging.ts';
import type { SubmissionReport } from './report.ts';

/** What a submission got, and what its times say about the problem's limit. */
export type VerifiedSubmission = { report: SubmissionReport; times: MeasuredTime[]; statuses: readonly Status[] };

/**
 * Judges one of the jury's submissions and compares what it gets with what the package asks for. Where that is not so by the
 * limits of this installation, the package's own decide, and what it would get here is told beside.
 */
export async function verifySubmission(
  parts: SharedParts,
  problem: ProblemDefinition,
  submission: JurySubmission,
  wanted: WantedLimits,
): Promise<VerifiedSubmission> {
  if (submission.languageHint === ANSWER_LANGUAGE) return verifyAnswers(parts, problem, submission);
  const language = parts.languages.get(submission.languageHint ?? '');
  if (!language) return { report: skipped(submission, `${submission.languageHint ?? 'its language'} is not installed here`), times: [], statuses: [] };
  const here: Judging = { problem, language, installation: parts.installation };
  const result = await judgeOnce(parts, submission, here, wanted.tooSlowMargin);
  if (result.report.result !== 'surprise') return result;
  const other = packageJudging(here, wanted, result, mustBeTooSlow(submission));
  if (other === null) return result;
  const byPackage = await judgeOnce(parts, submission, other.judging, wanted.tooSlowMargin);
  const { actual } = result.report;
  return byPackage.report.result === 'expected' ? { ...byPackage, report: { ...byPackage.report, deviation: `${other.why}: ${actual}` } } : result;
}

/** What is no program uses nothing that could be limited. */
async function verifyAnswers(parts: SharedParts, problem: ProblemDefinition, submission: JurySubmission): Promise<VerifiedSubmission> {
  const answers = submission.files.map(({ path, text }) => ({ name: path, content: text }));
  const thoroughness = { everyTest: asksAboutTests(submission), timeMargin: 1, spread: false };
  try {
    return verified(submission, problem, null, await judgeJuryAnswers(parts, answers, problem, thoroughness));
  } catch (error) {
    return failed(submission, null, error);
  }
}

/** Those that must be too slow are run beyond the limit to see how far they are from it; what they get goes by the limit itself. */
async function judgeOnce(parts: SharedParts, submission: JurySubmission, judging: Judging, tooSlowMargin: number): Promise<VerifiedSubmission> {
  const { problem, language, installation } = judging;
  const { id } = language.definition;
  const program = { language: id, files: submission.files, entryPoint: submission.entryPoint ?? undefined };
  const thoroughness = { everyTest: asksAboutTests(submission), timeMargin: mustBeTooSlow(submission) ? tooSlowMargin : 1, spread: false };
  const limitMs = timeInLanguage(problem.limits.timeMs, language.definition, installation);
  try {
    const outcome = await judgeProgram({ ...parts, installation, languages: new Map([[id, language]]) }, program, problem, thoroughness);
    return verified(submission, problem, { limitMs, timeMultiplier: language.definition.timeMultiplier }, outcome);
  } catch (error) {
    return failed(submission, limitMs, error);
  }
}

function failed(submission: JurySubmission, limitMs: number | null, error: unknown): VerifiedSubmission {
  const reason = `could not be judged: ${error instanceof Error ? error.message : String(error)}`;
  return { report: { ...skipped(submission, reason), result: 'surprise', limitMs }, times: [], statuses: [] };
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

type Timed = { limitMs: number; timeMultiplier: number };

function verified(submission: JurySubmission, problem: ProblemDefinition, timed: Timed | null, outcome: SubmissionOutcome): VerifiedSubmission {
  const { verdict, testResults, complaints, executionTimeMs, memoryKb } = outcome;
  const nameOf = (index: number) => problem.tests[index - 1]?.name ?? '';
  const unmet = unmetRequirements(submission, resultOf(outcome, nameOf));
  const firstFailed = testResults.find((result) => !isPassed(result.status));
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
      reason: asExpected ? null : (complaints[0] ?? firstFailed?.message ?? outcome.compileOutput),
      unmet,
      timeMs: executionTimeMs,
      limitMs: timed?.limitMs ?? null,
      memoryKb,
      testsRun: testResults.length,
      tests: testResults.flatMap(({ index, status, timeMs }) => (isFinal(status) ? [{ name: nameOf(index), verdict: status, timeMs }] : [])),
      failedTest: firstFailed ? nameOf(firstFailed.index) : null,
      deviation: null,
    },
    times: timed ? measuredTimes(submission, times, timed.timeMultiplier) : [],
    statuses: testResults.map(({ status }) => status),
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
  const nothing = {
    actual: null,
    score: null,
    unmet: [],
    timeMs: null,
    limitMs: null,
    memoryKb: null,
    testsRun: 0,
    tests: [],
    failedTest: null,
    deviation: null,
  };
  return { path, language: languageHint ?? '', expected, result: 'skipped', reason, ...nothing };
}
