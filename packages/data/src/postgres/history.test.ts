import type { HistoryQuery } from '@codearena/contracts';
import { newProblem } from '@codearena/core/fixtures.contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStoreWorld, type StoreWorld } from '../testing-world.ts';
import type { Statement } from './database.ts';
import { createSubmissionStore } from './submission-store.ts';

const SESSION = 'busy';
const SUBMISSIONS = 20_000;

let world: StoreWorld;
beforeAll(async () => {
  world = await createStoreWorld();
  const { definition, data } = newProblem();
  const { id } = await world.problems.save(definition, data);
  // Every other one is in Python, and these are never a Runtime Error.
  await world.database.query({
    text: `
      insert into submissions (id, kind, session_id, problem_id, problem_version, language, code, status, finished_at, announced_at)
      select uuidv7(), 'submission', $1, $2, 1, (array['python', 'c'])[n % 2 + 1], '', (array['Accepted', 'Runtime Error'])[n % 2 + 1], now(), now()
        from generate_series(1, $3::integer) n`,
    values: [SESSION, id, SUBMISSIONS],
  });
  // Since then only others have sent something: the newest of all are not the newest of the session.
  await world.database.query({
    text: `
      insert into submissions (id, kind, session_id, problem_id, problem_version, language, code, status, finished_at, announced_at)
      select uuidv7(), 'submission', 'session-' || n, $1, 1, 'c', '', 'Accepted', now(), now() from generate_series(1, $2::integer) n`,
    values: [id, SUBMISSIONS],
  });
  await world.database.query({ text: 'analyze submissions' });
});
afterAll(() => world.close());

type Plan = { 'Rows Removed by Filter'?: number; Plans?: Plan[] };

function removed({ 'Rows Removed by Filter': here = 0, Plans = [] }: Plan): number {
  return Plans.reduce((sum, plan) => sum + removed(plan), here);
}

test.each<Omit<HistoryQuery, 'limit'>>([
  {},
  { language: 'python' },
  { status: 'Accepted' },
  { status: 'Time Limit Exceeded' },
  { language: 'python', status: 'Accepted' },
  { language: 'python', status: 'Runtime Error' },
])('a long history is not read for what is not wanted of it: %o', async (filter) => {
  let asked: Statement = { text: '' };
  const noting = createSubmissionStore({ ...world.database, query: (statement) => world.database.query((asked = statement)) });
  await noting.history({ ...filter, limit: 25 }, { sessionId: SESSION });
  const [row] = await world.database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({ ...asked, text: `explain (analyze, format json) ${asked.text}` });
  expect(row && removed(row['QUERY PLAN'][0].Plan)).toBeLessThan(100);
});
