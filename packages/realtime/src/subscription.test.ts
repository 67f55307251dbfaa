import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UNSCORED, type SubmissionEvent, type SubscriptionState } from '@codearena/contracts';
import type { EventBus } from '@codearena/core';
import { createMemoryEventBus } from '@codearena/data';
import { createChannels, type Channels } from './channels.ts';
import { createSubscription } from './subscription.ts';
import { createTurns } from './turns.ts';

const ID = '01980a41-9b32-7d05-b1f6-0c52e9d4a833';

let bus: EventBus;
let channels: Channels;
let told: (SubscriptionState['status'] | 'state' | number)[];
beforeEach(() => {
  bus = createMemoryEventBus();
  channels = createChannels(bus, (error) => told.push(String(error) as 'state'));
  told = [];
});
afterEach(() => bus.close());

function state(sequence: number, status: 'Queued' | 'Running' | 'Accepted' | 'Judge Error' = 'Running'): SubscriptionState {
  const times = { createdAt: '2026-01-15T09:30:00.000Z', startedAt: null, finishedAt: null };
  const problem = { id: 'p', slug: 'p', title: 'P' };
  const results = { verdict: null, ...UNSCORED, testsTotal: 0, testResults: [], compileOutput: null, executionTimeMs: null, memoryKb: null };
  return { kind: 'submission', submissionId: ID, problem, language: 'c', code: 'x', files: [], entryPoint: null, status, sequence, ...results, ...times };
}

const running = (sequence: number): SubmissionEvent => ({ event: 'submission_status', payload: { submissionId: ID, status: 'Running', sequence } });
const completed = (sequence: number, status: 'Accepted' | 'Judge Error' = 'Accepted'): SubmissionEvent => ({
  event: 'submission_completed',
  payload: { submissionId: ID, status, ...UNSCORED, testResults: [], executionTimeMs: null, memoryKb: null, sequence },
});

function subscribe(load: () => Promise<SubscriptionState | null>, quietMs = 60_000) {
  const subscription = createSubscription({
    id: ID,
    channels,
    takeTurns: createTurns(1),
    load,
    deliver: ({ payload }) => told.push(payload.sequence),
    onEnd: () => undefined,
    onError: () => undefined,
    quietMs,
  });
  return { end: subscription.end, start: () => subscription.start(() => told.push('state')) };
}

test('what happens while the state is read is told after it, unless the state has it already', async () => {
  const { start, end } = subscribe(async () => {
    for (const sequence of [1, 2, 3]) await bus.publish(running(sequence));
    await sleep(5);
    await bus.publish(running(4));
    return state(2);
  });
  await start();
  await bus.publish(running(5));
  expect(told).toEqual(['state', 3, 4, 5]);
  end();
});

test('an end while the state is read is told once, after the state', async () => {
  const { start } = subscribe(async () => {
    await bus.publish(completed(9));
    return state(1, 'Queued');
  });
  await start();
  await bus.publish(completed(9));
  expect(told).toEqual(['state', 9]);
  expect(channels.size()).toBe(0);
});

test('a state that is the end is followed by nothing', async () => {
  const { start } = subscribe(async () => {
    await bus.publish(running(8));
    return state(7, 'Accepted');
  });
  await start();
  await bus.publish(completed(9));
  expect(told).toEqual(['state']);
  expect(channels.size()).toBe(0);
});

test('ended while it begins, it tells the state and leaves', async () => {
  const { start, end } = subscribe(async () => {
    end();
    await bus.publish(running(3));
    return state(2);
  });
  await start();
  expect(told).toEqual(['state']);
  expect(channels.size()).toBe(0);
});

test('ended before it listens, it leaves as soon as it does', async () => {
  const { start, end } = subscribe(async () => state(2));
  const started = start();
  end();
  await started;
  expect(channels.size()).toBe(0);
});

test('a state that cannot be read is thrown, and nothing is left behind once it is ended', async () => {
  const { start, end } = subscribe(() => Promise.reject(new Error('away')));
  await expect(start()).rejects.toThrow('away');
  end();
  expect(channels.size()).toBe(0);
});

test('in silence the store is asked, and asked again after an error, until it says how it ended', async () => {
  let asked = 0;
  const { start } = subscribe(async () => {
    asked += 1;
    if (asked === 2) throw new Error('away');
    return asked < 4 ? state(2) : state(6, 'Accepted');
  }, 10);
  await start();
  while (channels.size() > 0) await sleep(5);
  expect(told).toEqual(['state', 6]);
  expect(asked).toBe(4);
});

test('after a Judge Error it goes on, since that may be judged again', async () => {
  const { start } = subscribe(async () => state(1, 'Judge Error'));
  await start();
  for (const event of [running(2), completed(3, 'Judge Error'), running(4), completed(5), running(6)]) await bus.publish(event);
  expect(told).toEqual(['state', 2, 3, 4, 5]);
  expect(channels.size()).toBe(0);
});

test('when the bus may have lost something the store is asked at once, and what it says comes in order', async () => {
  let loseSomething = (): void => undefined;
  channels = createChannels({ ...bus, subscribe: (id, hear, onGap = loseSomething) => ((loseSomething = onGap), bus.subscribe(id, hear)) }, () => undefined);
  let asked = 0;
  const { start } = subscribe(async () => {
    const time = (asked += 1);
    // The bus comes back while the state is read for the first time.
    if (time === 1) loseSomething();
    await sleep(time === 1 ? 20 : 5);
    return time === 1 ? state(2) : state(time + 5, time < 4 ? 'Running' : 'Accepted');
  });
  await start();
  loseSomething();
  loseSomething();
  while (channels.size() > 0) await sleep(5);
  expect(told).toEqual(['state', 7, 8, 9]);
});

test('channels are shared, and given up with the last listener', async () => {
  const heard: string[] = [];
  const listener = (name: string) => ({ receive: () => heard.push(name), catchUp: () => undefined });
  const leaveFirst = await channels.join(ID, listener('first'));
  const leaveSecond = await channels.join(ID, listener('second'));
  expect(channels.size()).toBe(1);
  await bus.publish(running(1));
  leaveFirst();
  leaveFirst();
  await bus.publish(running(2));
  leaveSecond();
  expect(channels.size()).toBe(0);
  await bus.publish(running(3));
  expect(heard).toEqual(['first', 'second', 'second']);
});
