import path from 'node:path';
import type { Judged, Visitor } from '../visitor.ts';
import { openShell } from './bare-shell.ts';
import type { BareRoad } from './bare-roads.ts';
import type { BenchProblem } from './problems.ts';

/** Somebody who judges submissions to one problem in one language: we, or a bare shell. */
export type Contender = {
  /** One while nothing else goes on; milliseconds. */
  one(): Promise<number>;
  /** So many as fast as possible, on as many cores as we have lanes; milliseconds for all of them. */
  batch(count: number): Promise<number>;
  stop(): void;
};

/** How many submissions wait or are judged for each lane while there are enough. */
const IN_FLIGHT = 4;

export type Submissions = { problem: BenchProblem; language: string; nextCode: () => string };

export type Ours = Contender & { judged: readonly Judged[]; senderMs(): number };

/** The whole product, seen by visitors; each has a session and a connection of its own. */
export function createOurs(visitors: readonly Visitor[], lanes: number, { problem, language, nextCode }: Submissions): Ours {
  const judged: Judged[] = [];
  let senderMs = 0;
  const submit = async (visitor: Visitor | undefined): Promise<number> => {
    if (!visitor) throw new Error('There are no visitors');
    const result = await visitor.submit({ problem: problem.slug, language, code: nextCode() });
    if (result.verdict !== 'Accepted') throw new Error(`${language} for ${problem.slug}: ${result.verdict}, see ${result.id}`);
    judged.push(result);
    return result.endedAt - result.sentAt;
  };
  return {
    judged,
    one: () => submit(visitors[0]),
    async batch(count) {
      const before = process.cpuUsage();
      const taken = await inParallel(count, lanes * IN_FLIGHT, (place) => submit(visitors[place % visitors.length]));
      const { user, system } = process.cpuUsage(before);
      senderMs += (user + system) / 1000;
      return taken;
    },
    senderMs: () => senderMs,
    stop: () => undefined,
  };
}

export function createBare(directory: string, road: BareRoad, lanes: number, { problem, nextCode }: Submissions): Contender {
  const shells = Array.from({ length: lanes }, (_, lane) => openShell(path.join(directory, `lane-${lane}`), road, problem));
  const judge = async (place: number): Promise<void> => void (await shells[place]?.judge(nextCode()));
  return {
    one: async () => (await shells[0]?.judge(nextCode())) ?? Number.NaN,
    batch: (count) => inParallel(count, lanes, judge),
    stop: () => shells.forEach((shell) => shell.stop()),
  };
}

/** Each place takes the next as soon as it has done one; milliseconds for all. */
async function inParallel(count: number, places: number, work: (place: number) => Promise<unknown>): Promise<number> {
  let left = count;
  const started = performance.now();
  const take = async (place: number): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await work(place);
    }
  };
  await Promise.all(Array.from({ length: places }, (_, place) => take(place)));
  return performance.now() - started;
}
