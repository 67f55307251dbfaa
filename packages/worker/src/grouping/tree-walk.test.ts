import type { Verdict } from '@codearena/contracts';
import {
  LEGACY_GRADER,
  completeDefinition,
  NO_SCORES,
  PASS_FAIL,
  TOKEN_VALIDATOR,
  type GroupRule,
  type ProblemDefinition,
  type TestGroup,
  type ValidatorScores,
} from '@codearena/core';
import { describe, expect, it } from 'vitest';
import { walkTests, type WalkParts } from './tree-walk.ts';

const FILE = { sha256: '0'.repeat(64), bytes: 0 };
const FIRST_LETTERS: Record<string, Verdict> = { A: 'Accepted', W: 'Wrong Answer', T: 'Time Limit Exceeded', R: 'Runtime Error', J: 'Judge Error' };

const group = (name: string, rule: GroupRule, changes: Partial<TestGroup> = {}): TestGroup => ({
  name,
  onReject: 'break',
  rule,
  requires: [],
  staticValidation: null,
  ...changes,
});
const points = (aggregation: 'pass-fail' | 'sum' | 'min', maxScore: number, testMaxScore: number | null = null): GroupRule => ({
  kind: 'points',
  aggregation,
  maxScore,
  testMaxScore,
});

function problemOf(tests: string[], groups: TestGroup[] = [], scoring = groups.length > 0): ProblemDefinition {
  return completeDefinition({
    slug: 's',
    title: 'S',
    difficulty: 'easy',
    tags: [],
    statement: '',
    limits: { timeMs: 1, memoryMb: 1, outputKb: 1, sourceBytes: 1 },
    validator: TOKEN_VALIDATOR,
    tests: tests.map((name) => ({ name, group: name.slice(0, name.lastIndexOf('/')), sample: name.startsWith('sample'), input: FILE, answer: FILE })),
    allowedLanguages: null,
    groups,
    kind: { ...PASS_FAIL, scoring },
  });
}

/** `fate` says how each test ends, by the first letter of its verdict; a number gives its score too. */
async function walk(problem: ProblemDefinition, fate: Record<string, string>, changes: Partial<WalkParts> = {}) {
  const order: string[] = [];
  const result = await walkTests({
    problem,
    everyTest: false,
    tested: () => {},
    runGrader: () => Promise.reject(new Error('no grader')),
    runStatic: () => Promise.reject(new Error('no static validator')),
    async runTest({ test, index }) {
      const name = test.name.replace('secret/', '');
      order.push(name);
      const told = fate[name] ?? 'A';
      const status = FIRST_LETTERS[told.charAt(0)] ?? 'Judge Error';
      const scores: ValidatorScores = told.length > 1 ? { score: Number(told.slice(1)), multiplier: null } : NO_SCORES;
      return {
        result: { index, status, timeMs: 1, wallMs: 1, memoryKb: 1, score: null, sample: test.sample, group: test.group },
        scores,
        judgeMessage: null,
        complaint: status === 'Judge Error' ? 'broke' : null,
      };
    },
    ...changes,
  });
  return {
    ...result,
    order: order.join(' '),
    groups: result.groupResults.map(({ name, status, score }) => `${name.replace('secret/', '')} ${status} ${score}`),
  };
}

