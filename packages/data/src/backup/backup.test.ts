import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesOf, sequenceOf } from '@codearena/core';
import { contextOf, newProblem, newViewer, runOutcome, submissionOutcome, testResult } from '@codearena/core/fixtures.contract';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type Database } from '../postgres/database.ts';
import { createJudgingStore } from '../postgres/judging-store.ts';
import { migrate } from '../postgres/migrate.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '../postgres/migrations/index.ts';
import { createSubmissionRecovery } from '../postgres/recovery.ts';
import { createSessionStore } from '../postgres/session-store.ts';
import { createSubmissionStore } from '../postgres/submission-store.ts';
import { createTestData } from '../postgres/test-data.ts';
import { createEmptyDatabase, silentLogger as logger, type TestDatabase } from '../testing.ts';
import { createStoreWorld, type StoreWorld } from '../testing-world.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const CODE = 'print("\\\\ \t \u{1F600} ü")\r\n\\N\\.\n';
const fixture = newProblem({}, [
  ['1 2\n', '3\n'],
  ['x'.repeat(3_000_000), '\0ÿ\\'],
]);

let world: StoreWorld;
let directory: string;
let file: string;
let elsewhere: TestDatabase;
const opened: Database[] = [];
beforeAll(async () => {
  world = await createStoreWorld();
  await world.problems.save(fixture.definition, fixture.data);
});
afterAll(() => world.close());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'codearena-backup-test-'));
  file = join(directory, 'backup');
  elsewhere = await createEmptyDatabase();
});
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await elsewhere.drop();
  await rm(directory, { recursive: true });
});

const viewer = newViewer();
const submit = async (): Promise<string> =>
  (await world.submissions.createSubmission({ problemId: fixture.definition.slug, language: 'python', code: CODE }, contextOf(viewer, randomUUID()))).id;

async function judge(id: string): Promise<void> {
  const work = await world.judging.claim(id, 'worker', 10_000);
  if (!work) throw new Error('not claimed');
  await world.judging.progress(work.claim, { sequence: sequenceOf(1, 1), status: 'Running', testsTotal: 2 });
  await world.judging.finish(work.claim, submissionOutcome({ testResults: [testResult(1, { output: 'a\0b' }), testResult(2)] }), sequenceOf(1, 3));
}

async function open(): Promise<Database> {
  const database = createDatabase({ connectionString: elsewhere.connectionString, logger });
  opened.push(database);
  await database.start();
  return database;
}

const count = async (database: Database, table: string): Promise<number> =>
  (await database.query<{ count: number }>({ text: `select count(*)::integer as count from ${table}` }))[0]?.count ?? -1;

test('taken while submissions come and are judged, it has everything of one moment, and what was in flight is judged again', async () => {
  const ended = await submit();
  await judge(ended);
  const held = await submit();
  const heldWork = await world.judging.claim(held, 'worker', 60_000);
  await world.judging.progress(heldWork?.claim ?? { id: '', attempt: 0 }, { sequence: sequenceOf(1, 2), status: 'Running', testResults: [testResult(1)] });
  const { id: run } = await world.submissions.createRun({ language: 'python', code: CODE, stdin: 'in\n' }, contextOf(viewer));
  await world.judging.finish(
    (await world.judging.claim(run, 'worker', 60_000))?.claim ?? { id: '', attempt: 0 },
    runOutcome({ stdout: 'a\0\u{1F600}' }),
    sequenceOf(1, 1),
  );
  const session = await createSessionStore(world.database).create();
  const secret = await createSessionStore(world.database).secret();

  let going = true;
  const made: string[] = [];
  const traffic = Promise.all(
    Array.from({ length: 3 }, async () => {
      while (going) {
        const id = await submit();
        made.push(id);
        await judge(id);
      }
    }),
  );
  await sleep(200);
  const progress: number[] = [];
  const report = await backUp(world.connectionString, file, ({ bytes }) => progress.push(bytes));
  const madeBefore = made.length;
  await sleep(100);
  going = false;
  await traffic;
  expect(report).toMatchObject({ schemaVersion: SCHEMA_VERSION, fileBytes: (await stat(file)).size });
  expect(progress.at(-1)).toBeGreaterThan(6_000_000);
  expect((await stat(file)).mode & 0o777).toBe(0o600);

  const restored = await restore(elsewhere.connectionString, file);
  expect(restored).toMatchObject({ schemaVersion: SCHEMA_VERSION, tables: report.tables, rows: report.rows });
  const database = await open();
  const submissions = createSubmissionStore(database);
  for (const id of [ended, ...made.slice(0, 3)])
    expect(await submissions.findSubmission(id, viewer)).toEqual(await world.submissions.findSubmission(id, viewer));
  expect(await submissions.findRun(run, viewer)).toEqual(await world.submissions.findRun(run, viewer));
  expect(await createSessionStore(database).exists(session)).toBe(true);
  expect(await createSessionStore(database).secret()).toBe(secret);
  const data = createTestData(database, directory);
  for (const wanted of filesOf(fixture.definition)) {
    const [original, copy] = await Promise.all([world.testData.path(wanted), data.path(wanted)]);
    expect((await readFile(copy)).equals(await readFile(original))).toBe(true);
  }

  const there = await database.query<{ id: string; finished: boolean; results: number; status: string }>({
    text: `select id, status, finished_at is not null as finished, (select count(*)::integer from test_results t where t.submission_id = s.id) as results
             from submissions s where kind = 'submission'`,
  });
  expect(there.length).toBeLessThanOrEqual(2 + made.length);
  expect(there.length).toBeGreaterThan(2);
  expect(madeBefore).toBeLessThan(made.length);
  for (const { finished, results, status } of there) expect([status, results]).toEqual(finished ? ['Accepted', 2] : ['Queued', 0]);
  const again = there.filter(({ finished }) => !finished).map(({ id }) => id);
  expect(again).toContain(held);
  expect(restored.judgedAgain).toBe(again.length);
  const overdue = await createSubmissionRecovery(database).findOverdue(1_000);
  expect(new Set(overdue.map(({ id }) => id))).toEqual(new Set(again));
  const work = await createJudgingStore(database).claim(held, 'elsewhere', 10_000);
  expect(work).toMatchObject({ claim: { attempt: 2 }, tries: 1, code: CODE });
}, 60_000);

