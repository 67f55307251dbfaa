import { setTimeout as sleep } from 'node:timers/promises';
import type { TestResult, Verdict } from '@codearena/contracts';
import { NO_SCORES, type Box, type SubmissionOutcome } from '@codearena/core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testsInOrder, testTree, type TestNode } from '../grouping/test-tree.ts';
import { createCompany } from './company.ts';
import { recordingObserver, startJudging, submissionWork, type JudgingFixture, type ProblemOptions } from './judging.fixture.ts';
import { createSpread, type Spread } from './spread.ts';
import type { JudgedTest } from './test-run.ts';

let fixture: JudgingFixture;
beforeAll(async () => {
  fixture = await startJudging();
});
afterAll(() => fixture.stop());
/** Lanes are spare when nobody has used them for a while. */
beforeEach(async () => {
  const boxes = await Promise.all([fixture.sandbox.open(), fixture.sandbox.open()]);
  for (const box of boxes) await box.close();
  await sleep(100);
});

const NAP_MS = 400;
/** Sleeps, and prints what it read. */
const NAP = `import time\nn = int(input())\ntime.sleep(${NAP_MS / 1000})\nprint(n)\n`;
/** Prints when it began and when it ended. */
const CLOCK = `import time\nbegun = time.time()\ntime.sleep(${NAP_MS / 1000})\nprint(begun, time.time())\n`;
const EVEN_IS_WRONG = `n = int(input())\nprint(n + (n + 1) % 2)\n`;
const numbered = (count: number) => Array.from({ length: count }, (_, index): [string, string] => [`${index + 1}\n`, `${index + 1}\n`]);

async function judge(code: string, tests: number, options?: ProblemOptions, signal?: AbortSignal) {
  const observer = recordingObserver();
  const problem = await fixture.problem(numbered(tests), options);
  const outcome = (await fixture.judge.judge(submissionWork('python', code, problem), observer, signal)) as SubmissionOutcome;
  const heard = observer.heard.filter((word): word is TestResult => typeof word !== 'string').map(({ index }) => index);
  return { outcome, heard };
}

describe('on an idle worker', () => {
  it('the tests of a submission run at the same time, and are told in their order', async () => {
    const { outcome, heard } = await judge(CLOCK, 8, { samples: 8 });
    const spans = outcome.testResults.map(({ output = '' }) => output.split(' ').map(Number)) as [number, number][];
    expect(spans.some(([begun], index) => spans.slice(0, index).some(([, ended]) => begun < ended))).toBe(true);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('nothing is told of tests that ran ahead of the one that ended the judging', async () => {
    const { outcome, heard } = await judge(EVEN_IS_WRONG, 8);
    expect(outcome.testResults.map(({ status }) => status)).toEqual(['Accepted', 'Wrong Answer']);
    expect(heard).toEqual([1, 2]);
  });

  it('tests run with the author’s checker and what was built, wherever they run', async () => {
    const program = await fixture.program('python', {
      'check.py': 'import sys\nsys.exit(42 if sys.stdin.read().strip() == open(sys.argv[2]).read().strip() else 43)\n',
    });
    const { outcome } = await judge(NAP, 4, { validator: { kind: 'custom', protocol: 'icpc', programs: [program], interactor: null, arguments: [] } });
    expect(outcome).toMatchObject({ verdict: 'Accepted', complaints: [] });
    expect(outcome.testResults).toHaveLength(4);
  });

  it('who comes meanwhile gets a lane at once', async () => {
    const abort = new AbortController();
    const stopped = new Error('stopped');
    const patient = { limits: { timeMs: 5_000 } };
    const first = judge(NAP, 200, patient, abort.signal);
    await sleep(2 * NAP_MS);
    expect((await judge(NAP, 1, patient)).outcome.verdict).toBe('Accepted');
    abort.abort(stopped);
    await expect(first).rejects.toBe(stopped);
  });
});

describe('tests on several lanes', () => {
  const nodes = async (count: number) => testsInOrder(testTree(await fixture.problem(numbered(count))));

  /** Tests take some time, and end as they are told to by the place where they run. */
  async function spreadOver(tests: readonly TestNode[], endings: { own: Verdict; beside: Verdict | Error }) {
    const box = await fixture.sandbox.open();
    const ran: string[] = [];
    const judgeIn = (place: Box) => async (_: unknown, index: number) => {
      const where = place === box ? 'own' : 'beside';
      ran.push(`${index} ${where}`);
      await sleep(50);
      const status = endings[where];
      if (status instanceof Error) throw status;
      return ended(index, status);
    };
    const { sandbox } = fixture;
    const spread = await createSpread({ sandbox, company: createCompany(), box, judgeIn, judgeTest: judgeIn(box), tests });
    return { spread, ran, close: () => spread.end().then(() => box.close()) };
  }

  function ended(index: number, status: Verdict): JudgedTest {
    return { result: { index, status, timeMs: 1, wallMs: 1, memoryKb: 1, score: null, sample: false }, scores: NO_SCORES, judgeMessage: null, complaint: null };
  }

  async function statuses(spread: Spread, tests: readonly TestNode[]): Promise<string[]> {
    const found: string[] = [];
    for (const node of tests) found.push((await spread.run(node)).result.status);
    return found;
  }

  it('are run again in the submission’s own place, and so are all after them, when one was too slow beside others', async () => {
    const tests = await nodes(5);
    const { spread, ran, close } = await spreadOver(tests, { own: 'Accepted', beside: 'Time Limit Exceeded' });
    expect(await statuses(spread, tests)).toEqual(Array(5).fill('Accepted'));
    expect(ran.filter((run) => run.endsWith('beside'))).toEqual(['2 beside']);
    expect(ran).toContain('2 own');
    await close();
  });

  it('are run in the submission’s own place when the other one is lost', async () => {
    const tests = await nodes(4);
    const { spread, ran, close } = await spreadOver(tests, { own: 'Accepted', beside: new Error('lane lost') });
    expect(await statuses(spread, tests)).toEqual(Array(4).fill('Accepted'));
    expect(ran.slice(0, 2)).toEqual(['1 own', '2 beside']);
    expect(ran).toContain('2 own');
    await close();
  });

  it('are run in the submission’s own place when no other one can be opened', async () => {
    const tests = await nodes(2);
    const box = await fixture.sandbox.open();
    const sandbox = { ...fixture.sandbox, openSpare: () => Promise.reject(new Error('no lane')) };
    const judgeTest = async (_: unknown, index: number) => ended(index, 'Accepted');
    const spread = await createSpread({ sandbox, company: createCompany(), box, judgeIn: () => judgeTest, judgeTest, tests });
    expect(await statuses(spread, tests)).toEqual(['Accepted', 'Accepted']);
    await box.close();
  });

  it('are few ahead of the one that is asked for, and those that are not asked for are passed over', async () => {
    const tests = await nodes(20);
    const { spread, ran, close } = await spreadOver(tests, { own: 'Accepted', beside: 'Accepted' });
    await spread.run(tests[0]!);
    await sleep(300);
    expect(ran).toHaveLength(4);
    await spread.run(tests[15]!);
    expect(ran.map((run) => Number.parseInt(run, 10)).filter((index) => index > 4 && index < 16)).toEqual([]);
    await close();
  });
});
