import { NO_SCORES, type Box, type ProblemDefinition, type Sandbox, type TestCase } from '@codearena/core';
import type { Checker } from '../validation/checker.ts';
import { createCustomChecker } from '../validation/custom-checker.ts';
import { createDefaultChecker } from '../validation/default-checker.ts';
import type { AuthorPrograms } from './author-program.ts';
import { interact } from './interaction.ts';
import { runTest, type JudgedTest, type TestSetting } from './test-run.ts';

type Parts = { sandbox: Pick<Sandbox, 'converses'>; programs: AuthorPrograms };

export type TestJudge = (test: TestCase, index: number) => Promise<JudgedTest>;

/** How tests are judged depends on the problem's kind alone. */
export function testJudge(parts: Parts, problem: ProblemDefinition, setting: Omit<TestSetting, 'checker'>): TestJudge {
  const { validator, kind, validation } = problem;
  if (!kind.interactive) {
    const checker = checkerOf(parts, setting.box, problem);
    return (test, index) => runTest({ ...setting, checker }, test, index);
  }
  if (validator.kind !== 'custom') throw new Error('an interactive problem without a program to talk with');
  if (!parts.sandbox.converses) return cannotConverse;
  return (test, index) => interact({ ...setting, programs: parts.programs, validator, validation }, test, index);
}

/** Trying again would not help, so it ends the judging at once, with words for whoever runs this installation. */
async function cannotConverse({ sample, group }: TestCase, index: number): Promise<JudgedTest> {
  const message = 'this judge cannot run interactive problems; whoever runs it can see why';
  const complaint = 'interactive problems need the native sandbox (SANDBOX=native): programs in containers cannot be joined by pipes';
  const result = { index, status: 'Judge Error' as const, timeMs: 0, wallMs: 0, memoryKb: 0, score: null, sample, group, message };
  return { result, scores: NO_SCORES, judgeMessage: null, complaint };
}

export function checkerOf({ programs }: Pick<Parts, 'programs'>, box: Box, { validator, validation }: ProblemDefinition): Checker {
  if (validator.kind === 'default') return createDefaultChecker(validator);
  return createCustomChecker({ programs, beside: () => box.beside(), validator, limits: validation });
}
