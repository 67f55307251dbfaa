import type { Language } from '@codearena/contracts';
import type { IsolationReport, WorkerRegistry, WorkerReport } from '@codearena/core';
import type { Database } from './database.ts';
import { NEED_NOT_SURVIVE } from './durability.ts';

/** A worker that said nothing for so long is not counted on. */
const SILENCE = "interval '10 seconds'";
/** Of those that are gone, the last ones are remembered: they tell what this installation can run. */
const REMEMBERED = "interval '1 day'";

type WorkerRow = {
  id: string;
  lanes: number;
  languages: Language[];
  isolation: IsolationReport;
  judging_ms: number | null;
  trouble: string | null;
};

/** A worker that can be counted on, as a condition on `workers`. */
export const LIVE = `left_at is null and seen_at > now() - ${SILENCE}`;

export function createWorkerRegistry(database: Database): WorkerRegistry {
  const read = (condition: string): Promise<WorkerRow[]> =>
    database.query<WorkerRow>({ text: `select id, lanes, languages, isolation, judging_ms, trouble from workers where ${condition} order by id` });
  return {
    async beat(worker) {
      await database.query(beat(worker));
    },
    async leave(workerId) {
      await database.query({ text: 'update workers set left_at = now() where id = $1', values: [workerId] });
    },
    live: async () => (await read(LIVE)).map(toReport),
    async languages() {
      const live = await read(LIVE);
      return union(live.length > 0 ? live : await read(`seen_at >= (select max(seen_at) from workers) - ${SILENCE}`));
    },
  };
}

function beat(worker: WorkerReport): { name: string; text: string; values: unknown[] } {
  return {
    name: 'worker-beat',
    text: `
      with forgotten as (
        delete from workers where seen_at < (select max(seen_at) from workers) - ${REMEMBERED}
      )
      insert into workers (id, lanes, languages, isolation, judging_ms, trouble) select $1, $2, $3, $4, $5, $6 where ${NEED_NOT_SURVIVE}
      on conflict (id) do update
         set lanes = excluded.lanes, languages = excluded.languages, isolation = excluded.isolation, judging_ms = excluded.judging_ms,
             trouble = excluded.trouble, seen_at = now(), left_at = null`,
    values: [worker.workerId, worker.lanes, JSON.stringify(worker.languages), JSON.stringify(worker.isolation), worker.judgingMs, worker.trouble],
  };
}

function toReport({ id, judging_ms: judgingMs, ...row }: WorkerRow): WorkerReport {
  return { workerId: id, judgingMs, ...row };
}

function union(workers: readonly WorkerRow[]): Language[] {
  const byId = new Map<string, Language>();
  for (const language of workers.flatMap((worker) => worker.languages)) {
    if (!byId.has(language.id)) byId.set(language.id, language);
  }
  return [...byId.values()];
}
