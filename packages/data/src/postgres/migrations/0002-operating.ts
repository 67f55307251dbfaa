/** What operators see and do, how long waiting takes, and what housekeeping needs to find what nobody needs any more. */
export const operating = `
-- Why judging failed for a reason of ours; for operators alone.
alter table submissions add column fault text;
-- Attempts that an operator has forgiven by having it judged again.
alter table submissions add column attempts_forgiven integer not null default 0;
create index submissions_judge_errors on submissions (id) where status = 'Judge Error';
create index submissions_ended_runs on submissions (finished_at) where kind = 'run' and finished_at is not null;
-- Runs are taken before submissions, so who waits before whom is a question of the kind first.
drop index submissions_waiting;
create index submissions_waiting on submissions (kind, id) where status = 'Queued' and lease_expires_at is null;

-- How long one judging takes on one lane, as measured.
alter table workers add column judging_ms double precision;
-- Why it takes nothing at the moment.
alter table workers add column trouble text;

-- To the day.
alter table sessions add column seen_at timestamptz not null default now();
create index sessions_by_seen_at on sessions (seen_at);
`;
