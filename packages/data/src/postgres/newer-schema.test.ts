import { sequenceOf, type Claim } from '@codearena/core';
import { contextOf, newProblem, submissionOutcome, testResult } from '@codearena/core/fixtures.contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStoreWorld, type StoreWorld } from '../testing-world.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createSessionStore } from './session-store.ts';
import { createWorkerRegistry } from './worker-registry.ts';

/** Processes of this version go on when a newer one has brought the database up to date beside them. */

let world: StoreWorld;
beforeEach(async () => {
  world = await createStoreWorld();
});
afterEach(() => world.close());

const MARKED = 'from_the_future';

async function tables(): Promise<string[]> {
  const rows = await world.database.query<{ name: string }>({
    text: "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'schema_versions'",
  });
  return rows.map(({ name }) => name);
}

/** What a newer version has to say about each row. */
async function addColumns(): Promise<void> {
  for (const table of await tables()) await world.database.query({ text: `alter table ${table} add column ${MARKED} text default gen_random_uuid()` });
}

async function marks(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of await tables()) {
    const rows = await world.database.query<{ mark: string }>({ text: `select ${MARKED} as mark from ${table} order by 1` });
    found[table] = rows.map(({ mark }) => mark);
  }
  return found;
}

const worker = {
  workerId: 'worker',
  lanes: 1,
  languages: [],
  isolation: { kind: 'native', runtime: null, layers: [] },
  judgingMs: null,
  trouble: null,
} as never;

test('nothing that it added to a row is lost, whatever becomes of the row', async () => {
  const { submissions, judging, judgeErrors, recovery, problems, database } = world;
  const sessions = createSessionStore(database);
  const registry = createWorkerRegistry(database);
  const viewer = { sessionId: await sessions.create() };
  const { definition, data } = newProblem();
  await problems.save(definition, data);
  await registry.beat(worker);
  const send = async (): Promise<string> =>
    (await submissions.createSubmission({ problemId: definition.slug, language: 'python', code: 'x' }, contextOf(viewer))).id;
  const claim = async (id: string): Promise<Claim> => {
    const work = await judging.claim(id, 'worker', 10_000);
    if (work === null) throw new Error(`${id} cannot be claimed`);
    return work.claim;
  };
  /** The whole life of what was sent, a second attempt and an operator's wish included. */
  const judge = async (id: string): Promise<void> => {
    const first = await claim(id);
    await judging.renew(first, 10_000);
    await judging.progress(first, { sequence: sequenceOf(first.attempt, 1), status: 'Running', testsTotal: 2, testResults: [testResult(1)] });
    await judging.release(first, 0, sequenceOf(first.attempt, 2));
    const second = await claim(id);
    await judging.finish(second, submissionOutcome({ verdict: 'Judge Error' }), sequenceOf(second.attempt, 1));
    await judgeErrors.judgeAgain(id);
    const third = await claim(id);
    await judging.finish(third, submissionOutcome({ testResults: [testResult(1), testResult(2)] }), sequenceOf(third.attempt, 1));
    await recovery.findOverdue(10);
    await recovery.markAnnounced([id]);
  };
  // Every statement has been prepared before.
  await judge(await send());

  await addColumns();
  const ids = [await send(), await send()];
  const before = await marks();
  for (const id of ids) await judge(id);
  await registry.beat(worker);
  await registry.leave('worker');
  await problems.save({ ...definition, title: 'Another title' }, data);
  await createHousekeeping(database).tidy();
  const after = await marks();

  expect(Object.values(before).flat().length).toBeGreaterThan(10);
  for (const [table, marked] of Object.entries(before)) expect([table, after[table]]).toEqual([table, expect.arrayContaining(marked)]);
  for (const id of ids) expect(await submissions.findSubmission(id, viewer)).toMatchObject({ verdict: 'Accepted', testResults: [{ index: 1 }, { index: 2 }] });
});