test('is restored into an empty database only, unless it is forced to', async () => {
  await submit();
  await backUp(world.connectionString, file);
  await restore(elsewhere.connectionString, file);
  await expect(restore(elsewhere.connectionString, file)).rejects.toThrow(/--force/);
  const database = createDatabase({ connectionString: elsewhere.connectionString, logger });
  await database.query({ text: 'delete from test_results' });
  await database.close();
  await restore(elsewhere.connectionString, file, { force: true });
  expect(await count(await open(), 'test_results')).toBeGreaterThan(0);
});

test('is not restored under a running installation', async () => {
  await backUp(world.connectionString, file);
  await migrate(elsewhere.connectionString);
  await open();
  await expect(restore(elsewhere.connectionString, file, { force: true })).rejects.toThrow(/stop it first/);
});

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 200)],
  ['cut off early', (bytes: Buffer) => bytes.subarray(0, 500)],
  ...[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((part): [string, (bytes: Buffer) => Buffer] => [
    `changed after ${part} of it`,
    (bytes) => {
      const at = Math.floor(bytes.length * part);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([1, 2, 3]), bytes.subarray(at + 3)]);
    },
  ]),
  ['empty', () => Buffer.alloc(0)],
  ['something else', () => Buffer.from('PK\x03\x04 not a backup at all')],
])('one that is %s is refused, and changes nothing', async (_how, damage) => {
  await submit();
  await backUp(world.connectionString, file);
  await restore(elsewhere.connectionString, file);
  await writeFile(join(directory, 'damaged'), damage(await readFile(file)));
  await expect(restore(elsewhere.connectionString, join(directory, 'damaged'), { force: true })).rejects.toThrow(/damaged/);
  expect(await count(await open(), 'submissions')).toBe(await count(world.database, 'submissions'));
});

test('a backup that cannot be finished leaves no file', async () => {
  const empty = await createEmptyDatabase();
  await expect(backUp(empty.connectionString, file)).rejects.toThrow(/nothing to back up/);
  await empty.drop();
  expect(await readdir(directory)).toEqual([]);
});

test.each(MIGRATIONS.map(({ version }) => version))('a backup of schema version %i comes back in the newest', async (version) => {
  const old = await createEmptyDatabase();
  await migrate(old.connectionString, version);
  const oldDatabase = createDatabase({ connectionString: old.connectionString, logger });
  await oldDatabase.query({ text: "insert into sessions (id) values ('somebody')" });
  expect(await backUp(old.connectionString, file)).toMatchObject({ schemaVersion: version });
  await oldDatabase.close();
  await old.drop();
  await restore(elsewhere.connectionString, file);
  expect(await createSessionStore(await open()).exists('somebody')).toBe(true);
});
