import { randomUUID } from 'node:crypto';
import { contextOf, newProblem, newViewer, runOutcome, submissionOutcome } from '@codearena/core/fixtures.contract';
import { sequenceOf } from '@codearena/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStoreWorld, type StoreWorld } from '../testing-world.ts';
import { BLOBS_LOCK, createHousekeeping } from './housekeeping.ts';
import { createSessionStore } from './session-store.ts';

let world: StoreWorld;
beforeAll(async () => {
  world = await createStoreWorld();
});
afterAll(() => world.close());

const tidy = () => createHousekeeping(world.database).tidy();
const age = (table: string, column: string, id: string, days: number) =>
  world.database.query({ text: `update ${table} set ${column} = now() - $2 * interval '1 day' where id::text = $1`, values: [id, days] });
const blobs = async (): Promise<number> =>
  (await world.database.query<{ count: number }>({ text: 'select count(*)::integer as count from blobs' }))[0]?.count ?? 0;

test('old runs go, young ones and those that have not ended stay, and so does every submission', async () => {
  const viewer = newViewer();
  const run = async () => (await world.submissions.createRun({ language: 'cpp', code: 'x', stdin: '' }, contextOf(viewer))).id;
  const [old, young, pending] = [await run(), await run(), await run()];
  for (const id of [old, young]) {
    const work = await world.judging.claim(id, 'worker', 10_000);
    if (work) await world.judging.finish(work.claim, runOutcome(), sequenceOf(1, 1));
  }
  await age('submissions', 'finished_at', old, 8);
  await age('submissions', 'created_at', pending, 8);
  expect(await tidy()).toMatchObject({ runs: 1 });
  const found = await Promise.all([old, young, pending].map((id) => world.submissions.findRun(id, viewer)));
  expect(found.map((view) => view?.status)).toEqual([undefined, 'Completed', 'Queued']);
});

test('sessions that were never used go after a month, those with submissions when their cookie is long gone; one in use is noted', async () => {
  const sessions = createSessionStore(world.database);
  const fixture = newProblem();
  await world.problems.save(fixture.definition, fixture.data);
  const [unused, young, used, gone, back] = [
    await sessions.create(),
    await sessions.create(),
    await sessions.create(),
    await sessions.create(),
    await sessions.create(),
  ];
  for (const sessionId of [used, gone]) {
    await world.submissions.createSubmission({ problemId: fixture.definition.slug, language: 'cpp', code: 'x' }, contextOf({ sessionId }));
  }
  for (const [id, days] of [
    [unused, 31],
    [young, 29],
    [used, 31],
    [gone, 401],
    [back, 31],
  ] as const)
    await age('sessions', 'seen_at', id, days);
  expect(await sessions.exists(back)).toBe(true);
  expect(await tidy()).toMatchObject({ sessions: 2 });
  expect(await Promise.all([unused, young, used, gone, back].map((id) => sessions.exists(id)))).toEqual([false, true, true, false, true]);
});

test('versions of a problem that nobody submitted for go with the files that only they had', async () => {
  const fixture = newProblem({}, [[randomUUID(), randomUUID()]]);
  const { slug } = fixture.definition;
  const { id } = await world.problems.save(fixture.definition, fixture.data);
  const submitted = newProblem({ slug }, [[randomUUID(), 'shared answer']]);
  await world.problems.save(submitted.definition, submitted.data);
  const viewer = newViewer();
  const submission = await world.submissions.createSubmission({ problemId: slug, language: 'cpp', code: 'x' }, contextOf(viewer));
  const newest = newProblem({ slug }, [[randomUUID(), 'shared answer']]);
  await world.problems.save(newest.definition, newest.data);
  expect(await tidy()).toMatchObject({ versions: 0, files: 0 });
  await world.database.query({ text: "update problem_versions set created_at = now() - interval '2 days' where problem_id = $1", values: [id] });
  const before = await blobs();
  expect(await tidy()).toMatchObject({ versions: 1, files: 2 });
  expect(await blobs()).toBe(before - 2);
  const work = await world.judging.claim(submission.id, 'worker', 10_000);
  if (work?.kind !== 'submission') throw new Error('not claimed');
  for (const wanted of [...work.problem.tests, ...newest.definition.tests]) await world.testData.path(wanted.input);
  await world.judging.finish(work.claim, submissionOutcome(), sequenceOf(1, 1));
});

test('no file goes while a problem is being saved', async () => {
  await world.database.query({ text: 'insert into blobs (sha256, bytes) values ($1, 0)', values: ['f'.repeat(64)] });
  await world.database.transaction(async (query) => {
    await query({ text: 'select pg_advisory_xact_lock_shared($1)', values: [BLOBS_LOCK] });
    expect(await tidy()).toMatchObject({ files: 0 });
  });
  expect(await tidy()).toMatchObject({ files: 1 });
});
