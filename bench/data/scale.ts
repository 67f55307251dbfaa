// How the lists and the hot paths do on a full database, on the embedded PostgreSQL with its real settings:
//   npx tsx bench/data/scale.ts [SUBMISSIONS] [PROBLEMS]
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contextOf, newProblem, submissionOutcome } from '@codearena/core/fixtures.contract';
import { sequenceOf, type QueueItem } from '@codearena/core';
import {
  createDatabase,
  createEmbeddedPostgres,
  createJudgingStore,
  createPostgresQueueBackend,
  createPostgresRateLimiter,
  createProblemStore,
  createSubmissionConsumer,
  createSubmissionQueue,
  createSubmissionStore,
  migrate,
  type Database,
} from '@codearena/data';

const SUBMISSIONS = Number(process.argv[2] ?? 1_000_000);
const PROBLEMS = Number(process.argv[3] ?? 10_000);
const BUSY = { sessionId: 'session-1' };
const logger = {
  info: () => undefined,
  warn: (details: object, message: string) => console.warn(message, details),
  error: (details: object, message: string) => console.error(message, details),
};

const dataDir = await mkdtemp(join(tmpdir(), 'codearena-bench-'));
const server = createEmbeddedPostgres({ dataDir, logger });
try {
  let started = performance.now();
  const { connectionString } = await server.start();
  report('first start', [performance.now() - started]);
  started = performance.now();
  await migrate(connectionString);
  report('migrate', [performance.now() - started]);
  const database = createDatabase({ connectionString, logger, statementTimeoutMs: 600_000 });
  await measureQueue(connectionString);
  await fill(database);
  await measureLists(database);
  await measureHotPaths(database);
  await database.close();
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

function report(name: string, times: number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2).padStart(9);
  process.stdout.write(`${name.padEnd(58)} n ${String(times.length).padStart(5)}  p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)} ms\n`);
}

async function measure(name: string, times: number, work: (index: number) => Promise<unknown>): Promise<void> {
  const taken: number[] = [];
  for (let index = 0; index < times; index++) {
    const started = performance.now();
    await work(index);
    taken.push(performance.now() - started);
  }
  report(name, taken);
}

/** Half of all submissions are one busy session's. */
async function fill(database: Database): Promise<void> {
  const { definition, data } = newProblem({ slug: 'first' });
  await createProblemStore(database).save(definition, data);
  await database.query({
    text: `
      with made as (
        insert into problems (id, slug, title, difficulty, tags, current_version, content_hash, tests_total, difficulty_rank, sort_title, search_text)
        select gen_random_uuid(), 'problem-' || n, 'Problem ' || md5(n::text), 'easy', array['tag-' || n % 50], 1, md5(n::text), 1, n % 3,
               'problem ' || md5(n::text), 'problem ' || md5(n::text) || E'\\ntag-' || n % 50
          from generate_series(2, $1::integer) n returning id
      )
      insert into problem_versions (problem_id, version, definition, samples) select id, 1, $2, '[]' from made`,
    values: [PROBLEMS, JSON.stringify(definition)],
  });
  await database.query({ text: 'insert into problem_counts select id, s, 10, 5 from problems, generate_series(0, 15) s' });
  await database.query({
    text: `
      insert into submissions (id, kind, session_id, problem_id, problem_version, language, code, status, tests_total, attempt, finished_at, announced_at, created_at)
      select uuidv7((n - $1::integer) * interval '1 second'), 'submission', 'session-' || case when n % 2 = 0 then 1 else n % 10000 end, p.id, 1,
             (array['c', 'cpp', 'python', 'java'])[n % 4 + 1], repeat('x', 500), (array['Accepted', 'Wrong Answer', 'Runtime Error'])[n % 3 + 1], 1, 1, now(), now(), now()
        from generate_series(1, $1::integer) n join (select id, row_number() over () as number from problems) p on p.number = n % $2::integer + 1`,
    values: [SUBMISSIONS, PROBLEMS],
  });
  await database.query({ text: 'vacuum analyze' });
}

