import { randomUUID } from 'node:crypto';
import type { History, HistoryQuery } from '@codearena/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CodeArenaError } from './errors.ts';
import { contextOf, newProblem, newViewer, submissionOutcome } from './fixtures.contract.ts';
import { PASS_FAIL } from './problem.ts';
import type { JudgingStore, ProblemStore, SubmissionStore, Viewer } from './stores.ts';
import { sequenceOf } from './submission.ts';

export type SubmissionWorld = { submissions: SubmissionStore; judging: JudgingStore; problems: ProblemStore; close(): Promise<void> };

export function submissionStoreContract(create: () => Promise<SubmissionWorld>): void {
  let world: SubmissionWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.close());

  const saveProblem = async (changes = {}): Promise<{ id: string; slug: string }> => {
    const { definition, data } = newProblem(changes);
    const { id } = await world.problems.save(definition, data);
    return { id, slug: definition.slug };
  };
  const submit = async (viewer: Viewer, problemId: string, language = 'cpp'): Promise<string> =>
    (await world.submissions.createSubmission({ problemId, language, code: 'int main() {}' }, contextOf(viewer))).id;
  const judge = async (id: string, verdict: 'Accepted' | 'Wrong Answer'): Promise<void> => {
    const work = await world.judging.claim(id, 'worker', 10_000);
    if (!work) throw new Error('not claimed');
    await world.judging.finish(work.claim, submissionOutcome({ verdict }), sequenceOf(1, 1));
  };

  describe('a new submission', () => {
    test('is queued, with what was sent', async () => {
      const viewer = newViewer();
      const problem = await saveProblem();
      const id = await submit(viewer, problem.slug);
      expect(await world.submissions.findSubmission(id, viewer)).toMatchObject({
        submissionId: id,
        problem: { id: problem.id, slug: problem.slug },
        language: 'cpp',
        code: 'int main() {}',
        files: [],
        entryPoint: null,
        status: 'Queued',
        verdict: null,
        testsTotal: 1,
        testResults: [],
        startedAt: null,
        finishedAt: null,
        sequence: 0,
        ahead: expect.any(Number) as number,
      });
    });

    test('takes the problem by id as well as by slug', async () => {
      const viewer = newViewer();
      const problem = await saveProblem();
      const id = await submit(viewer, problem.id);
      expect((await world.submissions.findSubmission(id, viewer))?.problem.slug).toBe(problem.slug);
    });

    test.each(['no-such-problem', randomUUID(), "'; drop table submissions; --"])('for the unknown problem %s is refused', async (problemId) => {
      await expect(submit(newViewer(), problemId)).rejects.toMatchObject({ code: 'not_found' });
    });

    test('for a removed problem is refused, while its history stays', async () => {
      const viewer = newViewer();
      const problem = await saveProblem();
      const id = await submit(viewer, problem.slug);
      expect(await world.problems.remove(problem.slug)).toBe(true);
      await expect(submit(viewer, problem.slug)).rejects.toMatchObject({ code: 'not_found' });
      expect((await world.submissions.findSubmission(id, viewer))?.problem.slug).toBe(problem.slug);
      expect((await world.submissions.history({ problem: problem.slug, limit: 10 }, viewer)).items).toHaveLength(1);
    });

    test('in a language that the problem does not allow is refused', async () => {
      const problem = await saveProblem({ allowedLanguages: ['python'] });
      await expect(submit(newViewer(), problem.slug, 'cpp')).rejects.toMatchObject({ code: 'unsupported_language' });
      await expect(submit(newViewer(), problem.slug, 'python')).resolves.toEqual(expect.any(String));
    });

    test('of several files is shown with all of them', async () => {
      const viewer = newViewer();
      const { slug } = await saveProblem();
      const files = [
        { name: 'main.cpp', content: '#include "a.h"' },
        { name: 'a.h', content: '' },
      ];
      const { id } = await world.submissions.createSubmission({ problemId: slug, language: 'cpp', files, entryPoint: 'main.cpp' }, contextOf(viewer));
      expect(await world.submissions.findSubmission(id, viewer)).toMatchObject({ code: '#include "a.h"', files, entryPoint: 'main.cpp' });
    });

    test('is each its own when many are sent in the same moment, also beside those that are refused', async () => {
      const [several, other] = [newViewer(), newViewer()];
      const { slug } = await saveProblem();
      const send = async (viewer: Viewer, code: string, problemId = slug) =>
        world.submissions.createSubmission({ problemId, language: 'cpp', code }, contextOf(viewer, code));
      const settled = await Promise.allSettled([
        ...['one', 'two', 'three'].map((code) => send(several, code)),
        send(other, 'four'),
        send(other, 'five', 'no-such-problem'),
        send(other, 'six\0'),
        send(other, 'four'),
      ]);
      const failures = settled.map((one) => (one.status === 'rejected' ? (one.reason as CodeArenaError).code : null));
      expect(failures).toEqual([null, null, null, null, 'not_found', 'invalid_request', null]);
      const created = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      const turns = created.slice(0, 3).map((one) => (one.created ? one.turn : -1));
      expect(new Set(turns).size).toBe(3);
      expect(created[4]).toEqual({ id: created[3]?.id, created: false });
      expect(await Promise.all(created.slice(0, 3).map(async ({ id }) => (await world.submissions.findSubmission(id, several))?.code))).toEqual([
        'one',
        'two',
        'three',
      ]);
      for (const id of new Set(created.map((one) => one.id))) await judge(id, 'Accepted');
    });

    test('of answers is taken by the problems that ask for answers, and by no other', async () => {
      const answered = await saveProblem({ kind: { ...PASS_FAIL, submitAnswer: true } });
      await expect(submit(newViewer(), answered.slug, 'answer')).resolves.toEqual(expect.any(String));
      await expect(submit(newViewer(), answered.slug, 'cpp')).rejects.toMatchObject({ code: 'unsupported_language' });
      await expect(submit(newViewer(), (await saveProblem()).slug, 'answer')).rejects.toMatchObject({ code: 'unsupported_language' });
    });

    test('counts those that wait before it', async () => {
      const viewer = newViewer();
      const { slug } = await saveProblem();
      const first = await submit(viewer, slug);
      const second = await submit(viewer, slug);
      const ahead = async (id: string): Promise<number> => (await world.submissions.findSubmission(id, viewer))?.ahead ?? -1;
      expect((await ahead(second)) - (await ahead(first))).toBe(1);
    });

    test('waits for the runs of its turn too, which are taken first, and never the other way round', async () => {
      const viewer = newViewer();
      const { slug } = await saveProblem();
      const id = await submit(viewer, slug);
      const before = (await world.submissions.findSubmission(id, viewer))?.ahead ?? -1;
      const run = async (by: Viewer): Promise<string> => (await world.submissions.createRun({ language: 'cpp', code: 'x', stdin: '' }, contextOf(by))).id;
      const other = newViewer();
      const [first, second] = [await run(viewer), await run(other)];
      expect((await world.submissions.findSubmission(id, viewer))?.ahead).toBe(before + 2);
      const ahead = async (runId: string, by = viewer): Promise<number> => (await world.submissions.findRun(runId, by))?.ahead ?? -1;
      expect((await ahead(second, other)) - (await ahead(first))).toBe(1);
      await world.judging.claim(first, 'worker', 10_000);
      expect([await ahead(first), (await world.submissions.findSubmission(id, viewer))?.ahead]).toEqual([0, before + 1]);
    });

    test('comes before all but one of what another session has sent, and after what was there when it has one of its own', async () => {
      const [busy, single] = [newViewer(), newViewer()];
      const { slug } = await saveProblem();
      const many: string[] = [];
      for (let sent = 0; sent < 20; sent++) many.push(await submit(busy, slug));
      const lone = await submit(single, slug);
      const ahead = async (id: string, viewer: Viewer): Promise<number> => (await world.submissions.findSubmission(id, viewer))?.ahead ?? -1;
      const [first = '', second = '', third = ''] = many;
      expect(await ahead(lone, single)).toBeLessThan(await ahead(second, busy));
      expect(await ahead(lone, single)).toBeGreaterThan(await ahead(first, busy));
      const another = await submit(single, slug);
      expect(await ahead(another, single)).toBeGreaterThan(await ahead(second, busy));
      expect(await ahead(another, single)).toBeLessThan(await ahead(third, busy));
    });

    test('has its session’s next turn', async () => {
      const viewer = newViewer();
      const { slug } = await saveProblem();
      const turns: number[] = [];
      for (let sent = 0; sent < 3; sent++) {
        const created = await world.submissions.createSubmission({ problemId: slug, language: 'cpp', code: 'x' }, contextOf(viewer));
        if (created.created) turns.push(created.turn);
      }
      const [first = 0] = turns;
      expect(turns).toEqual([first, first + 1, first + 2]);
    });

    test('tells how long the oldest has waited', async () => {
      const { slug } = await saveProblem();
      await submit(newViewer(), slug);
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await world.submissions.oldestWaitingMs()).toBeGreaterThanOrEqual(20);
    });

    test('is counted as waiting until a worker has it, up to the number asked for', async () => {
      const { slug } = await saveProblem();
      const before = await world.submissions.countWaiting(1_000_000);
      const id = await submit(newViewer(), slug);
      await world.submissions.createRun({ language: 'cpp', code: 'x', stdin: '' }, contextOf(newViewer()));
      expect(await world.submissions.countWaiting(1_000_000)).toBe(before + 2);
      expect(await world.submissions.countWaiting(1)).toBe(1);
      await world.judging.claim(id, 'worker', 10_000);
      expect(await world.submissions.countWaiting(1_000_000)).toBe(before + 1);
    });
  });

  describe('an idempotency key', () => {
    test('used twice with the same body creates once', async () => {
      const { slug } = await saveProblem();
      const context = contextOf(newViewer(), 'key');
      const body = { problemId: slug, language: 'cpp', code: 'x' };
      const first = await world.submissions.createSubmission(body, context);
      const second = await world.submissions.createSubmission(body, { ...context, requestId: 'another' });
      expect(first.created).toBe(true);
      expect(second).toEqual({ id: first.id, created: false });
    });

    test('used again with other files is told', async () => {
      const { slug } = await saveProblem();
      const context = contextOf(newViewer(), 'key');
      const body = { problemId: slug, language: 'cpp', files: [{ name: 'a.cpp', content: 'x' }] };
      const first = await world.submissions.createSubmission(body, context);
      expect(await world.submissions.createSubmission(body, context)).toEqual({ id: first.id, created: false });
      for (const changed of [{ files: [{ name: 'b.cpp', content: 'x' }] }, { entryPoint: 'a.cpp' }]) {
        await expect(world.submissions.createSubmission({ ...body, ...changed }, context)).rejects.toMatchObject({ code: 'idempotency_conflict' });
      }
    });

    test('used by twenty requests at once creates once', async () => {
      const { slug } = await saveProblem();
      const viewer = newViewer();
      const body = { problemId: slug, language: 'cpp', code: 'x' };
      const all = await Promise.all(Array.from({ length: 20 }, () => world.submissions.createSubmission(body, contextOf(viewer, 'key'))));
      expect(new Set(all.map((creation) => creation.id)).size).toBe(1);
      expect(all.filter((creation) => creation.created)).toHaveLength(1);
      expect((await world.submissions.history({ limit: 10 }, viewer)).items).toHaveLength(1);
    });

    test('used with another body is a conflict', async () => {
      const { slug } = await saveProblem();
      const context = contextOf(newViewer(), 'key');
      await world.submissions.createSubmission({ problemId: slug, language: 'cpp', code: 'x' }, context);
      await expect(world.submissions.createSubmission({ problemId: slug, language: 'cpp', code: 'y' }, context)).rejects.toMatchObject({
        code: 'idempotency_conflict',
      });
      await expect(world.submissions.createRun({ language: 'cpp', code: 'x', stdin: '' }, context)).rejects.toMatchObject({ code: 'idempotency_conflict' });
    });

    test('answers also when the problem was removed in between', async () => {
      const { slug } = await saveProblem();
      const context = contextOf(newViewer(), 'key');
      const body = { problemId: slug, language: 'cpp', code: 'x' };
      const first = await world.submissions.createSubmission(body, context);
      await world.problems.remove(slug);
      expect(await world.submissions.createSubmission(body, context)).toEqual({ id: first.id, created: false });
    });

    test('of another session is another key', async () => {
      const { slug } = await saveProblem();
      const body = { problemId: slug, language: 'cpp', code: 'x' };
      const first = await world.submissions.createSubmission(body, contextOf(newViewer(), 'key'));
      const second = await world.submissions.createSubmission(body, contextOf(newViewer(), 'key'));
      expect(second.created).toBe(true);
      expect(second.id).not.toBe(first.id);
    });

    test('is known to have been used, by its session and whatever the body', async () => {
      const { slug } = await saveProblem();
      const context = contextOf(newViewer(), 'key');
      expect(await world.submissions.isRepetition(context)).toBe(false);
      await world.submissions.createSubmission({ problemId: slug, language: 'cpp', code: 'x' }, context);
      expect(await world.submissions.isRepetition(context)).toBe(true);
      expect(await world.submissions.isRepetition({ ...context, idempotencyKey: null })).toBe(false);
      expect(await world.submissions.isRepetition(contextOf(newViewer(), 'key'))).toBe(false);
    });

    test('works for runs', async () => {
      const context = contextOf(newViewer(), 'key');
      const body = { language: 'cpp', code: 'x', stdin: '1' };
      const first = await world.submissions.createRun(body, context);
      expect(await world.submissions.createRun(body, context)).toEqual({ id: first.id, created: false });
      await expect(world.submissions.createRun({ ...body, stdin: '2' }, context)).rejects.toMatchObject({ code: 'idempotency_conflict' });
    });
  });

  describe('what is not yours or not there', () => {
    test("somebody else's submission is not found", async () => {
      const { slug } = await saveProblem();
      const id = await submit(newViewer(), slug);
      expect(await world.submissions.findSubmission(id, newViewer())).toBeNull();
    });

    test.each(['', 'x', '1', randomUUID(), '00000000-0000-0000-0000-00000000000g'])('the id "%s" is not found', async (id) => {
      expect(await world.submissions.findSubmission(id, newViewer())).toBeNull();
      expect(await world.submissions.findRun(id, newViewer())).toBeNull();
    });

    test('a run is no submission, and is not in the history', async () => {
      const viewer = newViewer();
      const { id } = await world.submissions.createRun({ language: 'python', code: 'x', stdin: '' }, contextOf(viewer));
      expect(await world.submissions.findRun(id, viewer)).toMatchObject({ runId: id, status: 'Queued', stdout: '', exitCode: null });
      expect(await world.submissions.findSubmission(id, viewer)).toBeNull();
      expect((await world.submissions.history({ limit: 10 }, viewer)).items).toEqual([]);
    });

    test('text that cannot be stored is refused, not a fault', async () => {
      const { slug } = await saveProblem();
      const request = { problemId: slug, language: 'cpp', code: 'a\0b' };
      await expect(world.submissions.createSubmission(request, contextOf(newViewer()))).rejects.toMatchObject({ code: 'invalid_request' });
    });
  });

  describe('the history', () => {
    const pages = async (query: Omit<HistoryQuery, 'cursor'>, viewer: Viewer, between: () => Promise<void> = async () => undefined): Promise<string[]> => {
      const ids: string[] = [];
      let page: History | null = null;
      do {
        page = await world.submissions.history({ ...query, cursor: page?.nextCursor ?? undefined }, viewer);
        ids.push(...page.items.map((item) => item.submissionId));
        await between();
      } while (page.nextCursor !== null);
      return ids;
    };

    test('is newest first, in pages without gaps or repetitions, also while submissions are added', async () => {
      const viewer = newViewer();
      const { slug } = await saveProblem();
      const ids: string[] = [];
      for (let made = 0; made < 7; made++) ids.push(await submit(viewer, slug));
      const expected = ids.toReversed();
      expect(await pages({ limit: 3 }, viewer)).toEqual(expected);
      expect(await pages({ limit: 7 }, viewer)).toEqual(expected);
      expect(await pages({ limit: 2 }, viewer, async () => void (await submit(viewer, slug)))).toEqual(expected);
    });

    test('can be filtered by problem, language, status, and all of them', async () => {
      const viewer = newViewer();
      const [one, two] = [await saveProblem(), await saveProblem()];
      const right = await submit(viewer, one.slug, 'cpp');
      const wrong = await submit(viewer, one.slug, 'python');
      const other = await submit(viewer, two.slug, 'python');
      await judge(right, 'Accepted');
      await judge(wrong, 'Wrong Answer');
      expect(await pages({ problem: one.slug, limit: 1 }, viewer)).toEqual([wrong, right]);
      expect(await pages({ problem: two.id, limit: 1 }, viewer)).toEqual([other]);
      expect(await pages({ language: 'python', limit: 1 }, viewer)).toEqual([other, wrong]);
      expect(await pages({ status: 'Accepted', limit: 1 }, viewer)).toEqual([right]);
      expect(await pages({ status: 'Queued', limit: 1 }, viewer)).toEqual([other]);
      expect(await pages({ problem: one.slug, language: 'python', status: 'Wrong Answer', limit: 1 }, viewer)).toEqual([wrong]);
      expect(await pages({ problem: 'no-such-problem', limit: 1 }, viewer)).toEqual([]);
    });

    test('tells each outcome', async () => {
      const viewer = newViewer();
      const { slug } = await saveProblem();
      const id = await submit(viewer, slug);
      await judge(id, 'Accepted');
      const [item] = (await world.submissions.history({ limit: 1 }, viewer)).items;
      expect(item).toMatchObject({ submissionId: id, status: 'Accepted', verdict: 'Accepted', testsTotal: 1, testsPassed: 1, executionTimeMs: 12.5 });
    });

    test("shows nobody else's", async () => {
      const { slug } = await saveProblem();
      await submit(newViewer(), slug);
      expect(await pages({ limit: 10 }, newViewer())).toEqual([]);
    });

    test('refuses cursors that lie', async () => {
      const viewer = newViewer();
      const { slug } = await saveProblem();
      for (let made = 0; made < 3; made++) await submit(viewer, slug);
      const { nextCursor } = await world.submissions.history({ limit: 1 }, viewer);
      const cursor = nextCursor ?? '';
      const refused = { code: 'invalid_request', errors: [{ path: 'cursor', message: expect.any(String) as string }] };
      const ask = (query: Partial<HistoryQuery>, who = viewer): Promise<History> => world.submissions.history({ limit: 1, ...query }, who);
      for (const lie of [
        '',
        'x',
        'AAAA',
        `${cursor}x`,
        cursor.slice(1),
        Buffer.from('null').toString('base64url'),
        Buffer.from('[1,2,3]').toString('base64url'),
      ]) {
        await expect(ask({ cursor: lie })).rejects.toMatchObject(refused);
      }
      await expect(ask({ cursor, language: 'python' })).rejects.toMatchObject(refused);
      await expect(ask({ cursor }, newViewer())).rejects.toBeInstanceOf(CodeArenaError);
      await expect(ask({ cursor, limit: 2 })).resolves.toMatchObject({ nextCursor: null });
    });
  });
}
