import path from 'node:path';
import { startChild } from '../child.ts';
import type { Bench, BenchContext, Measurement } from '../frame/bench.ts';
import { inTurns, measured, measuredAt, ratios } from '../frame/measure.ts';
import { median } from '../frame/statistics.ts';
import { startProduct } from '../product.ts';
import { visit } from '../visitor.ts';
import { openHttp, type HttpConnection } from '../connection.ts';

const CODE = 'print(sum(map(int, input().split())))\n';
/** So many are in the history that is asked for. */
const SUBMISSIONS = 30;

type Route = { name: string; url: string; head: string; body: string };
type Turn = { times: number[]; perSecond: number };

/** Every route with 50 connections that each ask again as soon as they have an answer, against an answer that takes no work. */
export const api: Bench = {
  name: 'api',
  description: 'p50 and p99 of every route with 50 connections, against node:http and Express that only answer',
  options: { connections: { type: 'string', default: '50', description: 'at once' } },
  limitSeconds: 600,
  async measure(context) {
    context.progress(0, 'starting the product');
    const routes = await routesToMeasure(context);
    const rounds = context.quick ? 2 : 5;
    const turnMs = context.quick ? 300 : 1_000;
    const connections = Number(context.option('connections'));
    const turns = Object.fromEntries(routes.map((route) => [route.name, () => ask(route, connections, turnMs)]));
    const before = process.cpuUsage();
    const started = performance.now();
    const results = await inTurns(rounds, turns, (done, all, name) => context.progress(done / all, name));
    const { user, system } = process.cpuUsage(before);
    const bare = results['node:http, bare'] ?? [];
    return {
      measurements: routes.flatMap(({ name }) => measurementsOf(name, results[name] ?? [], bare)),
      notes: [`${connections} connections; the sender took ${Math.round((user + system) / 10 / (performance.now() - started))} % of one core`],
    };
  },
};

async function routesToMeasure(context: BenchContext): Promise<Route[]> {
  const { child, first } = await startChild<[number, number]>(path.join(import.meta.dirname, 'echo-server.ts'));
  context.release(() => child.kill());
  const { url } = await startProduct(context);
  const visitor = await visit(url);
  context.release(() => visitor.leave());
  const sent = { problem: 'a-plus-b', language: 'python', code: CODE };
  const submissions = await Promise.all(Array.from({ length: SUBMISSIONS }, () => visitor.submit(sent)));
  const paths = [
    '/',
    '/api/problems',
    '/api/problems?search=a&difficulty=easy',
    '/api/problems/a-plus-b',
    '/api/languages',
    '/api/history',
    `/api/submissions/${submissions[0]?.id ?? ''}`,
    '/api/openapi.json',
    '/health',
    '/ready',
    '/metrics',
  ];
  const ours = paths.map((one) => ({ name: `GET ${one.replace(/[0-9a-f-]{36}/, ':id')}`, url, ...get(one, visitor.cookie) }));
  const [bare, framed] = first;
  const echo = (name: string, port: number): Route => ({ name, url: `http://127.0.0.1:${port}`, ...get('/', visitor.cookie) });
  return [echo('node:http, bare', bare), echo('Express, bare', framed), ...ours, acceptRoute(url, visitor.cookie)];
}

function get(path: string, cookie: string): Pick<Route, 'head' | 'body'> {
  return { head: `GET ${path} HTTP/1.1\r\ncookie: ${cookie}`, body: '' };
}

/** What the gateway does before it looks for a language: parsing, checks and the session, but nothing is stored or judged. */
function acceptRoute(url: string, cookie: string): Route {
  const body = JSON.stringify({ problemId: 'a-plus-b', language: 'no-such-language', code: CODE });
  return {
    name: 'POST /api/submissions, refused with 422',
    url,
    head: `POST /api/submissions HTTP/1.1\r\ncookie: ${cookie}\r\ncontent-type: application/json`,
    body,
  };
}

async function ask(route: Route, count: number, ms: number): Promise<Turn> {
  const port = Number(new URL(route.url).port);
  const connections = await Promise.all(Array.from({ length: count }, () => openHttp(port)));
  for (const connection of connections) await expectAnswer(connection, route);
  const times: number[] = [];
  const started = performance.now();
  const again = async (connection: HttpConnection): Promise<void> => {
    while (performance.now() - started < ms) {
      const asked = performance.now();
      await connection.request(route.head, route.body);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(connections.map(again));
  const perSecond = (times.length / (performance.now() - started)) * 1000;
  connections.forEach((connection) => connection.close());
  return { times, perSecond };
}

/** What is not answered as it should be must not be measured. */
async function expectAnswer(connection: HttpConnection, { name, head, body }: Route): Promise<void> {
  const { status } = await connection.request(head, body);
  if (status !== (name.endsWith('422') ? 422 : 200)) throw new Error(`${name} answered ${status}`);
}

function measurementsOf(name: string, turns: readonly Turn[], bare: readonly Turn[]): Measurement[] {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const times = turns.flatMap((turn) => turn.times);
  const time = { group: 'time to the answer', unit: 'ms' } as const;
  const ratio = { group: 'median time to the answer, to that of bare node:http', unit: 'ratio', better: 'lower' } as const;
  const middle = (all: readonly Turn[]): number[] => all.map((turn) => median(turn.times));
  return [
    measured({ ...ratio, id: `${id}.ratio`, name }, ratios(middle(turns), middle(bare))),
    measured({ ...time, id: `${id}.p50`, name: `${name}, p50` }, times),
    measuredAt(0.99, { ...time, id: `${id}.p99`, name: `${name}, p99` }, times),
    measured(
      { id: `${id}.rate`, group: 'answers a second', name, unit: '/s' },
      turns.map(({ perSecond }) => perSecond),
    ),
  ];
}
