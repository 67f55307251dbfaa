import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startChild } from './child.ts';
import { checkEvents, type EventCheck } from './events.ts';
import { beyondIdle, countProcessorUse, LOAD_GENERATOR, type ProcessorUse } from './processor-use.ts';
import { listenToPublished } from './published.ts';
import type { LoadStack } from './stack.ts';
import type { Visit, Visited } from './visitor.ts';

export type RoadOptions = {
  clients: number;
  each: number;
  spreadSeconds: number;
  patienceSeconds: number;
  random: () => number;
  release: (undo: () => unknown) => void;
};

export type RoadResult = Omit<Visited, 'heard'> & {
  clients: number;
  events: EventCheck;
  /** Milliseconds from being stored to being taken by the worker. */
  queueWaitMs: number[];
  processors: ProcessorUse[];
};

/** Everybody is connected and nobody does anything: what is used then is no submission's. */
const IDLE_MS = 5_000;

/** Clients that submit over HTTP, and watch over Socket.IO what becomes of it, all of them connected from the begin to the end. */
export async function measureRoad(stack: LoadStack, { clients, each, spreadSeconds, patienceSeconds, random, release }: RoadOptions): Promise<RoadResult> {
  const child = startChild(path.join(import.meta.dirname, 'visitor.ts'));
  release(() => child.end());
  const published = await listenToPublished(stack.redisUrl);
  release(() => published.close());
  const offsets = Array.from({ length: clients }, random);
  const visit: Visit = { gateways: stack.gateways, realtimes: stack.realtimes, offsets, each, spreadSeconds, patienceSeconds, bodies: BODIES };
  const connected = await child.ask<number>(visit);
  const processes = (): Map<string, number[]> => new Map([...stack.processes(), [LOAD_GENERATOR, [child.pid]]]);
  const countIdle = countProcessorUse(processes);
  await sleep(IDLE_MS);
  const idle = countIdle();
  const count = countProcessorUse(processes);
  const { heard, ...visited } = await child.ask<Visited>('go');
  const processors = beyondIdle(count(), idle);
  const queueWaitMs = await queueWaits(stack.connectionString);
  published.close();
  await stack.stop();
  return { ...visited, clients: connected, events: checkEvents(published.sequences, heard), queueWaitMs, processors };
}

async function queueWaits(connectionString: string): Promise<number[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ ms: number }>(
      'select (extract(epoch from started_at - created_at) * 1000)::float8 as ms from submissions where started_at is not null',
    );
    return rows.map(({ ms }) => ms);
  } finally {
    await client.end();
  }
}

const BODIES = ['a, b = map(int, input().split())\nprint(a + b)\n', 'print(sum(int(word) for word in input().split()))\n', 'print(5)\n'].map((code) =>
  JSON.stringify({ problemId: 'a-plus-b', language: 'python', code }),
);
