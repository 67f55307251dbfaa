import type { QueuePlace } from '@codearena/contracts';
import type { SubmissionKind } from '@codearena/core';
import type { Database } from './database.ts';
import { LIVE } from './worker-registry.ts';

/** As the index of what waits has it. */
const WAITING = "status = 'Queued' and lease_expires_at is null";

/** Counting stops here: beyond, the exact number says nothing more. */
const MOST_AHEAD = 1_000;

const WAITING_RUNS = `select from submissions w where w.kind = 'run' and ${WAITING}`;
const WAITING_SUBMISSIONS = `select from submissions w where w.kind = 'submission' and ${WAITING}`;

/** Runs are taken first; within a kind it is first come, first served. */
const BEFORE: Record<SubmissionKind, string> = {
  run: `${WAITING_RUNS} and w.id < s.id`,
  submission: `${WAITING_RUNS} union all (${WAITING_SUBMISSIONS} and w.id < s.id)`,
};

export type PlaceRow = { ahead: number | null; per_second: number | null };

/** How many come before the submission `s`, and how many a second all workers together judge when every lane is busy. */
export function columnsOfPlace(kind: SubmissionKind): string {
  return `
    case when s.status = 'Queued' then
      case when s.lease_expires_at is null then (select count(*)::integer from (${BEFORE[kind]} limit ${MOST_AHEAD}) before) else 0 end
    end as ahead,
    case when s.status = 'Queued' then
      (select sum(lanes * 1000 / judging_ms) from workers where ${LIVE} and trouble is null and judging_ms > 0)
    end as per_second`;
}

export function toPlace({ ahead, per_second: perSecond }: PlaceRow): QueuePlace {
  if (ahead === null) return {};
  return perSecond === null ? { ahead } : { ahead, waitSeconds: Math.ceil(ahead / perSecond) };
}

export async function countWaiting(database: Database, most: number): Promise<number> {
  const [row] = await database.query<{ waiting: number }>({
    name: 'count-waiting',
    text: `
      select count(*)::integer as waiting
        from (${WAITING_RUNS} union all ${WAITING_SUBMISSIONS} limit $1::integer) waiting`,
    values: [most],
  });
  return row?.waiting ?? 0;
}
