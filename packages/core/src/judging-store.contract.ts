import { randomUUID } from 'node:crypto';
import type { Submission } from '@codearena/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextOf, newProblem, newViewer, runOutcome, submissionOutcome, testResult, type ProblemFixture } from './fixtures.contract.ts';
import { TOKEN_VALIDATOR } from './problem.ts';
import type { Viewer } from './stores.ts';
import { sequenceOf, type Work } from './submission.ts';
import type { SubmissionWorld } from './submission-store.contract.ts';

export function judgingStoreContract(create: () => Promise<SubmissionWorld>): void {
  let world: SubmissionWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.close());

  type Made = { id: string; viewer: Viewer; slug: string };
  const submit = async (fixture: ProblemFixture = newProblem(), viewer = newViewer()): Promise<Made> => {
    await world.problems.save(fixture.definition, fixture.data);
    const { slug } = fixture.definition;
    const { id } = await world.submissions.createSubmission({ problemId: slug, language: 'cpp', code: 'code' }, contextOf(viewer));
    return { id, viewer, slug };
  };
  const claim = async (id: string, leaseMs = 10_000, worker = 'worker'): Promise<Work> => {
    const work = await world.judging.claim(id, worker, leaseMs);
    if (!work) throw new Error(`${id} cannot be claimed`);
    return work;
  };
  const view = async ({ id, viewer }: Made): Promise<Submission> => {
    const submission = await world.submissions.findSubmission(id, viewer);
    if (!submission) throw new Error('not found');
    return submission;
  };
  /** Runs out before the statement that asks for it has ended. */
  const NO_LEASE = 0;

  describe('claiming', () => {
    test('gives all that is needed to judge a submission', async () => {
      const fixture = newProblem({
        allowedLanguages: ['cpp'],
        validator: { ...TOKEN_VALIDATOR, caseSensitive: true, floatAbsoluteTolerance: 1e-6 },
      });
      const { id } = await submit(fixture);
      expect(await world.judging.claim(id, 'worker', 10_000)).toEqual({
        claim: { id, attempt: 1 },
        tries: 1,
        sessionId: expect.stringMatching(/^session-/) as string,
        kind: 'submission',
        language: 'cpp',
        code: 'code',
        files: [],
        entryPoint: null,
        requestId: expect.stringMatching(/^request-/) as string,
        createdAt: expect.any(Date) as Date,
        problem: fixture.definition,
      });
    });

    test('gives the files that were sent instead of one text, of submissions and of runs', async () => {
      const fixture = newProblem();
      await world.problems.save(fixture.definition, fixture.data);
      const source = {
        files: [
          { name: 'main.py', content: 'import lib' },
          { name: 'lib/__init__.py', content: '' },
        ],
        entryPoint: 'main.py',
      };
      const context = () => contextOf(newViewer());
      const submission = await world.submissions.createSubmission({ problemId: fixture.definition.slug, language: 'python', ...source }, context());
      const run = await world.submissions.createRun({ language: 'python', ...source, stdin: '' }, context());
      for (const { id } of [submission, run]) expect(await claim(id)).toMatchObject({ code: '', ...source });
    });

    test('gives all that is needed for a run', async () => {
      const request = { language: 'python', code: 'x', stdin: '1 2\n', args: ['a', 'b'], limits: { timeMs: 500 } };
      const { id } = await world.submissions.createRun(request, contextOf(newViewer()));
      expect(await world.judging.claim(id, 'worker', 10_000)).toMatchObject({
        kind: 'run',
        language: 'python',
        stdin: '1 2\n',
        args: ['a', 'b'],
        limits: { timeMs: 500 },
      });
      const { id: bare } = await world.submissions.createRun({ language: 'python', code: 'x', stdin: '' }, contextOf(newViewer()));
      expect(await world.judging.claim(bare, 'worker', 10_000)).toMatchObject({ kind: 'run', stdin: '', args: [], limits: {} });
    });

    test('judges by the version of the problem that the submission was made for', async () => {
      const fixture = newProblem();
      const { id } = await submit(fixture);
      const newer = newProblem({ slug: fixture.definition.slug, title: 'Newer' }, [['5 6\n', '11\n']]);
      await world.problems.save(newer.definition, newer.data);
      expect(await claim(id)).toMatchObject({ problem: fixture.definition });
      expect(await claim((await submit(newer)).id)).toMatchObject({ problem: newer.definition });
    });

    test('by ten workers at once succeeds for one', async () => {
      const { id } = await submit();
      const claims = await Promise.all(Array.from({ length: 10 }, (_, worker) => world.judging.claim(id, `worker-${worker}`, 10_000)));
      expect(claims.filter((work) => work !== null)).toHaveLength(1);
    });

    test('fails while the lease holds, also for its holder', async () => {
      const { id } = await submit();
      await claim(id);
      expect(await world.judging.claim(id, 'worker', 10_000)).toBeNull();
      expect(await world.judging.claim(id, 'other', 10_000)).toBeNull();
    });

    test('succeeds when the lease has run out, as the next attempt', async () => {
      const { id } = await submit();
      await claim(id, NO_LEASE);
      expect((await claim(id)).claim).toEqual({ id, attempt: 2 });
    });

    test.each(['', 'x', randomUUID()])('the id "%s" gives nothing', async (id) => {
      expect(await world.judging.claim(id, 'worker', 10_000)).toBeNull();
    });

    test('an ended submission gives nothing', async () => {
      const { id } = await submit();
      const { claim: held } = await claim(id, NO_LEASE);
      await world.judging.finish(held, submissionOutcome(), sequenceOf(1, 1));
      expect(await world.judging.claim(id, 'worker', 10_000)).toBeNull();
    });
  });

  describe('progress', () => {
    test('shows as it happens', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id);
      expect(await view(made)).toMatchObject({ status: 'Queued', sequence: sequenceOf(1, 0), startedAt: expect.any(String) as string });
      expect(await world.judging.progress(held, { sequence: sequenceOf(1, 1), status: 'Compiling' })).toBe(true);
      expect(await view(made)).toMatchObject({ status: 'Compiling', sequence: sequenceOf(1, 1) });
      await world.judging.progress(held, { sequence: sequenceOf(1, 2), status: 'Running', testsTotal: 3 });
      await world.judging.progress(held, { sequence: sequenceOf(1, 4), testResults: [testResult(2), testResult(1)] });
      expect(await view(made)).toMatchObject({
        status: 'Running',
        testsTotal: 3,
        sequence: sequenceOf(1, 4),
        testResults: [testResult(1), testResult(2)],
      });
    });

    test('sent twice counts once', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id);
      for (let sent = 0; sent < 2; sent++) {
        expect(await world.judging.progress(held, { sequence: sequenceOf(1, 1), testResults: [testResult(1)] })).toBe(true);
      }
      expect((await view(made)).testResults).toEqual([testResult(1)]);
    });

    test('keeps every character that programs print', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id);
      const odd = testResult(1, {
        group: 'sample',
        input: '1\0',
        expected: '"\\',
        output: '\u{1F600}\uFFFD\u0001',
        transcript: [{ pass: 1, from: 'judge', text: '?\0' }],
        timing: { limitMs: 1_000, timesMs: [1_050.1, 990] },
        message: "it's {1,2} NULL",
      });
      await world.judging.progress(held, { sequence: sequenceOf(1, 1), testResults: [odd] });
      expect((await view(made)).testResults).toEqual([odd]);
    });
  });

  describe('finishing', () => {
    test('stores the verdict with its tests, once', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id);
      await world.judging.progress(held, { sequence: sequenceOf(1, 1), status: 'Running', testResults: [testResult(1)] });
      const outcome = submissionOutcome({
        verdict: 'Wrong Answer',
        score: 40,
        maxScore: 100,
        groupResults: [{ name: 'secret/1', status: 'Wrong Answer', score: 40, maxScore: 100, failedTest: 2, unmet: ['sample'] }],
        judgeMessages: [{ index: 2, text: 'only the jury may know' }],
        complaints: ['only we may know'],
        testResults: [testResult(1), testResult(2, { status: 'Wrong Answer' })],
        compileOutput: 'warning\0',
      });
      expect(await world.judging.finish(held, outcome, sequenceOf(1, 9))).toBe(true);
      expect(await world.judging.finish(held, submissionOutcome(), sequenceOf(1, 10))).toBe(false);
      expect(JSON.stringify(await view(made))).not.toContain('may know');
      const [listed] = (await world.submissions.history({ limit: 10 }, made.viewer)).items;
      expect(listed).toMatchObject({ submissionId: made.id, score: 40, maxScore: 100 });
      expect(await view(made)).toMatchObject({
        status: 'Wrong Answer',
        verdict: 'Wrong Answer',
        score: 40,
        maxScore: 100,
        groupResults: outcome.groupResults,
        testResults: outcome.testResults,
        compileOutput: 'warning\uFFFD',
        executionTimeMs: 12.5,
        memoryKb: 3_400,
        finishedAt: expect.any(String) as string,
        sequence: sequenceOf(1, 9),
      });
    });

    test('by ten at once succeeds for one', async () => {
      const { id } = await submit();
      const { claim: held } = await claim(id);
      const ends = await Promise.all(Array.from({ length: 10 }, () => world.judging.finish(held, submissionOutcome(), sequenceOf(1, 1))));
      expect(ends.filter(Boolean)).toHaveLength(1);
    });

    test('a run stores what it printed, every character', async () => {
      const viewer = newViewer();
      const { id } = await world.submissions.createRun({ language: 'python', code: 'x', stdin: '' }, contextOf(viewer));
      const { claim: held } = await claim(id);
      const outcome = runOutcome({
        status: 'Runtime Error',
        stdout: 'a\0b\u{1F600}',
        stderr: 'Traceback',
        stderrTruncated: true,
        exitCode: null,
        signal: 'SIGSEGV',
        compileOutput: 'note',
      });
      expect(await world.judging.finish(held, outcome, sequenceOf(1, 3))).toBe(true);
      const { kind: _, ...shown } = outcome;
      expect(await world.submissions.findRun(id, viewer)).toMatchObject({ runId: id, ...shown, sequence: sequenceOf(1, 3) });
    });

    test('counts for the problem and for the session', async () => {
      const fixture = newProblem();
      const viewer = newViewer();
      const finish = async (verdict: 'Accepted' | 'Wrong Answer' | 'Judge Error'): Promise<void> => {
        const { id } = await submit(fixture, viewer);
        const { claim: held } = await claim(id);
        await world.judging.finish(held, submissionOutcome({ verdict }), sequenceOf(1, 1));
      };
      const problem = () => world.problems.find(fixture.definition.slug, viewer, []);
      await finish('Judge Error');
      expect(await problem()).toMatchObject({ acceptanceRate: null, solved: false, attempted: false });
      await finish('Wrong Answer');
      expect(await problem()).toMatchObject({ acceptanceRate: 0, solved: false, attempted: true });
      await finish('Accepted');
      await finish('Wrong Answer');
      expect(await problem()).toMatchObject({ acceptanceRate: 1 / 3, solved: true, attempted: true });
      expect(await world.problems.find(fixture.definition.slug, newViewer(), [])).toMatchObject({ acceptanceRate: 1 / 3, solved: false, attempted: false });
    });

    test('with the outcome of the other kind changes nothing', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id);
      expect(await world.judging.finish(held, runOutcome(), sequenceOf(1, 1))).toBe(false);
      expect((await view(made)).status).toBe('Queued');
    });
  });

  describe('a late worker', () => {
    test('can write nothing once another attempt has begun', async () => {
      const made = await submit();
      const { claim: late } = await claim(made.id, NO_LEASE);
      await world.judging.progress(late, { sequence: sequenceOf(1, 1), status: 'Running', testResults: [testResult(1)] });
      const { claim: held } = await claim(made.id);
      expect(await view(made)).toMatchObject({ status: 'Queued', testResults: [], sequence: sequenceOf(2, 0) });
      expect(await world.judging.progress(late, { sequence: sequenceOf(1, 2), testResults: [testResult(2)] })).toBe(false);
      expect(await world.judging.renew(late, 10_000)).toBe(false);
      expect(await world.judging.release(late, 0, sequenceOf(1, 3))).toBe(false);
      expect(await world.judging.finish(late, submissionOutcome({ verdict: 'Wrong Answer' }), sequenceOf(1, 4))).toBe(false);
      expect(await view(made)).toMatchObject({ status: 'Queued', testResults: [], sequence: sequenceOf(2, 0) });
      expect(await world.judging.finish(held, submissionOutcome(), sequenceOf(2, 1))).toBe(true);
      expect(await world.judging.finish(late, submissionOutcome({ verdict: 'Wrong Answer' }), sequenceOf(1, 5))).toBe(false);
      expect(await view(made)).toMatchObject({ status: 'Accepted', testResults: [testResult(1)] });
    });

    test('whose lease ran out may still end it as long as nobody took over', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id, NO_LEASE);
      expect(await world.judging.finish(held, submissionOutcome(), sequenceOf(1, 1))).toBe(true);
      expect((await view(made)).status).toBe('Accepted');
    });

    test('that renews keeps its lease', async () => {
      const { id } = await submit();
      const { claim: held } = await claim(id, NO_LEASE);
      expect(await world.judging.renew(held, 10_000)).toBe(true);
      expect(await world.judging.claim(id, 'other', 10_000)).toBeNull();
    });
  });

  describe('releasing', () => {
    test('gives it back, without what was found so far', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id);
      await world.judging.progress(held, { sequence: sequenceOf(1, 1), status: 'Running', testResults: [testResult(1)] });
      expect(await world.judging.release(held, 0, sequenceOf(1, 2))).toBe(true);
      expect(await view(made)).toMatchObject({ status: 'Queued', testResults: [], startedAt: null, sequence: sequenceOf(1, 2) });
      expect((await claim(made.id)).claim.attempt).toBe(2);
    });

    test('with a delay keeps it from being claimed before', async () => {
      const { id } = await submit();
      const { claim: held } = await claim(id);
      await world.judging.release(held, 300, sequenceOf(1, 1));
      expect(await world.judging.claim(id, 'worker', 10_000)).toBeNull();
      await expect.poll(() => world.judging.claim(id, 'worker', 10_000), { timeout: 5_000 }).not.toBeNull();
    });

    test('ends the claim', async () => {
      const made = await submit();
      const { claim: held } = await claim(made.id);
      await world.judging.release(held, 0, sequenceOf(1, 1));
      expect(await world.judging.renew(held, 10_000)).toBe(false);
      expect(await world.judging.progress(held, { sequence: sequenceOf(1, 2), status: 'Running' })).toBe(false);
      expect(await world.judging.finish(held, submissionOutcome(), sequenceOf(1, 3))).toBe(false);
      expect((await view(made)).status).toBe('Queued');
    });
  });
}
