import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Stack } from './stack.ts';
import type { Accepted, Visitors } from './visitors.ts';

/** Where to look: past everything that goes bad. */
export type Truth = Pick<Stack, 'connectionString' | 'openQueue'>;

type Row = { id: string; status: string; attempt: number; finished_at: Date | null; announced_at: Date | null; lease_expires_at: Date | null };

/** Waits until nothing is pending any more; false after too long a time. */
export async function everythingEnds(truth: Truth, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const rows = await rowsOf(truth);
    if (rows.every(({ finished_at: finished, announced_at: announced }) => finished !== null && announced !== null)) return true;
    await sleep(250);
  }
  return false;
}

/**
 * What is wrong with what the database, the queue and the subscribers have in the end, a line each. `before`: how many submissions were
 * accepted before the visitors came.
 */
export async function inspect(
  truth: Truth,
  visitors: Pick<Visitors, 'accepted'>,
  { before, patienceMs = LOCKS_RUN_OUT_MS }: { before: number; patienceMs?: number },
): Promise<string[]> {
  const rows = await rowsOf(truth);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const wrong = [...visitors.accepted.values()].flatMap((accepted) => [...judgedRightly(accepted, byId.get(accepted.id)), ...toldRightly(accepted)]);
  const expected = visitors.accepted.size + before;
  if (rows.length !== expected) wrong.push(`${rows.length} submissions are stored, ${expected} got a 202`);
  for (const row of rows) if (row.lease_expires_at !== null) wrong.push(`${row.id} still has a lease`);
  return [...wrong, ...(await countedRightly(truth)), ...(await queueLeftovers(truth, patienceMs)), ...(await testLeftovers(truth))];
}

function judgedRightly({ id, program }: Accepted, row: Row | undefined): string[] {
  if (!row) return [`${id} got a 202 and is not stored`];
  if (row.finished_at === null) return [`${id} was never judged: ${row.status}, attempt ${row.attempt}`];
  const told =
    row.status === program.verdict
      ? []
      : [`${id} is "${row.status}" after ${row.attempt} attempt(s); a ${program.language} program that must be "${program.verdict}"`];
  return row.announced_at === null ? [...told, `the end of ${id} is not marked as announced`] : told;
}

function toldRightly({ id, program, ends }: Accepted): string[] {
  if (ends.length === 0) return [`the subscriber of ${id} never heard of its end`];
  const connections = ends.map(({ connection }) => connection);
  const wrong = new Set(connections).size === connections.length ? [] : [`the subscriber of ${id} heard of its end ${ends.length} times`];
  for (const { verdict, stdout } of ends) {
    if (verdict !== program.verdict) wrong.push(`the subscriber of ${id} was told "${verdict}" instead of "${program.verdict}"`);
    if (program.kind === 'run' && stdout !== undefined && stdout !== program.stdout) wrong.push(`the subscriber of ${id} saw the output "${stdout}"`);
  }
  return wrong;
}

/** What is judged twice is counted twice. */
async function countedRightly(truth: Truth): Promise<string[]> {
  const [counts] = await query<{ counted: number; judged: number }>(
    truth,
    `select (select coalesce(sum(judged), 0)::integer from problem_counts) as counted,
            (select count(*)::integer from submissions where kind = 'submission' and finished_at is not null and status <> 'Judge Error') as judged`,
  );
  return counts?.counted === counts?.judged ? [] : [`${counts?.judged} submissions are judged, ${counts?.counted} are counted`];
}

/** The job of a worker that was killed is still held by its lock, which runs out; then another worker sees that nothing is to do. */
const LOCKS_RUN_OUT_MS = 30_000;

async function queueLeftovers(truth: Truth, patienceMs: number): Promise<string[]> {
  const backend = await truth.openQueue();
  const queue = backend.openQueue({});
  const left = async (): Promise<string[]> =>
    Object.entries(await queue.getJobCounts()).flatMap(([state, count]) => (count > 0 ? [`${count} job(s) are left in the queue, ${state}`] : []));
  try {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const found = await left();
      if (found.length === 0 || performance.now() > deadline) return found;
      await sleep(250);
    }
  } finally {
    await queue.close();
    await backend.close();
  }
}

async function testLeftovers(truth: Truth): Promise<string[]> {
  const stale = await query<{ id: string }>(
    truth,
    'select distinct t.submission_id as id from test_results t join submissions s on s.id = t.submission_id where t.attempt <> s.attempt',
  );
  return stale.map(({ id }) => `${id} has test results of an older attempt`);
}

function rowsOf(truth: Truth): Promise<Row[]> {
  return query<Row>(truth, 'select id, status, attempt, finished_at, announced_at, lease_expires_at from submissions');
}

async function query<R extends pg.QueryResultRow>(truth: Truth, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: await truth.connectionString() });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}
