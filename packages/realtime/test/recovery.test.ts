import { setTimeout as sleep } from 'node:timers/promises';
import type { SubscriptionState } from '@codearena/contracts';
import { createRedisEventBus } from '@codearena/data';
import { redisIsMissing, silentLogger as logger, startRedis, startRedisCluster } from '@codearena/data/testing';
import { describe, expect, test } from 'vitest';
import { startInstallation, type Installation } from './installation.ts';
import type { Watcher } from './watcher.ts';

const INSTANCES = 3;
const WATCHED = 6;
const TESTS = 25;
const PAUSE_MS = 20;
/** A connection's life; together with the time it takes to connect much shorter than judging. */
const STAY_MS = 50;

const missing = await redisIsMissing();

/** What a client knows of a submission, as it puts it together from states and events. Anything lost, doubled or out of order throws. */
function createView() {
  let sequence = -1;
  let tests: number[] = [];
  let verdict: string | null = null;
  const finish = (to: string, results: readonly { index: number }[]): void => {
    expect(verdict).toBe(null);
    verdict = to;
    tests = results.map(({ index }) => index);
  };
  return {
    seen: () => ({ verdict, tests }),
    hasEnded: () => verdict !== null,
    takeState(state: SubscriptionState): void {
      if (state.kind !== 'submission') throw new Error('not a submission');
      expect(state.sequence).toBeGreaterThanOrEqual(sequence);
      expect(state.testResults.length).toBeGreaterThanOrEqual(tests.length);
      ({ sequence } = state);
      tests = state.testResults.map(({ index }) => index);
      if (state.verdict !== null) finish(state.verdict, state.testResults);
    },
    takeEvent({ name, payload }: Watcher['events'][number]): void {
      expect(payload.sequence).toBeGreaterThan(sequence);
      ({ sequence } = payload);
      if (name === 'submission_completed') finish(payload.status as string, payload.testResults as { index: number }[]);
      if (name !== 'submission_test') return;
      const { index } = payload.testResult as { index: number };
      expect(index).toBe(tests.length + 1);
      tests.push(index);
    },
  };
}

type View = ReturnType<typeof createView>;

/** Watches all that has not ended, over one connection; ends with the connection. */
async function stay(installation: Installation, cookie: string, origin: string, views: ReadonlyMap<string, View>, ms: number): Promise<void> {
  const watcher = await installation.connect(cookie, {}, origin);
  const open = [...views].filter(([, view]) => !view.hasEnded());
  const states = await Promise.all(open.map(([id]) => watcher.subscribe(id)));
  for (let waited = 0; waited < ms && open.some(([id]) => !has(watcher, id)); waited += 5) await sleep(5);
  // As a network that is gone does: nobody says goodbye.
  watcher.socket.io.engine.close();
  open.forEach(([id, view], place) => {
    view.takeState(states[place] as SubscriptionState);
    for (const event of watcher.of(id)) view.takeEvent(event);
  });
}

const has = (watcher: Watcher, id: string): boolean => watcher.of(id).some(({ name }) => name === 'submission_completed');

describe.skipIf(missing !== null).each([
  ['Redis', startRedis],
  ['a Redis Cluster of three nodes', startRedisCluster],
])(`many instances on %s${missing === null ? '' : ` (${missing})`}`, (_name, start) => {
  test('who loses the connection again and again, and comes back to another instance, misses nothing and is told nothing twice', async () => {
    const redis = await start();
    const buses = Array.from({ length: INSTANCES }, () => createRedisEventBus({ url: redis.url, logger }));
    const installation = await startInstallation({ bus: createRedisEventBus({ url: redis.url, logger }), quietMs: 600_000 });
    const instances = await Promise.all(buses.map((bus) => installation.openInstance(bus)));
    try {
      const { cookie, viewer } = await installation.newSession();
      const ids = await Promise.all(Array.from({ length: WATCHED }, () => installation.submit(viewer)));
      const viewsOf = () => new Map(ids.map((id) => [id, createView()]));
      const [restless, steady] = [viewsOf(), viewsOf()];
      const always = stay(installation, cookie, installation.origin, steady, 60_000);
      const judged = Promise.all(ids.map((id) => installation.judge(id, { tests: TESTS, pauseMs: PAUSE_MS })));
      let connections = 0;
      while ([...restless.values()].some((view) => !view.hasEnded())) {
        const { origin } = instances[connections++ % INSTANCES] ?? installation;
        await stay(installation, cookie, origin, restless, STAY_MS);
      }
      await Promise.all([judged, always]);
      expect(connections).toBeGreaterThan(INSTANCES);
      for (const id of ids) {
        expect(restless.get(id)?.seen()).toEqual({ verdict: 'Accepted', tests: Array.from({ length: TESTS }, (_, index) => index + 1) });
        expect(restless.get(id)?.seen()).toEqual(steady.get(id)?.seen());
      }
    } finally {
      await Promise.all(instances.map((instance) => instance.stop()));
      await installation.stop();
      await Promise.all(buses.map((bus) => bus.close()));
      await redis.stop();
    }
  }, 60_000);
});
