import type { TestResult } from '@codearena/contracts';
import {
  finalResult,
  NO_SCORES,
  VERDICT_ALONE,
  worstUsage,
  type Box,
  type InstallationLimits,
  type InstalledLanguage,
  type Preparation,
  type ProblemDefinition,
  type Sandbox,
  type Source,
  type SubmissionOutcome,
  type TestCase,
  type TestData,
} from '@codearena/core';
import { gradeByProgram } from '../grouping/custom-grader.ts';
import { walkTests, type Walk } from '../grouping/tree-walk.ts';
import type { Checker } from '../validation/checker.ts';
import { createCustomChecker } from '../validation/custom-checker.ts';
import { createDefaultChecker } from '../validation/default-checker.ts';
import type { AuthorPrograms } from './author-program.ts';
import { withBox } from './box.ts';
import type { Company } from './company.ts';
import { compile } from './compilation.ts';
import { endingLimits, memoryBytesOf, testLimits } from './execution-limits.ts';
import { interact } from './interaction.ts';
import { createRetiming } from './retiming.ts';
import { withIncluded } from './submission-files.ts';
import { validateStatically } from '../validation/static-validator.ts';
import { runTest, type JudgedTest, type TestSetting } from './test-run.ts';

/** Hears of a judging while it goes on. */
export type JudgeObserver = {
  compiling(): void;
  running(testsTotal: number): void;
  tested(result: TestResult): void;
};

export type Judging = {
  sandbox: Sandbox;
  testData: TestData;
  programs: AuthorPrograms;
  installation: InstallationLimits;
  language: InstalledLanguage;
  observer: JudgeObserver;
  signal: AbortSignal | undefined;
  company: Company;
  /** For the problem's jury, which wants to know more than a verdict. */
  thoroughness: Thoroughness;
};

export type Thoroughness = {
  /** Also tests that can change nothing any more. */
  everyTest: boolean;
  /** How far beyond its time limit a program may run, as a factor, to see how slow it is; verdicts go by the limit itself. */
  timeMargin: number;
};

export const USUAL: Thoroughness = { everyTest: false, timeMargin: 1 };

/** A program of one or several files; `entryPoint` names the file or class to start with, where that is said. */
export type Submitted = { files: Source['files']; entryPoint?: string | undefined };

/** Compiles once, then runs the tests in order. Throws only for what is our fault, or when `signal` aborts. */
export async function judgeSubmission(judging: Judging, submitted: Submitted, problem: ProblemDefinition): Promise<SubmissionOutcome> {
  const { sources, others } = await withIncluded(judging.language, submitted.files, problem, judging.testData);
  const { entryPoint } = submitted;
  const prepared = judging.language.toolchain.prepare({
    files: sources,
    memoryBytes: memoryBytesOf(problem.limits.memoryMb, judging.installation),
    entryPoint,
  });
  const preparation = { ...prepared, files: [...others, ...prepared.files] };
  return withBox(judging.sandbox, judging.signal, async (box) => {
    const compilation = await judging.company.together(() => build(box, preparation, judging.observer));
    if (!compilation.ok) return compilationError(problem, compilation.output);
    judging.observer.running(testsOf(problem));
    const { grade, testResults, ...details } = await runTests(judging, box, preparation, problem, submitted);
    // No test at all is a fault of ours: it must never look accepted.
    const final = finalResult(problem, testResults.length === 0 ? { verdict: 'Judge Error', score: null } : grade);
    return { kind: 'submission', ...final, testResults, ...details, compileOutput: compilation.output, ...worstUsage(testResults) };
  });
}

/** A static validation is a test of its group too. */
function testsOf({ tests, groups }: ProblemDefinition): number {
  return tests.length + groups.filter(({ staticValidation }) => staticValidation !== null).length;
}

export async function build(box: Box, preparation: Preparation, observer: Pick<JudgeObserver, 'compiling'>) {
  await box.write(preparation.files);
  if (preparation.compile === null) return { ok: true, output: null };
  observer.compiling();
  return compile(box, preparation.compile);
}

function runTests(judging: Judging, box: Box, { run }: Preparation, problem: ProblemDefinition, submitted: Submitted): Promise<Walk> {
  const { programs, testData, installation, language, observer, signal, thoroughness, company } = judging;
  const { everyTest, timeMargin } = thoroughness;
  const limits = testLimits(problem.limits, language.definition, run, installation);
  const ending = endingLimits(limits, timeMargin, installation);
  const judgeTest = testJudge(judging, box, problem, { box, run, limits, ending, testData, passes: problem.kind.passes });
  const retimed = createRetiming(company, limits);
  const beside = () => box.beside();
  return walkTests({
    problem,
    everyTest,
    tested: (result) => observer.tested(result),
    runTest({ test, index }) {
      signal?.throwIfAborted();
      return retimed(() => judgeTest(test, index));
    },
    runStatic: (group, index) => company.together(() => validateStatically({ programs, beside, problem, language, submitted }, group, index)),
    runGrader: (rule, results) => company.together(() => gradeByProgram({ programs, beside, limits: problem.validation }, rule, results)),
  });
}

type TestJudge = (test: TestCase, index: number) => Promise<JudgedTest>;

/** How tests are judged depends on the problem's kind alone. */
function testJudge(judging: Judging, box: Box, problem: ProblemDefinition, setting: Omit<TestSetting, 'checker'>): TestJudge {
  const { validator, kind, validation } = problem;
  if (!kind.interactive) {
    const checker = checkerOf(judging, box, problem);
    return (test, index) => runTest({ ...setting, checker }, test, index);
  }
  if (validator.kind !== 'custom') throw new Error('an interactive problem without a program to talk with');
  if (!judging.sandbox.converses) return cannotConverse;
  return (test, index) => interact({ ...setting, programs: judging.programs, validator, validation }, test, index);
}

/** Trying again would not help, so it ends the judging at once, with words for whoever runs this installation. */
async function cannotConverse({ sample, group }: TestCase, index: number): Promise<JudgedTest> {
  const message = 'this judge cannot run interactive problems; whoever runs it can see why';
  const complaint = 'interactive problems need the native sandbox (SANDBOX=native): programs in containers cannot be joined by pipes';
  const result = { index, status: 'Judge Error' as const, timeMs: 0, wallMs: 0, memoryKb: 0, score: null, sample, group, message };
  return { result, scores: NO_SCORES, judgeMessage: null, complaint };
}

export function checkerOf({ programs }: Pick<Judging, 'programs'>, box: Box, { validator, validation }: ProblemDefinition): Checker {
  if (validator.kind === 'default') return createDefaultChecker(validator);
  return createCustomChecker({ programs, beside: () => box.beside(), validator, limits: validation });
}

function compilationError(problem: ProblemDefinition, compileOutput: string | null): SubmissionOutcome {
  const final = finalResult(problem, { verdict: 'Compilation Error', score: null });
  return { kind: 'submission', ...VERDICT_ALONE, ...final, testResults: [], compileOutput, executionTimeMs: null, memoryKb: null };
}
