import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from '@codearena/contracts';
import { MAX_ATTEMPTS, SandboxFault, sequenceOf, VERDICT_ALONE, type Outcome, type Sandbox } from '@codearena/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startJudging, type JudgingFixture } from './judging/judging.fixture.ts';
import { createWorkerFixture, type WorkerFixture } from './worker.fixture.ts';

let judging: JudgingFixture;
let world: WorkerFixture;
let problemId: string;

const SUM = 'print(sum(map(int, input().split())))\n';

beforeAll(async () => {
  judging = await startJudging();
});
afterAll(() => judging.stop());
beforeEach(async () => {
  world = await createWorkerFixture(judging);
  const tests: [string, string][] = [
    ['1 2\n', '3\n'],
    ['2 2\n', '4\n'],
    ['5 6\n', '11\n'],
  ];
  problemId = await world.addProblem(await judging.problem(tests, { samples: 1, limits: { timeMs: 2_500 } }));
});
afterEach(() => world.close());

const submit = (code: string, language = 'python', options?: { lost?: boolean }) => world.submit({ problemId, language, code }, options);

/** A sandbox whose first boxes cannot be opened. */
function failing(times: number): Sandbox {
  let left = times;
  return {
    ...judging.sandbox,
    async open(options) {
      if (left > 0) {
        left -= 1;
        throw new SandboxFault('mount /box', 'no space left', { errno: 'ENOSPC' });
      }
      return judging.sandbox.open(options);
    },
  };
}

