import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SubmissionConsumer, SubmissionQueue } from './messaging.ts';
import type { QueueItem } from './stores.ts';

export type QueueWorld = {
  queue: SubmissionQueue;
  openConsumer(concurrency: number): SubmissionConsumer;
  close(): Promise<void>;
};

export function submissionQueueContract(create: () => Promise<QueueWorld>): void {
  let world: QueueWorld;
  let consumers: SubmissionConsumer[] = [];
  beforeAll(async () => {
    world = await create();
  });
  afterEach(async () => {
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    consumers = [];
  });
  afterAll(() => world.close());

  const item = (changes: Partial<QueueItem> = {}): QueueItem => ({
    id: randomUUID(),
    kind: 'submission',
    attempt: 1,
    turn: 0,
    requestId: 'request',
    sessionId: 'session',
    ...changes,
  });
  const consume = async (handle: (item: QueueItem) => Promise<void>, concurrency = 1): Promise<SubmissionConsumer> => {
    const consumer = world.openConsumer(concurrency);
    consumers.push(consumer);
    await consumer.start(handle);
    return consumer;
  };
  /** Handles what comes until `count` have come. */
  const collect = async (count: number, concurrency = 1): Promise<QueueItem[]> => {
    const items: QueueItem[] = [];
    await consume(async (taken) => void items.push(taken), concurrency);
    await expect.poll(() => items.length, { timeout: 15_000, interval: 5 }).toBeGreaterThanOrEqual(count);
    return items;
  };

  test('delivers what was added, whole, in order', async () => {
    const added = [item(), item({ requestId: null }), item({ attempt: 3 })];
    for (const one of added) await world.queue.add(one);
    expect(await collect(3)).toEqual(added);
  });

  test('delivers nothing to a consumer that paused, and what came meanwhile when it resumes', async () => {
    const received: string[] = [];
    const consumer = await consume(async ({ id }) => void received.push(id));
    await consumer.pause();
    const added = item();
    await world.queue.add(added);
    await sleep(500);
    expect(received).toEqual([]);
    await consumer.resume();
    await expect.poll(() => received, { timeout: 10_000, interval: 5 }).toEqual([added.id]);
  });

  test('delivers nothing after a pause that was on its way when it began, and loses nothing of it', async () => {
    const received: string[] = [];
    const consumer = await consume(async ({ id }) => void received.push(id));
    const added = Array.from({ length: 20 }, item);
    for (const one of added) {
      const adding = world.queue.add(one);
      await consumer.pause();
      const before = received.length;
      await adding;
      await sleep(20);
      expect(received).toHaveLength(before);
      await consumer.resume();
    }
    await expect.poll(() => received.toSorted(), { timeout: 20_000, interval: 50 }).toEqual(added.map(({ id }) => id).toSorted());
  });

  test('delivers to a consumer that was there before', async () => {
    const received: string[] = [];
    await consume(async ({ id }) => void received.push(id));
    await sleep(200);
    const added = item();
    await world.queue.add(added);
    await expect.poll(() => received, { timeout: 5_000, interval: 5 }).toEqual([added.id]);
  });

  test('tells a consumer that waits at once: one that looked now and then would find it seconds later', async () => {
    let came = (): void => undefined;
    await consume(async () => came());
    for (let round = 0; round < 3; round += 1) {
      await sleep(300);
      const delivered = new Promise<void>((resolve) => (came = resolve));
      const addedAt = performance.now();
      await world.queue.add(item());
      await delivered;
      expect(performance.now() - addedAt).toBeLessThan(2_500);
    }
  });

  test('takes the same attempt twice as one job, and the next one as another', async () => {
    const first = item();
    const next = { ...first, attempt: 2 };
    for (const one of [first, first, next, next, first]) await world.queue.add(one);
    expect(await world.queue.depth()).toMatchObject({ waiting: 2, active: 0 });
    expect(await collect(2)).toEqual([first, next]);
    await expect.poll(() => world.queue.depth(), { timeout: 5_000 }).toMatchObject({ waiting: 0, active: 0 });
  });

  test('takes an attempt again once it was handled', async () => {
    const again = item();
    await world.queue.add(again);
    expect(await collect(1)).toEqual([again]);
    await expect.poll(async () => (await world.queue.depth()).active, { timeout: 5_000 }).toBe(0);
    await consumers.pop()?.stop();
    await world.queue.add(again);
    expect(await collect(1)).toEqual([again]);
  });

  test('serves runs before submissions', async () => {
    const submissions = [item(), item()];
    const runs = [item({ kind: 'run' }), item({ kind: 'run' })];
    for (const one of [...submissions, ...runs]) await world.queue.add(one);
    expect(await collect(4)).toEqual([...runs, ...submissions]);
  });

  test('serves turn by turn, however late somebody comes', async () => {
    const many = Array.from({ length: 5 }, (_, turn) => item({ turn: turn + 3 }));
    const rejudged = item({ turn: 8, attempt: 2 });
    const other = item({ turn: 4 });
    const run = item({ turn: 4, kind: 'run' });
    for (const one of [...many, rejudged, other, run]) await world.queue.add(one);
    const [third, fourth, ...later] = many;
    expect(await collect(8)).toEqual([third, run, fourth, other, ...later, rejudged]);
  });

  test('tells how many wait', async () => {
    expect(await world.queue.depth()).toEqual({ waiting: 0, active: 0 });
    for (const one of [item(), item({ turn: 7 }), item({ kind: 'run' })]) await world.queue.add(one);
    expect(await world.queue.depth()).toEqual({ waiting: 3, active: 0 });
    await collect(3);
    await expect.poll(() => world.queue.depth(), { timeout: 5_000 }).toEqual({ waiting: 0, active: 0 });
  });

  test('handles as many at a time as it was told, each item once', async () => {
    const added = Array.from({ length: 20 }, () => item());
    await Promise.all(added.map((one) => world.queue.add(one)));
    const seen: string[] = [];
    let now = 0;
    let most = 0;
    const handle = async ({ id }: QueueItem): Promise<void> => {
      most = Math.max(most, ++now);
      await sleep(20);
      now -= 1;
      seen.push(id);
    };
    await Promise.all([consume(handle, 2), consume(handle, 2)]);
    await expect.poll(() => seen.length, { timeout: 15_000 }).toBe(20);
    expect(most).toBe(4);
    expect(new Set(seen)).toEqual(new Set(added.map(({ id }) => id)));
  });

  test('stop waits for what is being handled', async () => {
    let ended = false;
    let begun = (): void => undefined;
    const running = new Promise<void>((resolve) => (begun = resolve));
    const consumer = await consume(async () => {
      begun();
      await sleep(300);
      ended = true;
    });
    await world.queue.add(item());
    await running;
    await consumer.stop();
    expect(ended).toBe(true);
  });

  test('goes on after a handler that fails', async () => {
    const received: string[] = [];
    await consume(async ({ id }) => {
      received.push(id);
      if (received.length === 1) throw new Error('a failure of ours');
    });
    const added = [item(), item()];
    for (const one of added) await world.queue.add(one);
    await expect.poll(() => received.length, { timeout: 5_000 }).toBe(2);
  });
}