async function measureLists(database: Database): Promise<void> {
  const problems = createProblemStore(database);
  const submissions = createSubmissionStore(database);
  const searches = ['problem', 'abc', 'ffff', 'zzzz', 'tag-7'];
  await measure('problem list, first page', 200, () => problems.list({ limit: 50 }, BUSY));
  await measure('problem list, search', 200, (index) => problems.list({ limit: 50, search: searches[index % 5] }, BUSY));
  await measure('problem list, tag', 200, (index) => problems.list({ limit: 50, tag: `tag-${index % 50}` }, BUSY));
  await measure('problem list, difficulty and todo', 200, () => problems.list({ limit: 50, difficulty: 'hard', status: 'todo' }, BUSY));
  let page = await problems.list({ limit: 100 }, BUSY);
  await measure('problem list, page by page', 50, async () => (page = await problems.list({ limit: 100, cursor: page.nextCursor ?? undefined }, BUSY)));
  await measure('history of a session with half of all, first page', 200, () => submissions.history({ limit: 25 }, BUSY));
  await measure('history, problem', 200, (index) => submissions.history({ limit: 25, problem: `problem-${index + 2}` }, BUSY));
  await measure('history, language and status', 200, () => submissions.history({ limit: 25, language: 'python', status: 'Accepted' }, BUSY));
  await measure('history, status that no submission has', 200, () => submissions.history({ limit: 25, status: 'Time Limit Exceeded' }, BUSY));
  let entry = await submissions.history({ limit: 100 }, BUSY);
  await measure('history, page by page', 200, async () => (entry = await submissions.history({ limit: 100, cursor: entry.nextCursor ?? undefined }, BUSY)));
}

async function measureHotPaths(database: Database): Promise<void> {
  const submissions = createSubmissionStore(database);
  const judging = createJudgingStore(database);
  const limiter = createPostgresRateLimiter(database, { name: 'bench', limit: 5, windowMs: 60_000 });
  const ids: string[] = [];
  const create = async (): Promise<void> => {
    const { id } = await submissions.createSubmission(
      { problemId: 'first', language: 'cpp', code: 'x'.repeat(2_000) },
      contextOf({ sessionId: randomUUID() }, randomUUID()),
    );
    ids.push(id);
  };
  await measure('create', 500, create);
  const started = performance.now();
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      for (let made = 0; made < 60; made++) await create();
    }),
  );
  process.stdout.write(`create, 50 at a time: ${Math.round(3_000 / ((performance.now() - started) / 1_000))} per second\n`);
  await measure('rate limit', 500, (index) => limiter.take(`key ${index % 20}`));
  await measure('claim, progress, finish', 500, async (index) => {
    const work = await judging.claim(ids[index] ?? '', 'bench', 10_000);
    if (!work) throw new Error('not claimed');
    await judging.progress(work.claim, { sequence: sequenceOf(1, 1), status: 'Running' });
    await judging.finish(work.claim, submissionOutcome(), sequenceOf(1, 2));
  });
}

async function measureQueue(connectionString: string): Promise<void> {
  const backend = createPostgresQueueBackend({ connectionString, logger });
  const queue = createSubmissionQueue({ backend, logger });
  const consumer = createSubmissionConsumer({ backend, concurrency: 2, logger });
  const waiting = new Map<string, () => void>();
  await consumer.start(async ({ id }) => waiting.get(id)?.());
  await measure('queue, from add to start', 300, async () => {
    const item: QueueItem = { id: randomUUID(), kind: 'submission', attempt: 1, turn: 0, requestId: null, sessionId: 's' };
    const begun = new Promise<void>((resolve) => waiting.set(item.id, resolve));
    await Promise.all([queue.add(item), begun]);
  });
  await consumer.stop();
  await queue.close();
  await backend.close();
}