describe('a pass-fail problem', () => {
  const plain = problemOf(['sample/1', 'sample/2', 'secret/1', 'secret/2', 'secret/3']);

  it('runs every sample, and hidden tests up to the first that fails', async () => {
    expect(await walk(plain, {})).toMatchObject({ order: 'sample/1 sample/2 1 2 3', grade: { verdict: 'Accepted' }, groups: [] });
    expect(await walk(plain, { 'sample/1': 'W' })).toMatchObject({ order: 'sample/1 sample/2', grade: { verdict: 'Wrong Answer' } });
    expect(await walk(plain, { 2: 'T' })).toMatchObject({ order: 'sample/1 sample/2 1 2', grade: { verdict: 'Time Limit Exceeded' } });
  });

  it('runs every test for those who want to know, with the same verdict', async () => {
    const { order, grade, testResults } = await walk(plain, { 'sample/2': 'W', 1: 'T', 3: 'R' }, { everyTest: true });
    expect(order).toBe('sample/1 sample/2 1 2 3');
    expect(grade.verdict).toBe('Wrong Answer');
    expect(testResults.map(({ status }) => status)).toEqual(['Accepted', 'Wrong Answer', 'Time Limit Exceeded', 'Accepted', 'Runtime Error']);
  });

  it('stops at once when the problem’s own programs fail', async () => {
    const { order, grade, complaints } = await walk(plain, { 'sample/1': 'J' }, { everyTest: true });
    expect({ order, verdict: grade.verdict, complaints }).toEqual({ order: 'sample/1', verdict: 'Judge Error', complaints: ['sample/1: broke'] });
  });

  it('with directories below its secret tests goes on as before', async () => {
    expect((await walk(problemOf(['secret/a/1', 'secret/a/2', 'secret/b/1']), { 'a/2': 'W' })).order).toBe('a/1 a/2');
  });
});

describe('groups with points', () => {
  const tests = ['sample/1', 'secret/1/a', 'secret/1/b', 'secret/2/a', 'secret/2/b', 'secret/3/a', 'secret/3/b'];
  const groups = [
    group('secret', points('sum', 100), { onReject: 'continue' }),
    group('secret/1', points('pass-fail', 20)),
    group('secret/2', points('min', 30, 30), { requires: ['secret/1'] }),
    group('secret/3', points('sum', 50, 25), { onReject: 'continue', requires: ['sample'] }),
  ];
  const problem = problemOf(tests, groups);

  it('add up to everything', async () => {
    const { order, groups: found, grade } = await walk(problem, {});
    expect(order).toBe('sample/1 1/a 1/b 2/a 2/b 3/a 3/b');
    expect(found).toEqual(['secret Accepted 100', '1 Accepted 20', '2 Accepted 30', '3 Accepted 50']);
    expect(grade).toEqual({ verdict: 'Accepted', score: 100 });
  });

  it('lose what they must, and leave out what cannot matter', async () => {
    const { order, groups: found, grade, groupResults, testResults } = await walk(problem, { '1/a': 'W', '3/a': 'T' });
    expect(order).toBe('sample/1 1/a 3/a 3/b');
    expect(found).toEqual(['secret Partially Accepted 25', '1 Wrong Answer 0', '2 null 0', '3 Partially Accepted 25']);
    expect(grade).toEqual({ verdict: 'Wrong Answer', score: 25 });
    expect(groupResults.map(({ failedTest, unmet }) => [failedTest, unmet])).toEqual([
      [2, []],
      [2, []],
      [null, ['secret/1']],
      [6, []],
    ]);
    expect(testResults.map(({ score }) => score)).toEqual([null, null, 0, 25]);
  });

  it('are judged although a sample failed, but for those that depend on it', async () => {
    expect(await walk(problem, { 'sample/1': 'W' })).toMatchObject({ order: 'sample/1 1/a 1/b 2/a 2/b', grade: { verdict: 'Wrong Answer', score: 50 } });
  });

  it('earn the least of their tests, which may be partly right', async () => {
    const { groups: found, testResults } = await walk(problem, { '2/a': 'A10', '2/b': 'A30', '3/b': 'A5' });
    expect(found).toEqual(['secret Partially Accepted 60', '1 Accepted 20', '2 Partially Accepted 10', '3 Partially Accepted 30']);
    expect(testResults.map(({ status, score }) => [status, score]).slice(3)).toEqual([
      ['Partially Accepted', 10],
      ['Accepted', 30],
      ['Accepted', 25],
      ['Partially Accepted', 5],
    ]);
  });

  it('earn the same when every test is run', async () => {
    const { order, grade } = await walk(problem, { '1/a': 'W', '3/a': 'T' }, { everyTest: true });
    expect(order).toBe('sample/1 1/a 1/b 2/a 2/b 3/a 3/b');
    expect(grade.score).toBe(25);
  });

  it('hold the tests of directories that are no groups', async () => {
    const nested = problemOf(
      ['secret/1/x/a', 'secret/1/y/b'],
      [group('secret', points('sum', 20), { onReject: 'continue' }), group('secret/1', points('sum', 20, 10), { onReject: 'continue' })],
    );
    expect((await walk(nested, { '1/x/a': 'W' })).groups).toEqual(['secret Partially Accepted 10', '1 Partially Accepted 10']);
  });

  it('that break their own rules are a judge error', async () => {
    expect(await walk(problem, { '3/a': 'A40' })).toMatchObject({
      grade: { verdict: 'Judge Error' },
      complaints: ['secret/3/a: output validator: gave the score 40, which is not between 0 and 25'],
    });
  });
});

