import type { RunStatus, SubmissionEvent } from '@codearena/contracts';
import { MAX_ATTEMPTS, sequenceOf, type QueueItem, type SubmissionKind, type SubmissionRecovery } from '@codearena/core';
import type { Database, Statement } from './database.ts';
import { NEED_NOT_SURVIVE } from './durability.ts';
import { isUuid } from './identifier.ts';
import { MAY_TRY } from './judging-statements.ts';
import { scoresOf, TEST_RESULTS, toTestResult, type StoredJudgement, type TestResultRow } from './submission-view.ts';

/** Something whose job is merely waiting its turn is looked at again this much later. */
const NEXT_CHECK = "interval '10 seconds'";

/** As the index of what there is to check has it. */
const PENDING = "status in ('Queued', 'Compiling', 'Running')";

export function createSubmissionRecovery(database: Database): SubmissionRecovery {
  return {
    async findOverdue(limit) {
      await database.query(quarantine(limit));
      const rows = await database.query<OverdueRow>(takeOverdue(limit));
      return rows.map(toQueueItem);
    },
    async findUnannounced(olderThanMs, limit) {
      const rows = await database.query<{ id: string }>({
        name: 'find-unannounced',
        text: `
          select id from submissions
           where finished_at is not null and announced_at is null and finished_at <= now() - $1::integer * interval '1 millisecond'
           order by finished_at limit $2`,
        values: [olderThanMs, limit],
      });
      return rows.map((row) => row.id);
    },
    async markAnnounced(ids) {
      await database.query({
        name: 'mark-announced',
        text: `update submissions set announced_at = now() where id = any ($1::uuid[]) and finished_at is not null and announced_at is null and ${NEED_NOT_SURVIVE}`,
        values: [ids.filter(isUuid)],
      });
    },
    completedEvent: (id) => completedEvent(database, id),
  };
}

type OverdueRow = { id: string; kind: SubmissionKind; attempt: number; turn: number; request_id: string | null; session_id: string };

/** Moves `check_at`, so that several sweepers share the work and a long queue is not swept again and again. */
function takeOverdue(limit: number): Statement {
  return {
    name: 'take-overdue',
    text: `
      update submissions s set check_at = now() + ${NEXT_CHECK}
       where id in (select id from submissions
                     where ${PENDING} and check_at <= now() and due_at <= now()
                       and (lease_expires_at is null or lease_expires_at <= now()) and ${MAY_TRY}
                     order by check_at limit $1 for update skip locked) and ${NEED_NOT_SURVIVE}
      returning id, kind, attempt, turn, request_id, session_id`,
    values: [limit],
  };
}

function toQueueItem(row: OverdueRow): QueueItem {
  return { id: row.id, kind: row.kind, attempt: row.attempt + 1, turn: row.turn, requestId: row.request_id, sessionId: row.session_id };
}

const USED_UP = `Each of its ${MAX_ATTEMPTS} attempts ended without a word from its worker, so it is kept away from further ones`;

/** Whatever took down the holder of every attempt must not take down more of them. */
function quarantine(limit: number): Statement {
  const afterEveryEvent = sequenceOf(1, 0) - 1;
  return {
    name: 'quarantine',
    text: `
      update submissions s
         set status = 'Judge Error', finished_at = now(), lease_expires_at = null, fault = concat_ws('; an earlier fault: ', $2::text, fault),
             sequence = sequence / ${sequenceOf(1, 0)} * ${sequenceOf(1, 0)} + ${afterEveryEvent}
       where id in (select id from submissions
                     where ${PENDING} and check_at <= now()
                       and (lease_expires_at is null or lease_expires_at <= now()) and not ${MAY_TRY}
                     order by check_at limit $1 for update skip locked)`,
    values: [limit, USED_UP],
  };
}

type EndedRow = {
  status: RunStatus;
  score: number | null;
  result: Partial<StoredJudgement> | null;
  execution_time_ms: number | null;
  memory_kb: number | null;
  sequence: number;
  test_results: TestResultRow[];
};

async function completedEvent(database: Database, id: string): Promise<SubmissionEvent | null> {
  if (!isUuid(id)) return null;
  const [row] = await database.query<EndedRow>({
    name: 'completed-event',
    text: `
      select s.status, s.score, s.result, s.execution_time_ms, s.memory_kb, s.sequence, ${TEST_RESULTS} as test_results
        from submissions s where s.id = $1 and s.finished_at is not null`,
    values: [id],
  });
  if (!row) return null;
  return {
    event: 'submission_completed',
    payload: {
      submissionId: id,
      status: row.status,
      ...scoresOf(row),
      testResults: row.test_results.map(toTestResult),
      executionTimeMs: row.execution_time_ms,
      memoryKb: row.memory_kb,
      sequence: row.sequence,
    },
  };
}
