import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sequenceOf, type QueueItem } from '@codearena/core';
import { contextOf, newProblem, submissionOutcome } from '@codearena/core/fixtures.contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPostgresQueueBackend } from '../bullmq/backend.ts';
import { createSubmissionConsumer } from '../bullmq/submission-consumer.ts';
import { createSubmissionQueue } from '../bullmq/submission-queue.ts';
import { createEmptyDatabase, silentLogger as logger, type TestDatabase } from '../testing.ts';
import { createDatabase, type Database } from './database.ts';
import { createHousekeeping } from './housekeeping.ts';
import { createJudgeErrorStore } from './judge-errors.ts';
import { createJudgingStore } from './judging-store.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { ROWS, STORED } from './migrations/rows.fixture.ts';
import { createProblemStore } from './problem-store.ts';
import { createPostgresRateLimiter } from './rate-limiter.ts';
import { createSubmissionRecovery } from './recovery.ts';
import { createSessionStore } from './session-store.ts';
import { createSubmissionStore } from './submission-store.ts';
import { createTestData } from './test-data.ts';
import { createWorkerRegistry } from './worker-registry.ts';

/** An installation that has been used is brought up to date, from every schema that there was, and goes on. */

let former: TestDatabase;
let database: Database;
let directory: string;
beforeEach(async () => {
  former = await createEmptyDatabase();
  database = createDatabase({ connectionString: former.connectionString, logger });
  directory = await mkdtemp(join(tmpdir(), 'codearena-upgrade-test-'));
});
afterEach(async () => {
  await database.close();
  await former.drop();
  await rm(directory, { recursive: true });
});

const VERSIONS = MIGRATIONS.map(({ version }) => version);
const viewer = { sessionId: STORED.session };

async function useVersion(version: number): Promise<void> {
  await migrate(former.connectionString, version);
  for (const earlier of VERSIONS.slice(0, version)) await database.query({ text: ROWS[earlier] ?? '' });
}

type Rows = Record<string, Record<string, unknown>[]>;

async function everything(): Promise<Rows> {
  const tables = await database.query<{ name: string }>({
    text: "select table_name as name from information_schema.tables where table_schema = 'public' and table_name <> 'schema_versions'",
  });
  const rows: Rows = {};
  for (const { name } of tables) {
    rows[name] = (await database.query<{ row: Record<string, unknown> }>({ text: `select to_jsonb(t) as row from ${name} t` })).map(({ row }) => row);
  }
  return rows;
}

test('there are rows of every version to test with', () => {
  expect(Object.keys(ROWS).map(Number)).toEqual(VERSIONS);
});

