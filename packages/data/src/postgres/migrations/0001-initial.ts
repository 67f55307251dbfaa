/**
 * Times are judged by the database's clock alone. `json` (not `jsonb`) holds what programs print: it keeps every
 * character, NUL included, that JSON can write.
 */
export const initial = `
create table settings (
  name text primary key,
  value text not null
);

create table sessions (
  id text primary key,
  created_at timestamptz not null default now()
);

create table problems (
  id uuid primary key,
  slug text collate "C" not null unique,
  title text not null,
  difficulty text not null check (difficulty in ('easy', 'medium', 'hard')),
  tags text[] not null,
  current_version integer not null,
  content_hash text not null,
  allowed_languages text[],
  tests_total integer not null,
  -- The order of the list: by difficulty, then by title. The id makes it unique.
  difficulty_rank smallint not null,
  sort_title text collate "C" not null,
  -- Title and tags in lower case, for the list's search.
  search_text text collate "C" not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  removed_at timestamptz
);
create index problems_in_order on problems (difficulty_rank, sort_title, id) where removed_at is null;
create index problems_by_tag on problems using gin (tags);

-- What a submission was made for never changes under it.
create table problem_versions (
  problem_id uuid not null references problems,
  version integer not null,
  definition jsonb not null,
  samples jsonb not null,
  created_at timestamptz not null default now(),
  primary key (problem_id, version)
);

-- Several rows per problem, so that verdicts on one problem do not wait for each other; their sum counts.
create table problem_counts (
  problem_id uuid not null references problems,
  slot smallint not null,
  judged integer not null,
  accepted integer not null,
  primary key (problem_id, slot)
) with (fillfactor = 50);

create table problem_progress (
  session_id text not null,
  problem_id uuid not null references problems,
  solved boolean not null,
  primary key (session_id, problem_id)
);

create table blobs (
  sha256 text collate "C" primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null
);

create table blob_chunks (
  sha256 text collate "C" not null references blobs,
  index integer not null,
  content bytea not null,
  primary key (sha256, index)
);

create table submissions (
  id uuid primary key,
  kind text not null check (kind in ('submission', 'run')),
  session_id text not null,
  problem_id uuid,
  problem_version integer,
  language text not null,
  code text not null,
  -- A run's stdin, arguments and limits.
  input json,
  status text not null default 'Queued',
  score double precision,
  tests_total integer not null default 0,
  tests_passed integer not null default 0,
  compile_output text,
  execution_time_ms double precision,
  memory_kb integer,
  -- A run's outcome.
  result json,

  -- How often it was claimed; the newest attempt alone may write.
  attempt integer not null default 0,
  worker_id text,
  lease_expires_at timestamptz,
  -- Not to be claimed before.
  due_at timestamptz not null default now(),
  -- When recovery looks whether somebody still cares for it.
  check_at timestamptz not null default now() + interval '5 seconds',
  sequence bigint not null default 0,
  request_id text,
  idempotency_key text,
  body_hash bytea,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  announced_at timestamptz,

  foreign key (problem_id, problem_version) references problem_versions,
  check ((kind = 'submission') = (problem_id is not null and problem_version is not null)),
  check ((kind = 'run') = (input is not null))
);
create unique index submissions_idempotent on submissions (session_id, idempotency_key) where idempotency_key is not null;
create index submissions_history on submissions (session_id, id) where kind = 'submission';
create index submissions_history_by_problem on submissions (session_id, problem_id, id) where kind = 'submission';
create index submissions_history_by_language on submissions (session_id, language, id) where kind = 'submission';
create index submissions_history_by_status on submissions (session_id, status, id) where kind = 'submission';
create index submissions_waiting on submissions (id) where status = 'Queued' and lease_expires_at is null;
-- By status, not by finished_at: a fenced write asks for finished_at, and must find its row by id, not through this index.
create index submissions_to_check on submissions (check_at) where status in ('Queued', 'Compiling', 'Running');
create index submissions_unannounced on submissions (finished_at) where finished_at is not null and announced_at is null;

create table test_results (
  submission_id uuid not null references submissions on delete cascade,
  attempt integer not null,
  index integer not null,
  status text not null,
  time_ms double precision not null,
  wall_ms double precision not null,
  memory_kb integer not null,
  score double precision,
  sample boolean not null,
  -- Group, input, expected, output, message, where there are any.
  detail json not null,
  primary key (submission_id, attempt, index)
);

create table workers (
  id text primary key,
  lanes integer not null,
  languages jsonb not null,
  isolation jsonb not null,
  seen_at timestamptz not null default now(),
  left_at timestamptz
);

-- Lost in a crash of the database, which forgives a minute of counting; never written to the log, so never waited for.
create unlogged table rate_limit_hits (
  key text not null,
  -- Requests with the same token are one.
  token text not null,
  expires_at timestamptz not null,
  primary key (key, token)
);
create index rate_limit_hits_by_expiry on rate_limit_hits (expires_at);

-- A sliding window log. The lock makes it exact: two requests with the same key are counted one after the other.
create function take_rate_limit(p_key text, p_token text, p_limit integer, p_window_ms integer)
returns table (allowed boolean, used integer, reset_ms double precision)
language plpgsql as $$
declare
  v_now timestamptz;
  v_first timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_key, 1129270853));
  v_now := clock_timestamp();
  delete from rate_limit_hits where key = p_key and expires_at <= v_now;
  select count(*), min(expires_at) into used, v_first from rate_limit_hits where key = p_key;
  allowed := exists (select from rate_limit_hits where key = p_key and token = p_token);
  if not allowed and used < p_limit then
    insert into rate_limit_hits values (p_key, p_token, v_now + p_window_ms * interval '1 millisecond');
    allowed := true;
    used := used + 1;
    v_first := coalesce(v_first, v_now + p_window_ms * interval '1 millisecond');
  end if;
  reset_ms := coalesce(extract(epoch from v_first - v_now) * 1000, 0);
  return next;
end
$$;
`;
