import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { UNSCORED, type SubmissionEvent } from '@codearena/contracts';
import type { EventBus, Unsubscribe } from '@codearena/core';
import { createMemoryEventBus } from '@codearena/data';
import { waitUntilEnded } from './judging-wait.ts';

const ID = '01980a41-9b32-7d05-b1f6-0c52e9d4a833';
const NEVER = new AbortController().signal;
const errors: unknown[] = [];
const onError = (error: unknown) => void errors.push(error);
const LONG = { timeoutMs: 20_000, recheckMs: 20_000, onError };

const completed: SubmissionEvent = {
  event: 'submission_completed',
  payload: { submissionId: ID, status: 'Accepted', ...UNSCORED, testResults: [], executionTimeMs: null, memoryKb: null, sequence: 9 },
};

/** The real bus, with a count of those who listen. */
function countingBus(): EventBus & { listening: () => number } {
  const bus = createMemoryEventBus();
  let listening = 0;
  return {
    ...bus,
    listening: () => listening,
    async subscribe(id, listener): Promise<Unsubscribe> {
      const leave = await bus.subscribe(id, listener);
      listening += 1;
      return async () => {
        listening -= 1;
        await leave();
      };
    },
  };
}

test('an end between subscribing and looking is not missed', async () => {
  const bus = countingBus();
  let looked = 0;
  const result = await waitUntilEnded({ bus, ...LONG }, ID, NEVER, async () => {
    looked += 1;
    if (looked === 1) await bus.publish(completed);
    return looked === 1 ? null : 'ended';
  });
  expect(result).toBe('ended');
  expect(bus.listening()).toBe(0);
});

test('what has ended already is given without waiting', async () => {
  expect(await waitUntilEnded({ bus: countingBus(), ...LONG }, ID, NEVER, async () => 'ended')).toBe('ended');
});

test('a lost event is made up for by looking again', async () => {
  let looked = 0;
  const result = await waitUntilEnded({ bus: countingBus(), timeoutMs: 20_000, recheckMs: 5, onError }, ID, NEVER, async () =>
    (looked += 1) < 3 ? null : 'ended',
  );
  expect(result).toBe('ended');
});

test('gives up after its time, having looked a last time', async () => {
  const bus = countingBus();
  const started = performance.now();
  expect(await waitUntilEnded({ bus, timeoutMs: 30, recheckMs: 1_000, onError }, ID, NEVER, async () => null)).toBeNull();
  expect(performance.now() - started).toBeGreaterThanOrEqual(29);
  expect(bus.listening()).toBe(0);
});

test('a client that goes away frees everything at once', async () => {
  const bus = countingBus();
  const client = new AbortController();
  const waiting = waitUntilEnded({ bus, ...LONG }, ID, client.signal, async () => null);
  await sleep(5);
  client.abort();
  expect(await waiting).toBeNull();
  expect(bus.listening()).toBe(0);
});

test('a store that fails ends the waiting, is reported, and leaves nothing behind', async () => {
  const bus = countingBus();
  expect(await waitUntilEnded({ bus, ...LONG }, ID, NEVER, () => Promise.reject(new Error('store away')))).toBeNull();
  expect(errors).toEqual([expect.objectContaining({ message: 'store away' })]);
  expect(bus.listening()).toBe(0);
});

test('without the bus the store alone is asked', async () => {
  let looked = 0;
  const bus = { ...createMemoryEventBus(), subscribe: () => Promise.reject(new Error('bus away')) };
  const result = await waitUntilEnded({ bus, timeoutMs: 20_000, recheckMs: 5, onError }, ID, NEVER, async () => ((looked += 1) < 3 ? null : 'ended'));
  expect(result).toBe('ended');
});
