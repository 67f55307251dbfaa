/** In which round something is served: who sends much does not keep others waiting. */
export const turns = `
alter table submissions add column turn integer not null default 0;
drop index submissions_waiting;
create index submissions_waiting on submissions (turn, kind, id) where status = 'Queued' and lease_expires_at is null;
create index submissions_waiting_by_session on submissions (session_id, kind, turn) where status = 'Queued' and lease_expires_at is null;
`;
