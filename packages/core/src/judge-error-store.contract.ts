import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextOf, newProblem, newViewer, runOutcome, submissionOutcome, testResult } from './fixtures.contract.ts';
import type { JudgeErrorStore, SubmissionRecovery, Viewer } from './stores.ts';
import { MAX_ATTEMPTS, sequenceOf, type Work } from './submission.ts';
import type { SubmissionWorld } from './submission-store.contract.ts';

export type JudgeErrorWorld = SubmissionWorld & { judgeErrors: JudgeErrorStore; recovery: SubmissionRecovery };

export function judgeErrorStoreContract(create: () => Promise<JudgeErrorWorld>): void {
  let world: JudgeErrorWorld;
  const fixture = newProblem();
  beforeAll(async () => {
    world = await create();
    await world.problems.save(fixture.definition, fixture.data);
  });
  afterAll(() => world.close());

  const submit = async (viewer: Viewer = newViewer()): Promise<string> =>
    (await world.submissions.createSubmission({ problemId: fixture.definition.slug, language: 'cpp', code: 'x' }, contextOf(viewer))).id;
  const claim = async (id: string): Promise<Work> => {
    const work = await world.judging.claim(id, 'worker', 10_000);
    if (!work) throw new Error('not claimed');
    return work;
  };
  const fail = async (id: string, fault?: string): Promise<void> => {
    const { claim: held } = await claim(id);
    const outcome = submissionOutcome({ verdict: 'Judge Error', testResults: [testResult(1, { status: 'Judge Error', message: 'the validator failed' })] });
    expect(await world.judging.finish(held, outcome, sequenceOf(held.attempt, 7), fault)).toBe(true);
  };
  const listed = async (id: string) => (await world.judgeErrors.list({ limit: 100 })).items.find(({ submissionId }) => submissionId === id);

  test('are told with what failed, and nothing else is', async () => {
    const [failed, accepted, waiting] = [await submit(), await submit(), await submit()];
    await fail(failed, 'mount /box: no space\0');
    await world.judging.finish((await claim(accepted)).claim, submissionOutcome(), sequenceOf(1, 1));
    expect(await listed(failed)).toEqual({
      submissionId: failed,
      kind: 'submission',
      problem: { slug: fixture.definition.slug, title: fixture.definition.title },
      language: 'cpp',
      attempts: 1,
      reason: 'mount /box: no space\uFFFD',
      createdAt: expect.any(String) as string,
      finishedAt: expect.any(String) as string,
    });
    expect([await listed(accepted), await listed(waiting)]).toEqual([undefined, undefined]);
  });

  test('without a fault have the reason that the problem’s programs, or a test, gave', async () => {
    const [complained, silent] = [await submit(), await submit()];
    const outcome = submissionOutcome({ verdict: 'Judge Error', complaints: ['exit code 3', 'no score'] });
    await world.judging.finish((await claim(complained)).claim, outcome, sequenceOf(1, 1));
    await fail(silent);
    expect((await listed(complained))?.reason).toBe('exit code 3; no score');
    expect((await listed(silent))?.reason).toBe('the validator failed');
  });

  test('are of runs, too', async () => {
    const { id } = await world.submissions.createRun({ language: 'cpp', code: 'x', stdin: '' }, contextOf(newViewer()));
    await world.judging.finish((await claim(id)).claim, runOutcome({ status: 'Judge Error' }), sequenceOf(1, 1), 'gone');
    expect(await listed(id)).toMatchObject({ kind: 'run', problem: null, reason: 'gone' });
    expect((await world.judgeErrors.judgeAgain(id))?.item).toMatchObject({ kind: 'run', attempt: 2 });
  });

  test('are in pages, newest first', async () => {
    const ids = [await submit(), await submit(), await submit()];
    for (const id of ids) await fail(id);
    const seen: string[] = [];
    for (let cursor: string | undefined; seen.length < 3;) {
      const page = await world.judgeErrors.list({ limit: 1, cursor });
      seen.push(...page.items.map(({ submissionId }) => submissionId));
      cursor = page.nextCursor ?? undefined;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('are judged again as the next attempt, with greater sequence numbers, nothing of the former, and all attempts before them', async () => {
    const viewer = newViewer();
    const id = await submit(viewer);
    await fail(id);
    const before = await world.submissions.findSubmission(id, viewer);
    const again = await world.judgeErrors.judgeAgain(id);
    expect(again?.item).toEqual({
      id,
      kind: 'submission',
      attempt: 2,
      turn: expect.any(Number) as number,
      requestId: expect.any(String) as string,
      sessionId: viewer.sessionId,
    });
    expect(await listed(id)).toBeUndefined();
    const queued = await world.submissions.findSubmission(id, viewer);
    expect(queued).toMatchObject({ status: 'Queued', verdict: null, testResults: [], finishedAt: null, startedAt: null, sequence: again?.sequence });
    expect(again?.sequence).toBeGreaterThan(before?.sequence ?? Number.MAX_SAFE_INTEGER);
    expect(again?.sequence).toBeLessThan(sequenceOf(2, 1));
    expect(await world.recovery.findUnannounced(0, 1_000)).not.toContain(id);
    for (let tries = 1; tries <= MAX_ATTEMPTS; tries++) {
      const work = await claim(id);
      expect(work).toMatchObject({ tries, claim: { attempt: tries + 1 } });
      await world.judging.release(work.claim, 0, sequenceOf(work.claim.attempt, 1), 'again');
    }
    expect(await world.judging.claim(id, 'worker', 10_000)).toBeNull();
  });

  test('are judged again once, however many ask, and get a verdict that is to be announced', async () => {
    const viewer = newViewer();
    const id = await submit(viewer);
    await fail(id);
    const asked = await Promise.all(Array.from({ length: 5 }, () => world.judgeErrors.judgeAgain(id)));
    expect(asked.filter((answer) => answer !== null)).toHaveLength(1);
    await world.judging.finish((await claim(id)).claim, submissionOutcome(), sequenceOf(2, 2));
    expect(await world.submissions.findSubmission(id, viewer)).toMatchObject({ status: 'Accepted', sequence: sequenceOf(2, 2) });
    expect(await world.recovery.findUnannounced(0, 1_000)).toContain(id);
    expect(await world.judgeErrors.judgeAgain(id)).toBeNull();
  });

  test.each(['', 'x', randomUUID()])('there is none of the id "%s"', async (id) => {
    expect(await world.judgeErrors.judgeAgain(id)).toBeNull();
  });
}
