import { newProblem } from '@codearena/core/fixtures.contract';
import { createProblemStore, type Database } from '@codearena/data';

/** Half of all submissions are this one session's, which has tried half of the problems and solved half of those. */
export const BUSY = 'busy';

/** Problems with titles, tags and counts, and the busy session with its progress. */
export async function fillProblems(database: Database, count: number): Promise<void> {
  const { definition, data } = newProblem({ slug: 'problem-1' });
  await createProblemStore(database).save(definition, data);
  await database.query({
    text: `
      with made as (
        insert into problems (id, slug, title, difficulty, tags, current_version, content_hash, tests_total, difficulty_rank, sort_title, search_text)
        select gen_random_uuid(), 'problem-' || n, 'Problem ' || md5(n::text), (array['easy', 'medium', 'hard'])[n % 3 + 1], array['tag-' || n % 50], 1, md5(n::text), 1, n % 3,
               'problem ' || md5(n::text), 'problem ' || md5(n::text) || E'\\ntag-' || n % 50
          from generate_series(2, $1::integer) n returning id
      )
      insert into problem_versions (problem_id, version, definition, samples) select id, 1, $2, '[]' from made`,
    values: [count, JSON.stringify(definition)],
  });
  await database.query({ text: 'insert into problem_counts select id, s, 10, 5 from problems, generate_series(0, 15) s' });
  await database.query({ text: 'insert into sessions (id) values ($1)', values: [BUSY] });
  await database.query({
    text: `
      insert into problem_progress (session_id, problem_id, solved)
      select $1, id, number % 4 = 0 from (select id, row_number() over (order by slug) as number from problems) p where number % 2 = 0`,
    values: [BUSY],
  });
}

/**
 * Judged submissions number `from` + 1 to `to`, a second apart. In each session each language has each verdict, but for
 * Python programs, which never end with a Runtime Error: the worst case of a filter by both.
 */
export async function fillSubmissions(database: Database, from: number, to: number): Promise<void> {
  await database.query({
    text: `
      insert into submissions (id, kind, session_id, problem_id, problem_version, language, code, status, tests_total, attempt, finished_at, announced_at, created_at)
      select uuidv7((n - 100000000) * interval '1 second'), 'submission', case when n % 2 = 0 then $3 else 'session-' || n / 2 % 10000 end, p.id, 1, language, repeat('x', 500),
             (array['Accepted', 'Wrong Answer', case language when 'python' then 'Accepted' else 'Runtime Error' end])[n / 8 % 3 + 1], 1, 1, now(), now(), now()
        from (select n, (array['c', 'cpp', 'python', 'java'])[n / 2 % 4 + 1] as language from generate_series($1::integer + 1, $2::integer) n) s
        join (select id, row_number() over (order by slug) as number from problems) p on p.number = n % (select count(*) from problems) + 1
       order by n`,
    values: [from, to, BUSY],
  });
}
