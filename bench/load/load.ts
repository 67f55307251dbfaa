import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Bench, BenchContext, Measurement } from '../frame/bench.ts';
import { measureAccept } from './accept.ts';
import { acceptFindings, roadFindings } from './findings.ts';
import { measureRoad } from './road.ts';
import { startStack, type LoadStack } from './stack.ts';

const PARTS = { accept, watch, road };
type Part = keyof typeof PARTS;

/** Distributed mode, all of it on this machine and on loopback: PostgreSQL, Redis, gateways, realtime servers and a worker, each a process of its own. */
export const load: Bench = {
  name: 'load',
  description: 'distributed mode under load: how fast submissions are accepted, many clients that watch, the whole road to the verdict',
  options: {
    parts: { type: 'string', default: 'accept,watch,road', description: 'which of them' },
    gateways: { type: 'string', default: '2', description: 'gateway processes' },
    realtimes: { type: 'string', default: '2', description: 'realtime processes' },
    lanes: { type: 'string', default: '1', description: 'of the worker, in watch and road' },
    submissions: { type: 'string', default: '20000', description: 'accept: so many are measured, after a tenth of that as warm-up' },
    connections: { type: 'string', default: '64', description: 'accept: sent at the same time' },
    clients: { type: 'string', default: '2000', description: 'watch: connected all the time; each submits once' },
    spread: { type: 'string', default: '60', description: 'watch: seconds over which they submit' },
    visitors: { type: 'string', default: '16', description: 'road: submit and wait for the verdict, again and again' },
    each: { type: 'string', default: '20', description: 'road: submissions of each visitor' },
    patience: { type: 'string', default: '240', description: 'watch and road: seconds after which what has not come is missing' },
  },
  needs: ['redis-server'],
  limitSeconds: 900,
  async measure(context) {
    const parts = context.option('parts').split(',').filter(isPart);
    const measurements: Measurement[] = [];
    for (const [index, part] of parts.entries()) {
      context.progress(index / parts.length, part);
      measurements.push(...(await PARTS[part](context)));
    }
    return { measurements };
  },
};

function isPart(name: string): name is Part {
  return Object.hasOwn(PARTS, name);
}

const numberOf = (context: BenchContext, name: string): number => Number(context.option(name));
const sized = (context: BenchContext, name: string): number => Math.ceil(numberOf(context, name) * (context.quick ? 0.1 : 1));

/** Each session sends at most this often a minute: the product's default. The limiter counts as in everyday life. */
const SUBMISSIONS_PER_MINUTE = 5;

async function accept(context: BenchContext): Promise<Measurement[]> {
  const submissions = sized(context, 'submissions');
  const sessions = Math.ceil((submissions * 1.1) / (SUBMISSIONS_PER_MINUTE - 1));
  const stack = await startIn('accept', context, { lanes: 0, environment: { SUBMISSIONS_PER_MINUTE: String(SUBMISSIONS_PER_MINUTE) } });
  return acceptFindings(await measureAccept(stack, { sessions, submissions, connections: numberOf(context, 'connections'), release: context.release }));
}

async function watch(context: BenchContext): Promise<Measurement[]> {
  const stack = await startIn('watch', context, { lanes: numberOf(context, 'lanes') });
  const clients = sized(context, 'clients');
  const result = await measureRoad(stack, { ...commonOf(context), clients, each: 1, spreadSeconds: numberOf(context, 'spread') });
  return roadFindings('watch', 'clients that watch, each its own', result);
}

async function road(context: BenchContext): Promise<Measurement[]> {
  const stack = await startIn('road', context, { lanes: numberOf(context, 'lanes') });
  const options = { ...commonOf(context), clients: numberOf(context, 'visitors'), each: sized(context, 'each'), spreadSeconds: 1 };
  return roadFindings('road', 'the whole road, the worker never idle', await measureRoad(stack, options));
}

function commonOf({ random, release, option }: BenchContext) {
  return { random, release, patienceSeconds: Number(option('patience')) };
}

/** The limit on sessions is far away unless it is given: some parts are for seeing what the product can do. */
async function startIn(
  part: Part,
  context: BenchContext,
  { lanes, environment = {} }: { lanes: number; environment?: Record<string, string> },
): Promise<LoadStack> {
  const directory = path.join(context.directory, part);
  const temporary = path.join(directory, 'tmp');
  mkdirSync(temporary, { recursive: true });
  // The roles may run as another user, who must get to what is theirs.
  for (const shared of [context.directory, directory]) chmodSync(shared, 0o755);
  chmodSync(temporary, 0o1777);
  return startStack({
    directory,
    gateways: numberOf(context, 'gateways'),
    realtimes: numberOf(context, 'realtimes'),
    lanes,
    environment: { TMPDIR: temporary, SESSION_SECRET: 'load '.repeat(8), QUEUE_LIMIT: '1000000', SUBMISSIONS_PER_MINUTE: '100000', ...environment },
    release: context.release,
  });
}