describe.each(VERSIONS)('from version %i with what people have in it', (version) => {
  test('no row and no value is lost', async () => {
    await useVersion(version);
    const before = await everything();
    await migrate(former.connectionString);
    const after = await everything();
    expect(Object.values(before).flat().length).toBeGreaterThan(15);
    for (const [table, rows] of Object.entries(before)) {
      expect(after[table]).toHaveLength(rows.length);
      expect(after[table]).toEqual(expect.arrayContaining(rows.map((row) => expect.objectContaining(row) as unknown)));
    }
  });

  test('everything is shown as it was', async () => {
    await useVersion(version);
    await migrate(former.connectionString);
    await database.start();
    const submissions = createSubmissionStore(database);
    expect(await submissions.findSubmission(STORED.accepted, viewer)).toMatchObject({
      problem: STORED.problem,
      code: STORED.code,
      verdict: 'Accepted',
      testResults: [
        { index: 1, status: 'Accepted', timeMs: 12.5, group: 'sample', sample: true },
        { index: 2, group: 'secret' },
      ],
    });
    expect(await submissions.findSubmission(STORED.uncompiled, viewer)).toMatchObject({ verdict: 'Compilation Error', compileOutput: 'error' });
    expect(await submissions.findRun(STORED.run, viewer)).toMatchObject({ status: 'Completed', stdout: '3\n', exitCode: 0 });
    expect((await submissions.history({ limit: 50 }, viewer)).items).toHaveLength(6);
    const [language] = await createWorkerRegistry(database).languages();
    const problem = await createProblemStore(database).find(STORED.problem.slug, viewer, language ? [language] : []);
    expect(problem).toMatchObject({ statement: 'Print the sum.', samples: [{ input: '1 2\n', output: '3\n' }], languages: [{ id: 'python' }], solved: true });
    const sessions = createSessionStore(database);
    expect([await sessions.exists(STORED.session), await sessions.secret()]).toEqual([true, STORED.secret]);
    expect(await readFile(await createTestData(database, directory).path(STORED.input), 'utf8')).toBe('1 2\n');
  });

  test('what waited or was abandoned is judged, what was not announced is, and a Judge Error can be judged again', async () => {
    await useVersion(version);
    const backend = createPostgresQueueBackend({ connectionString: former.connectionString, logger });
    const queue = createSubmissionQueue({ backend, logger });
    const item: QueueItem = { id: STORED.waiting.id, kind: 'submission', attempt: 1, turn: 0, requestId: null, sessionId: STORED.session };
    await queue.add(item);
    await migrate(former.connectionString);
    const consumer = createSubmissionConsumer({ backend, concurrency: 1, logger });
    const received: QueueItem[] = [];
    await consumer.start(async (given) => void received.push(given));
    await expect.poll(() => received, { timeout: 10_000 }).toEqual([item]);
    await consumer.stop();
    await queue.close();
    await backend.close();

    const recovery = createSubmissionRecovery(database);
    const overdue = await recovery.findOverdue(100);
    expect(new Set(overdue.map(({ id, attempt }) => `${id} ${attempt}`))).toEqual(new Set([`${STORED.waiting.id} 1`, `${STORED.abandoned} 3`]));
    expect(await recovery.findUnannounced(0, 100)).toEqual([STORED.unannounced]);
    expect(await recovery.completedEvent(STORED.unannounced)).toMatchObject({ payload: { status: 'Accepted', testResults: [{ index: 1 }, { index: 2 }] } });
    const judgeErrors = createJudgeErrorStore(database);
    expect((await judgeErrors.list({ limit: 10 })).items).toMatchObject([{ submissionId: STORED.judgeError, attempts: 5 }]);
    expect(await judgeErrors.judgeAgain(STORED.judgeError)).toMatchObject({ item: { attempt: 6 } });
    for (const id of [STORED.waiting.id, STORED.abandoned, STORED.judgeError]) await judge(id);
    const problem = await createProblemStore(database).find(STORED.problem.slug, viewer, []);
    expect(problem).toMatchObject({ acceptanceRate: 5 / 6 });
  });

  test('what was sent once still counts once, and new problems and submissions find their place', async () => {
    await useVersion(version);
    await migrate(former.connectionString);
    const submissions = createSubmissionStore(database);
    const request = { problemId: STORED.problem.slug, language: 'python', code: STORED.code };
    expect(await submissions.createSubmission(request, contextOf(viewer, STORED.waiting.key))).toEqual({ id: STORED.waiting.id, created: false });
    const problems = createProblemStore(database);
    const { definition, data } = newProblem({ slug: STORED.problem.slug, title: 'Sum, again' });
    expect(await problems.save(definition, data)).toEqual({ id: STORED.problem.id, changed: true });
    const { id } = await submissions.createSubmission(request, contextOf(viewer));
    await judge(id);
    expect(await submissions.findSubmission(id, viewer)).toMatchObject({ verdict: 'Accepted', problem: { title: 'Sum, again' } });
    expect(await submissions.findSubmission(STORED.accepted, viewer)).toMatchObject({ verdict: 'Accepted' });
    expect(await createPostgresRateLimiter(database, { name: 'submissions', limit: 1, windowMs: 60_000 }).take('k')).toMatchObject({ allowed: true });
    await createHousekeeping(database).tidy();
    expect(await submissions.findRun(STORED.run, viewer)).not.toBeNull();
  });
});

async function judge(id: string): Promise<void> {
  const judging = createJudgingStore(database);
  const work = await judging.claim(id, 'worker', 10_000);
  if (!work) throw new Error(`${id} cannot be claimed`);
  expect(work.code).toBe(STORED.code);
  expect(await judging.finish(work.claim, submissionOutcome(), sequenceOf(work.claim.attempt, 2))).toBe(true);
}
