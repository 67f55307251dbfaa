import { contextOf, newProblem, newViewer, submissionOutcome, testResult } from '@codearena/core/fixtures.contract';
import { sequenceOf } from '@codearena/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStoreWorld, type StoreWorld } from '../testing-world.ts';
import type { Database, Statement } from './database.ts';
import { createJudgingStore } from './judging-store.ts';
import { createPostgresRateLimiter } from './rate-limiter.ts';
import { createSubmissionStore } from './submission-store.ts';

let world: StoreWorld;
let made: Statement[] = [];
let database: Database;
beforeAll(async () => {
  world = await createStoreWorld();
  database = {
    ...world.database,
    query: (statement) => {
      made.push(statement);
      return world.database.query(statement);
    },
    transaction: () => Promise.reject(new Error('a transaction takes several round trips')),
  };
});
afterAll(() => world.close());

/** The statements that a step takes; each is one round trip, and one with a name is prepared once per connection. */
async function statementsOf(step: () => Promise<unknown>): Promise<(string | undefined)[]> {
  made = [];
  await step();
  return made.map(({ name }) => name);
}

test('every step on the way of a submission is one prepared statement', async () => {
  const { definition, data } = newProblem();
  await world.problems.save(definition, data);
  const submissions = createSubmissionStore(database);
  const judging = createJudgingStore(database);
  const limiter = createPostgresRateLimiter(database, { name: 'submissions', limit: 5, windowMs: 60_000 });
  const viewer = newViewer();
  const ids: string[] = [];
  const create = async () => {
    const { id } = await submissions.createSubmission(
      { problemId: definition.slug, language: 'cpp', code: 'x' },
      { ...contextOf(viewer), idempotencyKey: null },
    );
    ids.push(id);
  };
  await create();
  // The first of a process learns what the problem is, and removes old hits.
  await judging.claim(ids[0] ?? '', 'worker', 10_000);
  await limiter.take(viewer.sessionId);

  expect(await statementsOf(() => limiter.take(viewer.sessionId))).toEqual(['take-rate-limit']);
  expect(await statementsOf(create)).toEqual(['create-submissions']);
  const claim = { id: ids[1] ?? '', attempt: 1 };
  const outcome = submissionOutcome({ testResults: [testResult(1), testResult(2)] });
  expect(await statementsOf(() => judging.claim(claim.id, 'worker', 10_000))).toEqual(['claim']);
  expect(await statementsOf(() => judging.renew(claim, 10_000))).toEqual(['renew']);
  expect(await statementsOf(() => judging.progress(claim, { sequence: sequenceOf(1, 1), status: 'Running', testResults: [testResult(1)] }))).toEqual([
    'progress',
  ]);
  expect(await statementsOf(() => judging.finish(claim, outcome, sequenceOf(1, 2)))).toEqual(['finish']);
  expect(await statementsOf(() => submissions.findSubmission(claim.id, viewer))).toEqual(['find-submission']);
});