function ended(verdict: Verdict): Outcome {
  return { kind: 'submission', verdict, ...VERDICT_ALONE, testResults: [], compileOutput: null, executionTimeMs: 1, memoryKb: 1 };
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a worker', () => {
  it('judges by programs of the author and by groups, tells the points to whoever asks, and faults to nobody', async () => {
    await world.startWorker();
    const check =
      'import sys\nword = sys.stdin.read().strip()\nif word == "break": raise ValueError("for operators")\nsys.exit(42 if word == open(sys.argv[2]).read().strip() else 43)\n';
    const program = await judging.program('python', { 'check.py': check });
    const group = (name: string, maxScore: number) => ({
      name,
      onReject: name === 'secret' ? ('continue' as const) : ('break' as const),
      rule: { kind: 'points' as const, aggregation: name === 'secret' ? ('sum' as const) : ('pass-fail' as const), maxScore, testMaxScore: null },
      requires: [],
      staticValidation: null,
    });
    const problem = await judging.problem(
      [
        ['1\n', '1\n'],
        ['2\n', '2\n'],
      ],
      {
        slug: 'with-points',
        validator: { kind: 'custom', protocol: 'icpc', programs: [program], arguments: [], interactor: null },
        kind: { scoring: true, objective: 'max', interactive: false, passes: 1, submitAnswer: false },
        groups: [group('secret', 100), group('secret/a', 30), group('secret/b', 70)],
      },
    );
    const tests = problem.tests.map((test, position) => ({ ...test, group: position === 0 ? 'secret/a' : 'secret/b' }));
    await world.addProblem({ ...problem, tests });
    const send = async (code: string) => {
      const { id, completed } = await world.submit({ problemId: 'with-points', language: 'python', code });
      return { event: await completed, submission: await world.read(id) };
    };
    const { event, submission } = await send('print(1)\n');
    const points = { score: 30, maxScore: 100, status: 'Partially Accepted' };
    expect(submission).toMatchObject(points);
    expect(event.payload).toMatchObject(points);
    expect(submission.groupResults.map(({ name, score, failedTest }) => [name, score, failedTest])).toEqual([
      ['secret', 30, 2],
      ['secret/a', 30, null],
      ['secret/b', 0, 2],
    ]);
    const broken = (await send('print("break")\n')).submission;
    expect(broken).toMatchObject({ status: 'Judge Error', score: null });
    expect(JSON.stringify(broken)).not.toContain('for operators');
    expect(world.complaints).toContain('a program of the problem failed');
  });

  it('judges what the queue gives it, from claim to announcement', async () => {
    await world.startWorker();
    const { id, events, completed } = await submit(SUM);
    await completed;
    const submission = await world.read(id);
    expect(submission).toMatchObject({ status: 'Accepted', verdict: 'Accepted', testsTotal: 3, compileOutput: null });
    expect(submission.testResults.map(({ index, status }) => [index, status])).toEqual([
      [1, 'Accepted'],
      [2, 'Accepted'],
      [3, 'Accepted'],
    ]);
    expect(submission.testResults[0]).toMatchObject({ input: '1 2\n', expected: '3\n', output: '3\n' });
    expect(events.map(({ event }) => event)).toEqual([
      'submission_status',
      'submission_status',
      'submission_test',
      'submission_test',
      'submission_test',
      'submission_completed',
    ]);
    expect(events.at(-1)?.payload).toMatchObject({ status: 'Accepted', testResults: submission.testResults, sequence: submission.sequence });
    expect(world.complaints).toEqual([]);
  });

  it('numbers events so that they grow, and never announces what is not stored', async () => {
    await world.startWorker();
    const states: Promise<boolean>[] = [];
    const watched = await submit('import time\nprint(sum(map(int, input().split())))\ntime.sleep(0.2)\n');
    await world.bus.subscribe(watched.id, (event) => {
      states.push(world.read(watched.id).then((state) => state.sequence >= event.payload.sequence));
    });
    await watched.completed;
    const sequences = watched.events.map((event) => event.payload.sequence);
    expect(sequences).toEqual(Array.from({ length: sequences.length }, (_, index) => sequenceOf(1, index + 1)));
    expect(await Promise.all(states)).toEqual(sequences.map(() => true));
  });

  it('runs programs with one’s own input', async () => {
    await world.startWorker();
    const { id, completed } = await world.run({ language: 'python', code: 'print(input() * 2)\n', stdin: 'ab\n' });
    expect((await completed).payload).toMatchObject({ status: 'Completed', testResults: [], score: null });
    const [row] = await world.database.query<{ status: string; result: { stdout: string } }>({
      text: 'select status, result from submissions where id = $1',
      values: [id],
    });
    expect(row).toMatchObject({ status: 'Completed', result: { stdout: 'abab\n' } });
  });

  it('says that it lives, and what it can run, until it stops', async () => {
    const worker = await world.startWorker({ id: 'lively' });
    const [report] = await world.registry.live();
    expect(report).toMatchObject({ workerId: 'lively', lanes: 2, isolation: { kind: 'native' } });
    expect(report?.languages.map(({ id }) => id).toSorted()).toEqual([...judging.languages.keys()].toSorted());
    await worker.stop();
    expect(await world.registry.live()).toEqual([]);
  });

  it('counts and times what it does', async () => {
    await world.startWorker();
    await (
      await submit('print(0)\n')
    ).completed;
    await until(async () => (await world.metrics.metrics()).includes('codearena_judging_active 0'));
    const text = await world.metrics.metrics();
    expect(text).toContain('codearena_verdicts_total{language="python",verdict="Wrong Answer"} 1');
    expect(text).toContain('codearena_running_seconds_count{language="python"} 1');
    expect(text).toContain('codearena_waiting_seconds_count{kind="submission"} 1');
  });

  it('notes what it announced, so that nobody announces it again', async () => {
    await world.startWorker();
    const { id, completed, events } = await submit(SUM);
    await completed;
    await until(
      async () => (await world.database.query({ text: 'select from submissions where id = $1 and announced_at is not null', values: [id] })).length === 1,
    );
    expect(events.filter(({ event }) => event === 'submission_completed')).toHaveLength(1);
  });

  it('judges many at once, each exactly once', async () => {
    await world.startWorker();
    const watched = await Promise.all(Array.from({ length: 12 }, (_, index) => submit(index % 3 === 0 ? 'print(3)\n' : SUM)));
    await Promise.all(watched.map(({ completed }) => completed));
    for (const [index, { id, events }] of watched.entries()) {
      expect((await world.read(id)).status).toBe(index % 3 === 0 ? 'Wrong Answer' : 'Accepted');
      expect(events.filter(({ event }) => event === 'submission_completed')).toHaveLength(1);
    }
  });
});

