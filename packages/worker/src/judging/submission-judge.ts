import type { TestResult } from '@codearena/contracts';
import {
  reduceVerdict,
  worstUsage,
  type Box,
  type InstalledLanguage,
  type Preparation,
  type ProblemDefinition,
  type Sandbox,
  type Source,
  type SubmissionOutcome,
  type TestData,
} from '@codearena/core';
import { withBox } from './box.ts';
import { compile } from './compilation.ts';
import { memoryBytesOf, testLimits } from './execution-limits.ts';
import { runTest, type TestSetting } from './test-run.ts';

/** Hears of a judging while it goes on. */
export type JudgeObserver = {
  compiling(): void;
  running(testsTotal: number): void;
  tested(result: TestResult): void;
};

export type Judging = {
  sandbox: Sandbox;
  testData: TestData;
  language: InstalledLanguage;
  observer: JudgeObserver;
  signal: AbortSignal | undefined;
};

/** Compiles once, then runs the tests in order. Throws only for what is our fault, or when `signal` aborts. */
export async function judgeSubmission(judging: Judging, files: Source['files'], problem: ProblemDefinition): Promise<SubmissionOutcome> {
  const preparation = judging.language.toolchain.prepare({ files, memoryBytes: memoryBytesOf(problem.limits.memoryMb) });
  return withBox(judging.sandbox, judging.signal, async (box) => {
    const compilation = await build(box, preparation, judging.observer);
    if (!compilation.ok) return compilationError(compilation.output);
    judging.observer.running(problem.tests.length);
    const testResults = await runTests(judging, box, preparation, problem);
    return {
      kind: 'submission',
      verdict: reduceVerdict(testResults),
      score: null,
      testResults,
      compileOutput: compilation.output,
      ...worstUsage(testResults),
    };
  });
}

export async function build(box: Box, preparation: Preparation, observer: Pick<JudgeObserver, 'compiling'>) {
  await box.write(preparation.files);
  if (preparation.compile === null) return { ok: true, output: null };
  observer.compiling();
  return compile(box, preparation.compile);
}

/** Every sample is run, since people learn from each; of the hidden tests none after the first that fails. */
async function runTests(judging: Judging, box: Box, { run }: Preparation, problem: ProblemDefinition): Promise<TestResult[]> {
  const { validator } = problem;
  if (validator.kind !== 'default') throw new Error('custom output validators are not run yet');
  const limits = testLimits(problem.limits, judging.language.definition, run);
  const setting: TestSetting = { box, run, limits, validator, testData: judging.testData };
  const results: TestResult[] = [];
  let failed = false;
  for (const [position, test] of problem.tests.entries()) {
    if (failed && !test.sample) break;
    judging.signal?.throwIfAborted();
    const result = await runTest(setting, test, position + 1);
    results.push(result);
    judging.observer.tested(result);
    failed ||= result.status !== 'Accepted';
  }
  return results;
}

function compilationError(compileOutput: string | null): SubmissionOutcome {
  return { kind: 'submission', verdict: 'Compilation Error', score: null, testResults: [], compileOutput, executionTimeMs: null, memoryKb: null };
}
