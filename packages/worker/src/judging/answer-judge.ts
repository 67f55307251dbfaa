import type { SourceFile } from '@codearena/contracts';
import {
  answerFileName,
  answerFileNames,
  finalResult,
  matchAnswers,
  NO_SCORES,
  type ProblemDefinition,
  type SubmissionOutcome,
  type TestCase,
  type TestData,
} from '@codearena/core';
import { gradeByProgram } from '../grouping/custom-grader.ts';
import { walkTests } from '../grouping/tree-walk.ts';
import type { Checker } from '../validation/checker.ts';
import { isOpen } from '../validation/visibility.ts';
import { withBox } from './box.ts';
import type { Judging } from './submission-judge.ts';
import { checkerOf } from './test-judge.ts';
import { foundBy, openTest, pathsOf, withComplaint, type JudgedTest } from './test-run.ts';

/** How many names a complaint about files lists. */
const LISTED_NAMES = 10;

/**
 * Judges a submission that is the outputs themselves: the validator gets each as if a program had printed it, and nothing
 * is run but that. A secret test without an answer is failed; samples, whose answers everybody knows, may be left out.
 */
export async function judgeAnswers(
  judging: Omit<Judging, 'language' | 'memory'>,
  files: readonly SourceFile[],
  problem: ProblemDefinition,
): Promise<SubmissionOutcome> {
  const { programs, testData, observer, thoroughness, company } = judging;
  const { answers, strangers } = matchAnswers(problem.tests, files);
  return withBox(judging.sandbox, judging.signal, async (box) => {
    const checker = checkerOf(judging, box, problem);
    const beside = () => box.beside();
    observer.running(problem.tests.length);
    const { grade, testResults, ...details } = await walkTests({
      problem,
      everyTest: thoroughness.everyTest,
      isLeftOut: ({ sample, name }) => sample && !answers.has(name),
      tested: (result) => observer.tested(result),
      runTest: ({ test, index }) => company.together(() => checkAnswer({ checker, testData }, test, index, answers.get(test.name))),
      runStatic: () => Promise.reject(new Error('a static validator of a problem whose submissions are answers')),
      runGrader: (rule, results) => company.together(() => gradeByProgram({ programs, beside, limits: problem.validation }, rule, results)),
    });
    const final = finalResult(problem, testResults.length === 0 ? { verdict: 'Judge Error', score: null } : grade);
    const compileOutput = strangers.length === 0 ? null : describeStrangers(strangers, problem);
    return { kind: 'submission', ...final, testResults, ...details, compileOutput, executionTimeMs: null, memoryKb: null };
  });
}

type AnswerSetting = { checker: Checker; testData: TestData };

const NOTHING_USED = { timeMs: 0, wallMs: 0, memoryKb: 0, score: null };

async function checkAnswer({ checker, testData }: AnswerSetting, test: TestCase, index: number, answer: string | undefined): Promise<JudgedTest> {
  const head = { index, ...NOTHING_USED, sample: test.sample, group: test.group };
  if (answer === undefined) {
    const message = `there is no answer to this test: no file is called ${answerFileName(test)}`;
    return { result: { ...head, status: 'Wrong Answer', message }, scores: NO_SCORES, judgeMessage: null, complaint: null };
  }
  const files = await pathsOf(testData, test);
  const output = new TextEncoder().encode(answer);
  const { verdict, message, scores, judgeMessage, complaint } = await withComplaint(() => check(checker, test, files, output));
  const open = isOpen(test) && openTest(files, output);
  return { result: { ...head, status: verdict, ...open, ...(message !== null && { message }) }, scores, judgeMessage, complaint };
}

async function check(checker: Checker, test: TestCase, files: Awaited<ReturnType<typeof pathsOf>>, output: Uint8Array) {
  const checking = checker.begin(test, files, 1);
  try {
    checking.push(output);
    return foundBy(await checking.end());
  } finally {
    checking.close();
  }
}

function describeStrangers(strangers: readonly string[], problem: ProblemDefinition): string {
  const names = answerFileNames(problem);
  const known = `${names.slice(0, LISTED_NAMES).join(', ')}${names.length > LISTED_NAMES ? ', …' : ''}`;
  const lines = strangers.map((name) =>
    name === '' ? 'What was sent has no name that tells its test.' : `${name}: belongs to no test, or to one that has an answer already.`,
  );
  return [...lines, `The files of this problem are called ${known}`].join('\n');
}
