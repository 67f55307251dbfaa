/** A process of its own with many visitors, each with a session and a connection, who submit and watch what becomes of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openHttp, type HttpConnection } from '../connection.ts';
import type { Heard } from './events.ts';
import { acceptedId, openSessions, submit } from './sessions.ts';
import { connectWatcher, type Watcher } from './watcher.ts';

/** `spreadSeconds`: over which the visitors' first submissions are spread, each of them `offset` of it after the begin. */
export type Visit = {
  gateways: number[];
  realtimes: number[];
  offsets: number[];
  each: number;
  spreadSeconds: number;
  patienceSeconds: number;
  bodies: string[];
};

/** Milliseconds from sending to the 202, and from sending to the verdict. Null: not accepted, or nothing heard in time. */
export type Visited = {
  sent: number;
  refused: number;
  answerMs: number[];
  verdictMs: number[];
  heard: Heard[];
  verdicts: Record<string, number>;
  seconds: number;
};

type Visitor = { cookie: string; watcher: Watcher; offset: number };

/** At a time: a browser opens its connection when its person comes, not all in one moment. */
const CONNECTING = 50;
const HTTP_CONNECTIONS = 32;
/** What was told last may still be on its way when the verdict has come. */
const LINGER_MS = 500;

let visit: Visit | undefined;
const visitors: Visitor[] = [];

process.on('message', (message: Visit | 'go') => {
  void (message === 'go' ? go() : prepare(message)).then((answer) => process.send?.(answer));
});

async function prepare(given: Visit): Promise<number> {
  visit = given;
  const cookies = await openSessions(given.gateways, given.offsets.length);
  for (let first = 0; first < cookies.length; first += CONNECTING) {
    const some = cookies.slice(first, first + CONNECTING).map(async (cookie, index): Promise<Visitor> => {
      const watcher = await connectWatcher(given.realtimes[index % given.realtimes.length] ?? 0, cookie);
      return { cookie, watcher, offset: given.offsets[first + index] ?? 0 };
    });
    visitors.push(...(await Promise.all(some)));
  }
  return visitors.length;
}

async function go(): Promise<Visited> {
  if (!visit) throw new Error('There is no visit');
  const { gateways, each, spreadSeconds, patienceSeconds, bodies } = visit;
  const visited: Visited = { sent: 0, refused: 0, answerMs: [], verdictMs: [], heard: [], verdicts: {}, seconds: 0 };
  const pool = await createPool(gateways, Math.min(HTTP_CONNECTIONS, visitors.length));
  const from = performance.now();
  const act = async ({ cookie, watcher, offset }: Visitor): Promise<void> => {
    await sleep(offset * spreadSeconds * 1000);
    for (let turn = 0; turn < each; turn++) {
      const body = bodies[visited.sent++ % bodies.length] ?? '';
      const at = performance.now();
      const id = acceptedId(await pool.use((connection) => submit(connection, cookie, body)));
      visited.answerMs.push(performance.now() - at);
      if (id === null) visited.refused += 1;
      else await note(watcher.follow(id), at);
    }
  };
  const note = async (following: ReturnType<Watcher['follow']>, at: number): Promise<void> => {
    const { verdict, ...heard } = await following;
    visited.verdictMs.push(performance.now() - at);
    visited.verdicts[verdict] = (visited.verdicts[verdict] ?? 0) + 1;
    visited.heard.push(heard);
  };
  await Promise.race([Promise.all(visitors.map(act)), sleep(patienceSeconds * 1000, undefined, { ref: false })]);
  visited.seconds = (performance.now() - from) / 1000;
  await sleep(LINGER_MS);
  for (const { watcher } of visitors) watcher.close();
  pool.close();
  return visited;
}

async function createPool(ports: readonly number[], count: number) {
  const all = await Promise.all(Array.from({ length: count }, (_, index) => openHttp(ports[index % ports.length] ?? 0)));
  const free = [...all];
  const waiting: ((connection: HttpConnection) => void)[] = [];
  return {
    async use<Answer>(work: (connection: HttpConnection) => Promise<Answer>): Promise<Answer> {
      const connection = free.pop() ?? (await new Promise<HttpConnection>((resolve) => waiting.push(resolve)));
      try {
        return await work(connection);
      } finally {
        const next = waiting.shift();
        if (next) next(connection);
        else free.push(connection);
      }
    },
    close: () => all.forEach((connection) => connection.close()),
  };
}
