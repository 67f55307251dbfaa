import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createOutbox } from './outbox.ts';

function listen() {
  const batches: number[][] = [];
  const outbox = createOutbox<number>((events) => batches.push([...events]));
  return { outbox, batches };
}

test('what happens in one moment is sent together, and at once', async () => {
  const { outbox, batches } = listen();
  for (const event of [1, 2, 3]) outbox.add(event);
  expect(batches).toEqual([]);
  await new Promise(setImmediate);
  expect(batches).toEqual([[1, 2, 3]]);
});

test('where much happens, it is sent sixty times a second at most, all of it and in its order', async () => {
  const { outbox, batches } = listen();
  const sentAt: number[] = [];
  let event = 0;
  for (const until = performance.now() + 1_500; performance.now() < until; await sleep(1)) {
    outbox.add((event += 1));
    if (batches.length > sentAt.length) sentAt.push(performance.now());
  }
  await sleep(100);
  expect(batches.flat()).toEqual(Array.from({ length: event }, (_, index) => index + 1));
  for (const from of sentAt) expect(sentAt.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(60);
});

test('what must come before something else is sent when it is told to, and only once', async () => {
  const { outbox, batches } = listen();
  outbox.add(1);
  outbox.flush();
  outbox.flush();
  await new Promise(setImmediate);
  expect(batches).toEqual([[1]]);
});

test('nothing is sent to who has gone', async () => {
  const { outbox, batches } = listen();
  outbox.add(1);
  outbox.close();
  await sleep(50);
  expect(batches).toEqual([]);
});
