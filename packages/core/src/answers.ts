import type { SourceFile } from '@codearena/contracts';
import type { ProblemDefinition, TestCase } from './problem.ts';

/**
 * Submit-answer problems: a submission is the outputs themselves. The format leaves open how files belong to tests; here a
 * file is called like its test, so that "secret/1-small/07" has its answer in "1-small/07.out".
 */
export type MatchedAnswers = {
  /** By the test's name. */
  answers: Map<string, string>;
  /** Names of files that belong to no test, and of those whose test has another file already. */
  strangers: string[];
};

/** What the files of a submission are called, one for each secret test. */
export function answerFileNames({ tests }: Pick<ProblemDefinition, 'tests'>): string[] {
  return tests.filter(({ sample }) => !sample).map(answerFileName);
}

export function answerFileName({ name }: TestCase): string {
  return `${shortName(name)}.out`;
}

/**
 * Files are recognised by a test's whole name, by that below `secret`, or by its last part where no other test has the same;
 * each with any of the endings `.out`, `.ans`, `.txt` or none. A lone file belongs to a lone secret test, whatever its name.
 */
export function matchAnswers(tests: readonly TestCase[], files: readonly SourceFile[]): MatchedAnswers {
  const byName = testsByName(tests);
  const answers = new Map<string, string>();
  const strangers: string[] = [];
  for (const { name, content } of files) {
    const test = byName.get(name) ?? byName.get(withoutEnding(name)) ?? lone(tests, files);
    if (test === undefined || answers.has(test)) strangers.push(name);
    else answers.set(test, content);
  }
  return { answers, strangers };
}

function testsByName(tests: readonly TestCase[]): Map<string, string> {
  const lasts = tests.map(({ name }) => lastPart(name));
  const unique = tests.filter(({ name }) => lasts.filter((last) => last === lastPart(name)).length === 1);
  return new Map([
    ...unique.map(({ name }) => [lastPart(name), name] as const),
    ...tests.map(({ name }) => [shortName(name), name] as const),
    ...tests.map(({ name }) => [name, name] as const),
  ]);
}

function lone(tests: readonly TestCase[], files: readonly SourceFile[]): string | undefined {
  const [only, ...others] = tests.filter(({ sample }) => !sample);
  return files.length === 1 && others.length === 0 ? only?.name : undefined;
}

function shortName(name: string): string {
  return name.replace(/^secret\//, '');
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function withoutEnding(name: string): string {
  return name.replace(/\.(out|ans|txt)$/, '');
}
