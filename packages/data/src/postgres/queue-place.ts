import type { QueuePlace } from '@codearena/contracts';
import type { Database } from './database.ts';
import { LIVE } from './worker-registry.ts';

/** As the index of what waits has it. */
const WAITING = "w.status = 'Queued' and w.lease_expires_at is null";

/** Counting stops here: beyond, the exact number says nothing more. */
const MOST_AHEAD = 1_000;

/** As the queue serves: by turns, within one runs first ('run' sorts before 'submission'), else first come, first served. */
const BEFORE = `select from submissions w where ${WAITING} and (w.turn, w.kind, w.id) < (s.turn, s.kind, s.id)`;

/**
 * The turn of something new: after what the same session has waiting of its kind (what is judged again apart), and not before the turn that is being served, so that
 * nobody gets ahead by having been away. (Self-clocked fair queueing, Golestani 1994, with every session of the same weight.)
 * `session` and `kind` are SQL.
 */
export function turnOfNew(session: string, kind: string): string {
  return `greatest(
    coalesce((select w.turn + 1 from submissions w where w.session_id = ${session} and w.kind = ${kind} and ${WAITING} and w.attempt = 0 order by w.turn desc limit 1), 0),
    coalesce((select w.turn from submissions w where ${WAITING} order by w.turn limit 1), 0))`;
}

/** After everything that waits: for what operators have judged again. */
export const LAST_TURN = `coalesce((select w.turn + 1 from submissions w where ${WAITING} order by w.turn desc limit 1), 0)`;

export type PlaceRow = { ahead: number | null; per_second: number | null };

/** How many come before the submission `s`, and how many a second all workers together judge when every lane is busy. */
export const COLUMNS_OF_PLACE = `
    case when s.status = 'Queued' then
      case when s.lease_expires_at is null then (select count(*)::integer from (${BEFORE} limit ${MOST_AHEAD}) before) else 0 end
    end as ahead,
    case when s.status = 'Queued' then
      (select sum(lanes * 1000 / judging_ms) from workers where ${LIVE} and trouble is null and judging_ms > 0)
    end as per_second`;

export function toPlace({ ahead, per_second: perSecond }: PlaceRow): QueuePlace {
  if (ahead === null) return {};
  return perSecond === null ? { ahead } : { ahead, waitSeconds: Math.ceil(ahead / perSecond) };
}

export async function countWaiting(database: Database, most: number): Promise<number> {
  const [row] = await database.query<{ waiting: number }>({
    name: 'count-waiting',
    text: `
      select count(*)::integer as waiting from (select from submissions w where ${WAITING} limit $1::integer) waiting`,
    values: [most],
  });
  return row?.waiting ?? 0;
}

export async function oldestWaitingMs(database: Database): Promise<number | null> {
  const [row] = await database.query<{ age: number | null }>({
    name: 'oldest-waiting',
    text: `
      select (extract(epoch from now() - min(w.due_at)) * 1000)::float8 as age from submissions w where ${WAITING} and w.due_at <= now()`,
  });
  return row?.age ?? null;
}