describe('a fault of ours', () => {
  it('is no verdict: the submission is tried again', async () => {
    await world.startWorker({ sandbox: failing(1) });
    world.startSweeper();
    const { id, completed, events } = await submit(SUM);
    await completed;
    expect(await world.read(id)).toMatchObject({ status: 'Accepted' });
    expect(events[0]).toMatchObject({ event: 'submission_status', payload: { status: 'Queued', sequence: sequenceOf(1, 1) } });
    expect(events.at(-1)?.payload.sequence).toBeGreaterThan(sequenceOf(2, 0));
    expect(await world.metrics.metrics()).toContain('codearena_sandbox_failures_total{step="mount /box"} 1');
  });

  it('that stays becomes a Judge Error after the last attempt', async () => {
    await world.startWorker({ sandbox: failing(1_000) });
    world.startSweeper();
    const { id, completed } = await submit(SUM);
    expect((await completed).payload).toMatchObject({ status: 'Judge Error', testResults: [] });
    expect(await world.read(id)).toMatchObject({ status: 'Judge Error', verdict: 'Judge Error' });
    expect(await world.metrics.metrics()).toContain(`codearena_sandbox_failures_total{step="mount /box"} ${MAX_ATTEMPTS}`);
  });

  it('is told to operators, who have it judged again once the reason is gone', async () => {
    await world.startWorker({ sandbox: failing(MAX_ATTEMPTS) });
    world.startSweeper();
    const { id, completed, events } = await submit(SUM);
    await completed;
    const { items } = await world.judgeErrors.list({ limit: 10 });
    expect(items).toMatchObject([{ submissionId: id, attempts: MAX_ATTEMPTS, reason: 'mount /box: no space left: ENOSPC' }]);
    const again = await world.judgeErrors.judgeAgain(id);
    if (!again) throw new Error('not queued again');
    await world.queue.add(again.item);
    await until(async () => (await world.read(id)).status === 'Accepted');
    await until(() => events.at(-1)?.event === 'submission_completed');
    const finals = events.filter(({ event }) => event === 'submission_completed').map(({ payload }) => 'status' in payload && payload.status);
    expect(finals).toEqual(['Judge Error', 'Accepted']);
    const sequences = events.map(({ payload }) => payload.sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    expect(new Set(sequences).size).toBe(sequences.length);
  });
});

describe('a worker that dies in mid-judging', () => {
  it('is replaced by another when its lease has run out, and can write nothing more', async () => {
    const { id, completed, events } = await submit(SUM, 'python', { lost: true });
    const dead = await world.judging.claim(id, 'dead', 200);
    if (dead?.kind !== 'submission') throw new Error('not claimed');
    await world.judging.progress(dead.claim, { sequence: sequenceOf(1, 1), status: 'Running', testsTotal: 3 });
    await world.startWorker();
    await world.expireLease(id);
    world.startSweeper();
    await completed;
    const after = await world.read(id);
    expect(after).toMatchObject({ status: 'Accepted' });
    expect(events.every((event) => event.payload.sequence > sequenceOf(2, 0))).toBe(true);
    expect(await world.judging.finish(dead.claim, ended('Wrong Answer'), sequenceOf(1, 99))).toBe(false);
    expect(await world.judging.progress(dead.claim, { sequence: sequenceOf(1, 98), status: 'Running' })).toBe(false);
    expect(await world.read(id)).toEqual(after);
  });

  it('that was only slow stops when it learns that it was replaced', async () => {
    await world.startWorker({ id: 'slow' });
    const { id, events, completed } = await submit('import time\nprint(sum(map(int, input().split())))\ntime.sleep(1.5)\n');
    await until(() => events.some(({ event }) => event === 'submission_test'));
    await world.expireLease(id);
    world.startSweeper();
    await completed;
    expect(await world.read(id)).toMatchObject({ status: 'Accepted' });
    expect(events.filter(({ event }) => event === 'submission_completed')).toHaveLength(1);
    expect(events.at(-1)?.payload.sequence).toBeGreaterThan(sequenceOf(2, 0));
    expect(world.complaints).toContain('gave up judging');
  });
});

/** A disk of its own needs root to be mounted. */
const mayMount = process.getuid?.() === 0;

describe.skipIf(!mayMount)(`a worker whose disk is full${mayMount ? '' : ' (needs root for a file system of its own)'}`, () => {
  it('takes no submissions and says so, and takes them again when there is room', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'codearena-small-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', directory]);
    try {
      const filler = join(directory, 'filler');
      writeFileSync(filler, Buffer.alloc(12_000_000));
      const worker = await world.startWorker({ id: 'full', dataDirectory: directory, minimumFreeBytes: 8_000_000 });
      const { id, completed, events } = await submit(SUM);
      await until(async () => (await world.registry.live())[0]?.trouble?.includes('disk is full') ?? false);
      await expect(worker.probe.check()).rejects.toThrow(/disk is full: \d+ MB are free, 8 MB are needed/);
      expect(world.complaints).toEqual(['takes no more submissions']);
      expect(await world.metrics.metrics()).toContain('codearena_worker_takes_work 0');
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect([await world.read(id), events]).toMatchObject([{ status: 'Queued', startedAt: null }, []]);
      rmSync(filler);
      expect((await completed).payload).toMatchObject({ status: 'Accepted' });
      await worker.probe.check();
      await until(async () => (await world.registry.live())[0]?.trouble === null);
      expect(await world.metrics.metrics()).toContain('codearena_worker_takes_work 1');
      await worker.stop();
    } finally {
      execFileSync('umount', [directory]);
      rmSync(directory, { recursive: true });
    }
  });
});

