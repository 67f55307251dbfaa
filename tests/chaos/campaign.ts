import { setTimeout as sleep } from 'node:timers/promises';
import { createFaults } from './faults.ts';
import type { Random } from '../product/random.ts';
import type { Stack } from './stack.ts';
import type { Visitors } from './visitors.ts';

/** A fault that was, with the seconds from its beginning until … */
export type Record = {
  name: string;
  atSeconds: number;
  lastedSeconds: number;
  /** … a submission was accepted that was not before. */
  acceptingSeconds: number | null;
  /** … everything that was accepted before it had its end told to its subscriber. */
  finishedSeconds: number | null;
};

const OBSERVE_MS = 25;
/** What is down already cannot be struck: its being up again is waited for. */
const TARGET = { patienceMs: 15_000, againMs: 100 };

/** Strikes one fault after the other, and sometimes a second one into the first, until the time is over. */
export async function campaign(options: {
  stack: Stack;
  visitors: Visitors;
  random: Random;
  seconds: number;
  onFault: (record: Record) => void;
}): Promise<Record[]> {
  const { stack, visitors, random, seconds, onFault } = options;
  const records: Record[] = [];
  const beginning = performance.now();
  const observed: Promise<void>[] = [];
  const nextFault = createFaults(stack, random);

  async function strike(): Promise<void> {
    const fault = nextFault();
    const deadline = performance.now() + TARGET.patienceMs;
    for (;;) {
      const from = performance.now();
      const pending = [...visitors.accepted.values()].filter(({ endedAt }) => endedAt === null);
      if (await fault.strike()) return note(fault.name, from, pending);
      if (performance.now() > deadline) return;
      await sleep(TARGET.againMs);
    }
  }

  function note(name: string, from: number, pending: readonly { endedAt: number | null }[]): void {
    const record: Record = {
      name,
      atSeconds: round(from - beginning),
      lastedSeconds: round(performance.now() - from),
      acceptingSeconds: null,
      finishedSeconds: null,
    };
    records.push(record);
    onFault(record);
    observed.push(observe(record, from, pending));
  }

  async function observe(record: Record, from: number, pending: readonly { endedAt: number | null }[]): Promise<void> {
    const deadline = beginning + (seconds + 90) * 1000;
    while (performance.now() < deadline && (record.acceptingSeconds === null || record.finishedSeconds === null)) {
      if (visitors.lastAcceptedAt() > from) record.acceptingSeconds ??= round(visitors.lastAcceptedAt() - from);
      if (pending.every(({ endedAt }) => endedAt !== null)) {
        record.finishedSeconds ??= round(Math.max(0, ...pending.map(({ endedAt }) => (endedAt ?? from) - from)));
      }
      await sleep(OBSERVE_MS);
    }
  }

  await sleep(1_000);
  while (performance.now() - beginning < seconds * 1000) {
    const strikes = random.between(0, 1) < 0.2 ? [strike(), strike()] : [strike()];
    await Promise.all(strikes);
    await sleep(random.between(500, 5_000));
  }
  await visitors.finish();
  await Promise.all(observed);
  return records;
}

function round(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
