import { randomUUID } from 'node:crypto';
import { submissionEventSchema } from '@codearena/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextOf, newProblem, newViewer, runOutcome, submissionOutcome, testResult } from './fixtures.contract.ts';
import type { QueueItem, SubmissionRecovery } from './stores.ts';
import { MAX_ATTEMPTS, sequenceOf, type Claim } from './submission.ts';
import type { SubmissionWorld } from './submission-store.contract.ts';

export function submissionRecoveryContract(create: () => Promise<SubmissionWorld & { recovery: SubmissionRecovery }>): void {
  let world: SubmissionWorld & { recovery: SubmissionRecovery };
  const fixture = newProblem();
  beforeAll(async () => {
    world = await create();
    await world.problems.save(fixture.definition, fixture.data);
  });
  afterAll(() => world.close());

  const viewer = newViewer();
  const submit = async (): Promise<string> =>
    (await world.submissions.createSubmission({ problemId: fixture.definition.slug, language: 'cpp', code: 'x' }, contextOf(viewer))).id;
  const claim = async (id: string, leaseMs = 10_000): Promise<Claim> => {
    const work = await world.judging.claim(id, 'worker', leaseMs);
    if (!work) throw new Error('not claimed');
    return work.claim;
  };
  const overdue = async (id: string): Promise<QueueItem[]> => (await world.recovery.findOverdue(1_000)).filter((item) => item.id === id);
  const unannounced = async (id: string): Promise<boolean> => (await world.recovery.findUnannounced(0, 1_000)).includes(id);

  describe('overdue', () => {
    test('is not one that was just created, nor one that a worker holds', async () => {
      const waiting = await submit();
      const held = await submit();
      await claim(held);
      expect([...(await overdue(waiting)), ...(await overdue(held))]).toEqual([]);
    });

    test('is one whose lease ran out, with the attempt that is to come; found once', async () => {
      const id = await submit();
      await claim(id, 0);
      expect(await overdue(id)).toEqual([
        {
          id,
          kind: 'submission',
          attempt: 2,
          turn: expect.any(Number) as number,
          requestId: expect.stringMatching(/^request-/) as string,
          sessionId: viewer.sessionId,
        },
      ]);
      expect(await overdue(id)).toEqual([]);
    });

    test('is found by one of many that look at the same time', async () => {
      const id = await submit();
      await claim(id, 0);
      const found = await Promise.all(Array.from({ length: 5 }, () => overdue(id)));
      expect(found.flat()).toHaveLength(1);
    });

    test('is one that was given back, when it is due', async () => {
      const id = await submit();
      await world.judging.release(await claim(id), 300, sequenceOf(1, 1));
      expect(await overdue(id)).toEqual([]);
      await expect.poll(() => overdue(id), { timeout: 5_000 }).toHaveLength(1);
    });

    test('is never one that has ended', async () => {
      const id = await submit();
      await world.judging.finish(await claim(id, 0), submissionOutcome(), sequenceOf(1, 1));
      expect(await overdue(id)).toEqual([]);
    });
  });

  describe('a submission that ends every attempt without a result', () => {
    const useUp = async (id: string): Promise<void> => {
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) expect(await claim(id, 0)).toEqual({ id, attempt });
    };

    test('is not handed out again, but ends as a Judge Error', async () => {
      const id = await submit();
      await useUp(id);
      expect(await world.judging.claim(id, 'worker', 10_000)).toBeNull();
      expect(await overdue(id)).toEqual([]);
      const submission = await world.submissions.findSubmission(id, viewer);
      expect(submission).toMatchObject({ status: 'Judge Error', verdict: 'Judge Error', finishedAt: expect.any(String) as string });
      expect(submission?.sequence).toBeGreaterThan(sequenceOf(MAX_ATTEMPTS, 0));
      expect(await unannounced(id)).toBe(true);
    });

    test('does so as a run, too', async () => {
      const { id } = await world.submissions.createRun({ language: 'cpp', code: 'x', stdin: '' }, contextOf(viewer));
      await useUp(id);
      await overdue(id);
      expect(await world.submissions.findRun(id, viewer)).toMatchObject({ status: 'Judge Error', stdout: '', exitCode: null });
    });
  });

  describe('the announcement', () => {
    test('is missing until it is marked', async () => {
      const id = await submit();
      expect(await unannounced(id)).toBe(false);
      await world.judging.finish(await claim(id), submissionOutcome(), sequenceOf(1, 1));
      expect(await unannounced(id)).toBe(true);
      expect(await world.recovery.findUnannounced(60_000, 1_000)).not.toContain(id);
      await world.recovery.markAnnounced([id, randomUUID(), 'x']);
      expect(await unannounced(id)).toBe(false);
    });

    test('can be made again from what is stored', async () => {
      const id = await submit();
      expect(await world.recovery.completedEvent(id)).toBeNull();
      const group = { name: 'secret/1', status: 'Accepted' as const, score: 30, maxScore: 30, failedTest: null, unmet: [] };
      const scores = { score: 30, maxScore: 100, groupResults: [group] };
      const testResults = [testResult(1, { message: 'x' }), testResult(2)];
      const outcome = submissionOutcome({ verdict: 'Partially Accepted', ...scores, testResults, judgeMessages: [{ index: 1, text: 'for the jury' }] });
      await world.judging.finish(await claim(id), outcome, sequenceOf(1, 7));
      const event = await world.recovery.completedEvent(id);
      expect(submissionEventSchema.parse(event)).toEqual({
        event: 'submission_completed',
        payload: {
          submissionId: id,
          status: 'Partially Accepted',
          ...scores,
          testResults: outcome.testResults,
          executionTimeMs: outcome.executionTimeMs,
          memoryKb: outcome.memoryKb,
          sequence: sequenceOf(1, 7),
        },
      });
    });

    test('can be made of a run', async () => {
      const { id } = await world.submissions.createRun({ language: 'cpp', code: 'x', stdin: '' }, contextOf(viewer));
      await world.judging.finish(await claim(id), runOutcome(), sequenceOf(1, 2));
      expect(submissionEventSchema.parse(await world.recovery.completedEvent(id))).toMatchObject({
        payload: { status: 'Completed', testResults: [], executionTimeMs: 1.5 },
      });
    });

    test.each(['', 'x', randomUUID()])('of the id "%s" is null', async (id) => {
      expect(await world.recovery.completedEvent(id)).toBeNull();
    });
  });
}