describe('a worker that is stopped', () => {
  it('finishes what runs', async () => {
    const worker = await world.startWorker();
    const { id, events } = await submit('import time\ntime.sleep(0.3)\nprint(sum(map(int, input().split())))\n');
    await until(() => events.length > 0);
    await worker.stop();
    expect(await world.read(id)).toMatchObject({ status: 'Accepted' });
  });

  it('gives back what takes too long, for another to judge', async () => {
    const worker = await world.startWorker({ drainMs: 50 });
    const { id, events, completed } = await submit('import time\ntime.sleep(1.5)\nprint(sum(map(int, input().split())))\n');
    await until(() => events.length > 0);
    await worker.stop();
    expect(await world.read(id)).toMatchObject({ status: 'Queued', testResults: [] });
    await world.startWorker({ id: 'two' });
    world.startSweeper();
    await completed;
    expect(await world.read(id)).toMatchObject({ status: 'Accepted' });
  });
});

describe('the sweeper', () => {
  it('finds what the queue lost', async () => {
    await world.startWorker();
    world.startSweeper();
    const { id, completed } = await submit(SUM, 'python', { lost: true });
    await world.database.query({ text: 'update submissions set check_at = now() where id = $1', values: [id] });
    expect((await completed).payload).toMatchObject({ status: 'Accepted' });
  });

  it('announces what was stored and never announced, once', async () => {
    const { id, events, completed } = await submit(SUM, 'python', { lost: true });
    const work = await world.judging.claim(id, 'dead', 10_000);
    if (!work) throw new Error('not claimed');
    await world.judging.finish(work.claim, ended('Accepted'), sequenceOf(1, 5));
    await world.database.query({ text: "update submissions set finished_at = now() - interval '1 minute' where id = $1", values: [id] });
    const sweeper = world.startSweeper();
    expect((await completed).payload).toMatchObject({ status: 'Accepted', sequence: sequenceOf(1, 5) });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await sweeper.stop();
    expect(events).toHaveLength(1);
  });
});