describe('groups of the legacy format', () => {
  const legacy = (changes: Partial<typeof LEGACY_GRADER> = {}): GroupRule => ({ ...LEGACY_GRADER, ...changes });
  const tests = ['sample/1', 'secret/g1/a', 'secret/g1/b', 'secret/g2/a', 'secret/g2/b'];
  const groups = [
    group('', legacy({ ignoreSample: true, range: { least: 0, most: 100 } }), { onReject: 'continue' }),
    group('sample', legacy()),
    group('secret', legacy({ acceptIfAnyAccepted: true }), { onReject: 'continue' }),
    group('secret/g1', legacy({ score: 'min', acceptScore: 40 })),
    group('secret/g2', legacy({ score: 'min', acceptScore: 60 })),
  ];
  const problem = problemOf(tests, groups);

  it('sum the points of their subtasks, and stop in each at its first error', async () => {
    expect(await walk(problem, {})).toMatchObject({ grade: { verdict: 'Accepted', score: 100 } });
    const { order, grade, groups: found } = await walk(problem, { 'sample/1': 'W', 'g1/a': 'W' });
    expect(order).toBe('sample/1 g1/a g2/a g2/b');
    expect(grade).toEqual({ verdict: 'Accepted', score: 60 });
    expect(found).toEqual(['secret Accepted 60', 'g1 Wrong Answer 0', 'g2 Accepted 60']);
  });

  it('name the worst error when nothing was accepted', async () => {
    expect((await walk(problem, { 'g1/a': 'W', 'g2/a': 'T' })).grade.verdict).toBe('Time Limit Exceeded');
  });

  it('of a pass-fail problem may go on after an error, and name the worst', async () => {
    const all = ['', 'sample', 'secret'].map((name) => group(name, legacy(), { onReject: 'continue' }));
    const { order, grade } = await walk(problemOf(['secret/1', 'secret/2', 'secret/3'], all, false), { 1: 'W', 2: 'R' });
    expect({ order, verdict: grade.verdict }).toEqual({ order: '1 2 3', verdict: 'Runtime Error' });
  });

  it('ask a grader of the package', async () => {
    const rule = {
      kind: 'custom' as const,
      program: { name: 'graders/g', language: 'python', files: [] },
      arguments: [],
      acceptScore: 5,
      rejectScore: 1,
      range: { least: 0, most: 9 },
    };
    const custom = problemOf(['secret/1', 'secret/2'], [group('', legacy()), group('secret', rule, { onReject: 'continue' })]);
    const asked: unknown[] = [];
    const answering = (score: number): Partial<WalkParts> => ({
      runGrader: async (_rule, results) => (asked.push(results.map(({ verdict, score: earned }) => [verdict, earned])), { verdict: 'Accepted', score }),
    });
    expect((await walk(custom, { 2: 'W' }, answering(7))).grade).toEqual({ verdict: 'Accepted', score: 7 });
    expect(asked).toEqual([
      [
        ['Accepted', 5],
        ['Wrong Answer', 1],
      ],
    ]);
    expect((await walk(custom, {}, answering(10))).complaints).toEqual(['the score 10 is outside of the range 0 to 9']);
  });
});
