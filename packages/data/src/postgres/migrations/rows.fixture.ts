import { createHash } from 'node:crypto';

/** What a database of the first version may hold, and what further versions added. Written out: today's code would store it as it is stored today. */
export const STORED = {
  session: 'somebody',
  secret: 'the key that signed the cookies',
  problem: { id: '01980000-0000-7000-8000-000000000001', slug: 'sum' },
  code: 'print(sum(map(int, input().split())))\n',
  accepted: '01980000-0000-7000-8000-000000000011',
  uncompiled: '01980000-0000-7000-8000-000000000012',
  waiting: { id: '01980000-0000-7000-8000-000000000013', key: 'sent once' },
  abandoned: '01980000-0000-7000-8000-000000000014',
  unannounced: '01980000-0000-7000-8000-000000000015',
  judgeError: '01980000-0000-7000-8000-000000000016',
  run: '01980000-0000-7000-8000-000000000017',
  input: fileOf('1 2\n'),
  answer: fileOf('3\n'),
};

function fileOf(text: string): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(text).digest('hex'), bytes: text.length };
}

const { session, problem, code, input, answer } = STORED;

const definition = {
  slug: problem.slug,
  title: 'Sum',
  difficulty: 'easy',
  tags: ['arithmetic'],
  statement: 'Print the sum.',
  limits: { timeMs: 1_000, memoryMb: 256, outputKb: 1_024, sourceBytes: 51_200 },
  validator: { caseSensitive: true, spaceChangeSensitive: false, floatAbsoluteTolerance: null, floatRelativeTolerance: null },
  tests: [
    { name: 'sample/1', group: 'sample', sample: true, input, answer },
    { name: 'secret/1', group: 'secret', sample: false, input, answer },
  ],
  allowedLanguages: null,
};
const samples = [{ index: 1, input: '1 2\n', output: '3\n' }];
const result = { stdout: '3\n', stderr: '', stdoutTruncated: false, stderrTruncated: false, exitCode: 0, signal: null, timeMs: 2, wallMs: 3, memoryKb: 4 };
const language = { id: 'python', name: 'Python', version: '3', monaco: 'python', extension: 'py', timeMultiplier: 1, starterCode: '' };

const initial = `
insert into settings values ('session secret', '${STORED.secret}');
insert into sessions values ('${session}', now() - interval '3 days');
insert into workers values ('w', 1, '${json([language])}', '${json({ sandbox: 'native', lanes: 1, layers: [] })}', now() - interval '1 hour');

insert into blobs values ('${input.sha256}', 4), ('${answer.sha256}', 2);
insert into blob_chunks values ('${input.sha256}', 0, '1 2\n'), ('${answer.sha256}', 0, '3\n');
insert into problems
  (id, slug, title, difficulty, tags, current_version, content_hash, allowed_languages, tests_total, difficulty_rank, sort_title, search_text, removed_at)
values ('${problem.id}', '${problem.slug}', 'Sum', 'easy', '{arithmetic}', 2, 'hash', null, 2, 0, 'sum', E'sum\\narithmetic', null),
       ('01980000-0000-7000-8000-000000000002', 'gone', 'Gone', 'hard', '{}', 1, 'hash', '{python}', 2, 2, 'gone', 'gone', now());
insert into problem_versions (problem_id, version, definition, samples)
select id, version, '${json(definition)}', '${json(samples)}' from problems, generate_series(1, current_version) version;
insert into problem_counts values ('${problem.id}', 3, 2, 1), ('${problem.id}', 7, 1, 1);
insert into problem_progress values ('${session}', '${problem.id}', true);

insert into submissions (id, kind, session_id, problem_id, problem_version, language, code, status, attempt, sequence, tests_total, tests_passed, finished_at, announced_at)
values ('${STORED.accepted}', 'submission', '${session}', '${problem.id}', 1, 'python', '${code}', 'Accepted', 1, 1000005, 2, 2, now(), now()),
       ('${STORED.uncompiled}', 'submission', '${session}', '${problem.id}', 2, 'c', 'x', 'Compilation Error', 1, 1000003, 2, 0, now(), now()),
       ('${STORED.unannounced}', 'submission', '${session}', '${problem.id}', 2, 'python', '${code}', 'Accepted', 1, 1000005, 2, 2, now() - interval '1 hour', null),
       ('${STORED.judgeError}', 'submission', '${session}', '${problem.id}', 2, 'python', '${code}', 'Judge Error', 5, 5000001, 2, 0, now(), now());
update submissions set compile_output = 'error' where status = 'Compilation Error';
insert into submissions (id, kind, session_id, problem_id, problem_version, language, code, tests_total, check_at, idempotency_key, body_hash)
values ('${STORED.waiting.id}', 'submission', '${session}', '${problem.id}', 2, 'python', '${code}', 2, now() - interval '1 hour', '${STORED.waiting.key}',
        sha256(convert_to('${json(['submission', problem.slug, 'python', code])}', 'UTF8')));
insert into submissions
  (id, kind, session_id, problem_id, problem_version, language, code, status, attempt, sequence, tests_total, worker_id, started_at, lease_expires_at, check_at)
values ('${STORED.abandoned}', 'submission', '${session}', '${problem.id}', 2, 'python', '${code}', 'Running', 2, 2000003, 2, 'w',
        now() - interval '1 hour', now() - interval '1 hour', now() - interval '1 hour');
insert into submissions (id, kind, session_id, language, code, input, status, attempt, sequence, result, finished_at, announced_at)
values ('${STORED.run}', 'run', '${session}', 'python', '${code}', '${json({ stdin: '1 2\n', args: [], limits: {} })}', 'Completed', 1, 1000002,
        '${json(result)}', now(), now());
insert into test_results
select id, attempt, index, 'Accepted', 12.5, 20, 3400, null, index = 1, json_build_object('group', case index when 1 then 'sample' else 'secret' end)
  from submissions, generate_series(1, 2) index where status = 'Accepted' or (status = 'Running' and index = 1);
`;

const operating = `
update submissions set fault = 'open lane: no memory' where status = 'Judge Error';
update workers set judging_ms = 120, trouble = 'the disk is full';
update sessions set seen_at = now() - interval '2 days';
`;

const files = `
update submissions set code = '', files = '${json([{ name: 'main.py', content: code }])}', entry_point = 'main.py' where status = 'Accepted';
`;

const turns = `
update submissions set turn = 3 where status = 'Running';
`;

/** By version: what is in a database once it has that schema. */
export const ROWS: Record<number, string> = { 1: initial, 2: operating, 3: '', 4: files, 5: turns, 6: '' };

function json(value: unknown): string {
  return JSON.stringify(value).replaceAll("'", "''");
}
