import type { TestResult } from '@codearena/contracts';
import {
  finalResult,
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
  type TestData,
} from '@codearena/core';
import { gradeByProgram } from '../grouping/custom-grader.ts';
import { testsInOrder, testTree } from '../grouping/test-tree.ts';
import { walkTests, type Walk } from '../grouping/tree-walk.ts';
import type { AuthorPrograms } from './author-program.ts';
import { withBox } from './box.ts';
import type { Company } from './company.ts';
import { build, type BuildMemory } from './building.ts';
import { endingLimits, memoryBytesOf, testLimits } from './execution-limits.ts';
import { createRetiming } from './retiming.ts';
import { withIncluded } from './submission-files.ts';
import { validateStatically } from '../validation/static-validator.ts';
import { createSpread } from './spread.ts';
import { testJudge } from './test-judge.ts';

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
  memory: BuildMemory | null;
  /** For the problem's jury, which wants to know more than a verdict. */
  thoroughness: Thoroughness;
};

export type Thoroughness = {
  /** Also tests that can change nothing any more. */
  everyTest: boolean;
  /** How far beyond its time limit a program may run, as a factor, to see how slow it is; verdicts go by the limit itself. */
  timeMargin: number;
  /** Tests may run on several lanes. */
  spread: boolean;
};

export const USUAL: Thoroughness = { everyTest: false, timeMargin: 1, spread: true };

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
    const compilation = await judging.company.together(() => build(box, preparation, judging));
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

async function runTests(judging: Judging, box: Box, { run }: Preparation, problem: ProblemDefinition, submitted: Submitted): Promise<Walk> {
  const { sandbox, programs, testData, installation, language, observer, signal, thoroughness, company } = judging;
  const { everyTest, timeMargin } = thoroughness;
  const limits = testLimits(problem.limits, language.definition, run, installation);
  const ending = endingLimits(limits, timeMargin, installation);
  const judgeIn = (place: Box) => testJudge(judging, problem, { box: place, run, limits, ending, testData, passes: problem.kind.passes });
  const judgeTest = judgeIn(box);
  const retimed = createRetiming(company, limits);
  const once = isPlayed(problem);
  const tests = thoroughness.spread && !once && maySpread(problem) ? testsInOrder(testTree(problem)) : [];
  const spread = await createSpread({ sandbox, company, box, judgeIn, judgeTest, tests });
  const beside = () => box.beside();
  try {
    return await walkTests({
      problem,
      everyTest,
      tested: (result) => observer.tested(result),
      runTest(node) {
        signal?.throwIfAborted();
        if (once) return spread.run(node);
        return retimed(
          () => spread.run(node),
          () => judgeTest(node.test, node.index),
        );
      },
      runStatic: (group, index) => company.together(() => validateStatically({ programs, beside, problem, language, submitted }, group, index)),
      runGrader: (rule, results) => company.together(() => gradeByProgram({ programs, beside, limits: problem.validation }, rule, results)),
    });
  } finally {
    await spread.end();
  }
}

/** A program that hears how it does could lose time on purpose for another game, where the other side plays at random. */
function isPlayed({ kind }: ProblemDefinition): boolean {
  return kind.interactive || kind.passes > 1;
}

/** What is judged between tests runs in the submission's own place, where no test may be under way then. */
function maySpread({ groups }: ProblemDefinition): boolean {
  return groups.every(({ staticValidation, rule }) => staticValidation === null && rule.kind !== 'custom');
}

function compilationError(problem: ProblemDefinition, compileOutput: string | null): SubmissionOutcome {
  const final = finalResult(problem, { verdict: 'Compilation Error', score: null });
  return { kind: 'submission', ...VERDICT_ALONE, ...final, testResults: [], compileOutput, executionTimeMs: null, memoryKb: null };
}
