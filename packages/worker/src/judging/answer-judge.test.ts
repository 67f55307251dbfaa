import { PASS_FAIL, type ProblemDefinition, type SubmissionOutcome } from '@codearena/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesWork, recordingObserver, startJudging, submissionWork, type JudgingFixture } from './judging.fixture.ts';

let fixture: JudgingFixture;
beforeAll(async () => {
  fixture = await startJudging();
});
afterAll(() => fixture.stop());

const ANSWERS = { kind: { ...PASS_FAIL, submitAnswer: true } };
/** One sample, "sample/1", and two secret tests, "secret/2" and "secret/3". */
const threeTests = (options: Parameters<JudgingFixture['problem']>[1] = {}) =>
  fixture.problem(
    [
      ['1\n', '1\n'],
      ['2\n', '4\n'],
      ['3\n', '9\n'],
    ],
    { ...ANSWERS, samples: 1, ...options },
  );

async function judge(problem: ProblemDefinition, files: Record<string, string>, observer = recordingObserver()): Promise<SubmissionOutcome> {
  const outcome = await fixture.judge.judge(filesWork('answer', files, problem), observer);
  if (outcome.kind !== 'submission') throw new Error('not a submission');
  return outcome;
}

const statuses = ({ testResults }: SubmissionOutcome) => testResults.map(({ index, status }) => [index, status]);

describe('a problem whose submissions are answers', () => {
  it('compares each file with the answer of the test that it is called like, and runs nothing', async () => {
    const observer = recordingObserver();
    const outcome = await judge(await threeTests(), { '2.out': '4', '3.out': ' 9 \n' }, observer);
    expect(outcome).toMatchObject({ verdict: 'Accepted', compileOutput: null, executionTimeMs: null, memoryKb: null });
    expect(statuses(outcome)).toEqual([
      [2, 'Accepted'],
      [3, 'Accepted'],
    ]);
    expect(observer.heard.filter((word) => typeof word === 'string')).toEqual(['running 3']);
  });

  it('looks at a sample’s answer where there is one, and shows it', async () => {
    const outcome = await judge(await threeTests(), { 'sample/1.out': '7\n', '2.out': '4', '3.out': '9' });
    expect(outcome.verdict).toBe('Wrong Answer');
    expect(outcome.testResults[0]).toMatchObject({ index: 1, status: 'Wrong Answer', input: '1\n', expected: '1\n', output: '7\n' });
  });

  it('fails a test that has no answer, and says which file was missed', async () => {
    const outcome = await judge(await threeTests(), { '3.out': '9' });
    expect(outcome.verdict).toBe('Wrong Answer');
    expect(outcome.testResults[0]).toMatchObject({ index: 2, message: 'there is no answer to this test: no file is called 2.out' });
  });

  it('names files that belong to no test', async () => {
    const outcome = await judge(await threeTests(), { '2.out': '4', '3.out': '9', 'notes.md': 'x' });
    expect(outcome.verdict).toBe('Accepted');
    expect(outcome.compileOutput).toBe(
      'notes.md: belongs to no test, or to one that has an answer already.\nThe files of this problem are called 2.out, 3.out',
    );
  });

  it('takes a single text where there is a single secret test', async () => {
    const one = await fixture.problem([['2\n', '4\n']], ANSWERS);
    const outcome = await fixture.judge.judge(submissionWork('answer', '4', one), recordingObserver());
    expect(outcome).toMatchObject({ verdict: 'Accepted', compileOutput: null });
    const several = await fixture.judge.judge(submissionWork('answer', '4', await threeTests()), recordingObserver());
    expect(several).toMatchObject({ verdict: 'Wrong Answer', compileOutput: expect.stringContaining('has no name that tells its test') as string });
  });

  it('asks the author’s validator, whose failure is a Judge Error', async () => {
    const square = 'import sys\nn = int(open(sys.argv[1]).read())\nsys.exit(42 if int(sys.stdin.read()) == n * n else 43)\n';
    const program = await fixture.program('python', { 'check.py': square });
    const custom = { kind: 'custom' as const, protocol: 'icpc' as const, programs: [program], arguments: [], interactor: null };
    const problem = await threeTests({ validator: custom });
    expect((await judge(problem, { '2.out': '4', '3.out': '9' })).verdict).toBe('Accepted');
    expect((await judge(problem, { '2.out': '4', '3.out': '10' })).verdict).toBe('Wrong Answer');
    const broken = await judge(problem, { '2.out': 'four', '3.out': '9' });
    expect(broken.verdict).toBe('Judge Error');
    expect(broken.complaints[0]).toMatch(/ended with exit code 1 instead of 42 or 43/);
  });

  it('gives points for the answers that there are, also to groups that ask for the samples first', async () => {
    const points = { kind: 'points' as const, aggregation: 'sum' as const, maxScore: 100, testMaxScore: 50 };
    const group = { onReject: 'continue' as const, staticValidation: null };
    const problem = await threeTests({
      kind: { ...ANSWERS.kind, scoring: true },
      groups: [{ ...group, name: 'secret', rule: points, requires: ['sample'] }],
    });
    expect(await judge(problem, { '2.out': '4' })).toMatchObject({ verdict: 'Partially Accepted', score: 50, maxScore: 100 });
    expect(await judge(problem, { 'sample/1.out': '5', '2.out': '4' })).toMatchObject({ score: 0 });
  });
});
