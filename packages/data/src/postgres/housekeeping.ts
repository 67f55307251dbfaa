import type { Housekeeping } from '@codearena/core';
import type { Database, Query } from './database.ts';

/** Held shared while a problem is saved: it may count on test data that is there already. */
export const BLOBS_LOCK = 1_129_270_855;

/** Of runs, so many are removed in one statement: it must not hold anybody up. */
const BATCH = 500;

/** Who looks at a run does so at once. */
const RUNS_KEPT = "interval '7 days'";
/** Of who only looked around nothing is lost; the cookie of who submitted is gone after a year. */
const SESSIONS_KEPT = { unused: "interval '30 days'", used: "interval '400 days'" };
/** A version that nobody submitted for and that was replaced; young ones may just be on their way to a submission. */
const VERSIONS_KEPT = "interval '1 day'";

export function createHousekeeping(database: Database): Housekeeping {
  return {
    async tidy() {
      const runs = await inBatches(() => removeRuns(database.query));
      const sessions = await removeSessions(database.query);
      const versions = await removeVersions(database.query);
      const files = await database.transaction(removeBlobs);
      return { runs, sessions, versions, files };
    },
  };
}

async function inBatches(remove: () => Promise<number>): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await remove();
    removed += count;
    if (count < BATCH) return removed;
  }
}

async function removeRuns(query: Query): Promise<number> {
  const text = `
    delete from submissions where id in (
      select id from submissions where kind = 'run' and finished_at < now() - ${RUNS_KEPT} limit ${BATCH})
    returning id`;
  return (await query({ text })).length;
}

async function removeSessions(query: Query): Promise<number> {
  const text = `
    delete from sessions s
     where seen_at < now() - ${SESSIONS_KEPT.used}
        or (seen_at < now() - ${SESSIONS_KEPT.unused} and not exists (select from submissions where session_id = s.id and kind = 'submission'))
    returning id`;
  return (await query({ text })).length;
}

async function removeVersions(query: Query): Promise<number> {
  const text = `
    delete from problem_versions v using problems p
     where p.id = v.problem_id and v.version < p.current_version and v.created_at < now() - ${VERSIONS_KEPT}
       and not exists (select from submissions s where s.problem_id = v.problem_id and s.problem_version = v.version)
    returning v.version`;
  return (await query({ text })).length;
}

/** Files that no version refers to. While a problem is being saved, what it needs may look like that: then another time. */
async function removeBlobs(query: Query): Promise<number> {
  const [lock] = await query<{ held: boolean }>({ text: 'select pg_try_advisory_xact_lock($1) as held', values: [BLOBS_LOCK] });
  if (!lock?.held) return 0;
  const unused = await query<{ sha256: string }>({
    text: `
      select sha256 from blobs
      except
      select jsonb_path_query(definition, 'lax $.**.sha256') #>> '{}' from problem_versions`,
  });
  const names = unused.map(({ sha256 }) => sha256);
  await query({ text: 'delete from blob_chunks where sha256 = any ($1)', values: [names] });
  await query({ text: 'delete from blobs where sha256 = any ($1)', values: [names] });
  return names.length;
}
