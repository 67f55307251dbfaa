import { chmodSync } from 'node:fs';
import { SESSION_COOKIE, signSession } from '@codearena/core';
import { createDatabase } from '@codearena/data';
import { silentLogger } from '@codearena/data/testing';
import type { Bench, Measurement } from '../frame/bench.ts';
import { measured, measuredAt } from '../frame/measure.ts';
import { median } from '../frame/statistics.ts';
import { openHttp, type HttpConnection } from '../connection.ts';
import { startStack } from '../load/stack.ts';
import { BUSY, fillProblems, fillSubmissions } from './fill.ts';
import { explainRequests } from './plans.ts';
import { PAGED, REQUESTS } from './requests.ts';

const SECRET = 'data '.repeat(8);
const FILLING_MS = 600_000;

/** The lists as they grow, through the HTTP route of a gateway of distributed mode, for the session that has half of all submissions. */
export const data: Bench = {
  name: 'data',
  description: 'history and problem list while the database grows, through a gateway, with the plans of their statements',
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000', description: 'submissions at which to measure, ascending' },
    problems: { type: 'string', default: '10000', description: 'problems from the begin' },
    repeats: { type: 'string', default: '100', description: 'of each request' },
  },
  needs: ['redis-server'],
  limitSeconds: 1800,
  async measure({ quick, option, progress, directory, release }) {
    const sizes = option('sizes')
      .split(',')
      .map((size) => Math.ceil(Number(size) / (quick ? 10 : 1)));
    const repeats = Number(option('repeats'));
    chmodSync(directory, 0o755);
    const stack = await startStack({ directory, gateways: 1, realtimes: 0, lanes: 0, environment: { SESSION_SECRET: SECRET, LOG_LEVEL: 'warn' }, release });
    const database = createDatabase({ connectionString: stack.connectionString, logger: silentLogger, statementTimeoutMs: FILLING_MS });
    release(() => database.close());
    await fillProblems(database, Number(option('problems')));
    const bySize: Map<string, number[]>[] = [];
    for (const [index, size] of sizes.entries()) {
      progress(index / sizes.length, `${size} submissions`);
      await fillSubmissions(database, sizes[index - 1] ?? 0, size);
      await database.query({ text: 'vacuum analyze' });
      // Anew, because a gateway closes a connection on which nothing comes for a while, as during the filling.
      const connection = await openHttp(stack.gateways[0] ?? 0);
      bySize.push(await measureAll(connection, repeats));
      connection.close();
    }
    return { measurements: sizes.flatMap((size, index) => findings(size, bySize[index], bySize[0])), notes: await explainRequests(database, BUSY) };
  },
};

/** Milliseconds of each request, by its id. */
async function measureAll(connection: HttpConnection, repeats: number): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (const { id, path } of REQUESTS) {
    const own: number[] = [];
    // The first few are not counted: the gateway's code and the database's memory are cold.
    for (let repeat = -5; repeat < repeats; repeat++) {
      const { ms } = await get(connection, path(Math.max(repeat, 0)));
      if (repeat >= 0) own.push(ms);
    }
    times.set(id, own);
  }
  for (const { id, path } of PAGED) times.set(id, await readPages(connection, path, repeats));
  return times;
}

async function readPages(connection: HttpConnection, path: string, most: number): Promise<number[]> {
  const own: number[] = [];
  let cursor: string | null = '';
  while (own.length < most && cursor !== null) {
    const page: { ms: number; nextCursor: string | null } = await get(connection, `${path}&cursor=${cursor}`);
    own.push(page.ms);
    cursor = page.nextCursor;
  }
  return own;
}

async function get(connection: HttpConnection, path: string): Promise<{ ms: number; nextCursor: string | null }> {
  const from = performance.now();
  const { status, body } = await connection.request(`GET ${path} HTTP/1.1\r\ncookie: ${COOKIE}`, '');
  const ms = performance.now() - from;
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body}`);
  return { ms, nextCursor: (JSON.parse(body) as { nextCursor: string | null }).nextCursor };
}

const COOKIE = `${SESSION_COOKIE}=${encodeURIComponent(signSession(BUSY, SECRET))}`;

function findings(size: number, times: ReadonlyMap<string, number[]> = new Map(), smallest: ReadonlyMap<string, number[]> = new Map()): Measurement[] {
  return [...REQUESTS, ...PAGED].flatMap(({ id, name }) => {
    const own = times.get(id) ?? [];
    const group = `${size.toLocaleString('en')} submissions`;
    const growth = median(own) / median(smallest.get(id) ?? own);
    return [
      measuredAt(0.95, { id: `${id}.${size}.p95`, group, name: `${name}, p95`, unit: 'ms', target: { atMost: 20 } }, own),
      measured({ id: `${id}.${size}.growth`, group: `${group}, median against the smallest size`, name, unit: 'ratio', better: 'lower' }, [growth]),
    ];
  });
}
