import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { startChild } from '../child.ts';
import type { Bench, Measurement } from '../frame/bench.ts';
import { inTurns, measured, measuredAt, ratios } from '../frame/measure.ts';
import { bringListeners, type Heard, type Listeners } from './listeners.ts';
import type { Order, Published, Ready } from './server.ts';

const WAIT_MS = 10_000;

/** One event is one event however it is packed: deliveries are what clients' handlers got. */
type Turn = Heard & { perSecond: number };

export const events: Bench = {
  name: 'events',
  description: 'one submission watched by many: deliveries a second and their delay, against a bare Socket.IO server',
  options: { clients: { type: 'string', default: '300', description: 'who watch, in this process' } },
  limitSeconds: 300,
  async measure(context) {
    const clients = Math.ceil(Number(context.option('clients')) * (context.quick ? 0.2 : 1));
    context.progress(0, `bringing ${clients} clients`);
    const { child, first } = await startChild<Ready>(path.join(import.meta.dirname, 'server.ts'), [context.directory]);
    context.release(() => ended(child));
    const listeners = {
      ours: await bringListeners(first.ours, clients, first.cookie, first.submissionId),
      bare: await bringListeners(first.bare, clients, first.cookie, null),
    };
    context.release(() => Object.values(listeners).forEach((group) => group.leave()));
    const rounds = context.quick ? 2 : 7;
    const turns = (events: number, everyMs: number) => ({
      ours: () => take(child, listeners.ours, { to: 'ours', events, everyMs }),
      bare: () => take(child, listeners.bare, { to: 'bare', events, everyMs }),
    });
    await inTurns(1, turns(5, 10));
    const paced = await inTurns(rounds, turns(20, 100), (done, all) => context.progress((done / all) * 0.6, 'ten a second'));
    const bursts = await inTurns(rounds, turns(50, 0), (done, all) => context.progress(0.6 + (done / all) * 0.4, 'fifty at once'));
    return { measurements: [...pacedMeasurements(paced, clients), ...burstMeasurements(bursts, clients)] };
  },
};

type Both = Record<'ours' | 'bare', Turn[]>;

async function take(child: ChildProcess, listeners: Listeners, order: Order): Promise<Turn> {
  listeners.begin();
  const published = await new Promise<Published>((resolve) => {
    child.once('message', (message) => resolve(message as Published));
    child.send(order);
  });
  const heard = await listeners.settle(published, WAIT_MS);
  const begun = published.at[0]?.[1] ?? Number.NaN;
  return { ...heard, perSecond: (heard.latencies.length / (heard.lastAt - begun)) * 1000 };
}

function pacedMeasurements({ ours, bare }: Both, clients: number): Measurement[] {
  const group = `10 events a second to ${clients} clients: from publishing to the client's handler`;
  const all = (turns: readonly Turn[]): number[] => turns.flatMap(({ latencies }) => latencies);
  return [
    measured({ id: 'paced.p50', group, name: 'p50', unit: 'ms' }, all(ours)),
    measuredAt(0.99, { id: 'paced.p99', group, name: 'p99', unit: 'ms' }, all(ours)),
    measured({ id: 'paced.bare.p50', group, name: 'bare Socket.IO, p50', unit: 'ms' }, all(bare)),
    measuredAt(0.99, { id: 'paced.bare.p99', group, name: 'bare Socket.IO, p99', unit: 'ms' }, all(bare)),
    ...countMeasurements('paced', group, ours),
  ];
}

function burstMeasurements({ ours, bare }: Both, clients: number): Measurement[] {
  const group = `50 events at once to ${clients} clients`;
  const rates = (turns: readonly Turn[]): number[] => turns.map(({ perSecond }) => perSecond);
  return [
    measured({ id: 'burst.ratio', group, name: 'deliveries a second, to those of bare Socket.IO', unit: 'ratio' }, ratios(rates(ours), rates(bare))),
    measured({ id: 'burst.rate', group, name: 'deliveries', unit: '/s' }, rates(ours)),
    measured({ id: 'burst.bare.rate', group, name: 'deliveries of bare Socket.IO', unit: '/s' }, rates(bare)),
    ...countMeasurements('burst', group, ours),
  ];
}

function countMeasurements(id: string, group: string, turns: readonly Turn[]): Measurement[] {
  const sum = (of: (turn: Turn) => number): number => turns.reduce((total, turn) => total + of(turn), 0);
  const count = { group, unit: 'count', target: { atMost: 0 } } as const;
  return [
    measured({ ...count, id: `${id}.lost`, name: 'lost' }, [sum(({ lost }) => lost)]),
    measured({ ...count, id: `${id}.doubled`, name: 'doubled' }, [sum(({ doubled }) => doubled)]),
  ];
}

/** It stops its database first. */
async function ended(child: ChildProcess): Promise<void> {
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.disconnect();
  await exited;
}
