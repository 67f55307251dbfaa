import type { JudgeError, JudgeErrorList, JudgeErrorQuery } from '@codearena/contracts';
import type { JudgeErrorStore, QueueItem, SubmissionKind } from '@codearena/core';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifier.ts';
import { LAST_TURN } from './queue-place.ts';

export function createJudgeErrorStore(database: Database): JudgeErrorStore {
  return {
    list: (query) => list(database, query),
    judgeAgain: (id) => judgeAgain(database, id),
  };
}

type JudgeErrorRow = {
  id: string;
  kind: SubmissionKind;
  slug: string | null;
  title: string | null;
  language: string;
  attempt: number;
  reason: string | null;
  created_at: Date;
  finished_at: Date;
};

const FILTER = 'judge errors';
const positionSchema = z.tuple([z.uuid()]);

/** A fault that was noted says more than what a program of the problem's complained of, and that more than a test's message. */
const REASON = `
  coalesce(
    s.fault,
    (select string_agg(complaint, '; ') from json_array_elements_text(s.result->'complaints') complaint where s.kind = 'submission'),
    (select t.detail->>'message' from test_results t
      where t.submission_id = s.id and t.attempt = s.attempt and t.status = 'Judge Error' order by t.index limit 1))`;

async function list(database: Database, { cursor, limit }: JudgeErrorQuery): Promise<JudgeErrorList> {
  const [before = null] = cursor === undefined ? [] : decodeCursor(cursor, FILTER, positionSchema);
  const rows = await database.query<JudgeErrorRow>({
    text: `
      select s.id, s.kind, p.slug, p.title, s.language, s.attempt, ${REASON} as reason, s.created_at, s.finished_at
        from submissions s left join problems p on p.id = s.problem_id
       where s.status = 'Judge Error' and s.finished_at is not null and ($1::uuid is null or s.id < $1)
       order by s.id desc limit $2`,
    values: [before, limit + 1],
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(toJudgeError), nextCursor: rows.length > limit && last ? encodeCursor(FILTER, [last.id]) : null };
}

function toJudgeError(row: JudgeErrorRow): JudgeError {
  return {
    submissionId: row.id,
    kind: row.kind,
    problem: row.slug === null || row.title === null ? null : { slug: row.slug, title: row.title },
    language: row.language,
    attempts: row.attempt,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at.toISOString(),
  };
}

type RequeuedRow = { kind: SubmissionKind; attempt: number; turn: number; request_id: string | null; session_id: string; sequence: number };

/** As if it had just been created, but for what makes its next attempt and its next events the newest. */
async function judgeAgain(database: Database, id: string): Promise<{ item: QueueItem; sequence: number } | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<RequeuedRow>({
    text: `
      with again as (
        update submissions
           set status = 'Queued', score = null, tests_passed = 0, compile_output = null, execution_time_ms = null, memory_kb = null,
               result = null, fault = null, attempts_forgiven = attempt, worker_id = null, lease_expires_at = null, due_at = now(), turn = ${LAST_TURN},
               check_at = now() + interval '5 seconds', sequence = sequence + 1, started_at = null, finished_at = null, announced_at = null
         where id = $1 and status = 'Judge Error' and finished_at is not null
        returning id, kind, attempt, turn, request_id, session_id, sequence
      ), forgotten as (
        delete from test_results t using again where t.submission_id = again.id
      )
      select kind, attempt, turn, request_id, session_id, sequence from again`,
    values: [id],
  });
  if (!row) return null;
  const item = { id, kind: row.kind, attempt: row.attempt + 1, turn: row.turn, requestId: row.request_id, sessionId: row.session_id };
  return { item, sequence: row.sequence };
}
