import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { UNSCORED, type SubmissionEvent } from '@codearena/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testResult } from './fixtures.contract.ts';
import type { EventBus } from './messaging.ts';

/** `publisher` and `subscriber` may be the same bus, or two of two processes. */
export type EventBusWorld = { publisher: EventBus; subscriber: EventBus; close(): Promise<void> };

export function eventBusContract(create: () => Promise<EventBusWorld>): void {
  let world: EventBusWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.close());

  const status = (submissionId: string, sequence: number): SubmissionEvent => ({
    event: 'submission_status',
    payload: { submissionId, status: 'Running', sequence },
  });
  const listen = async (submissionId: string): Promise<{ events: SubmissionEvent[]; stop(): Promise<void> }> => {
    const events: SubmissionEvent[] = [];
    const stop = await world.subscriber.subscribe(submissionId, (event) => events.push(event));
    return { events, stop };
  };

  test('brings every kind of event whole and in order', async () => {
    const id = randomUUID();
    const { events, stop } = await listen(id);
    const sent: SubmissionEvent[] = [
      status(id, 1),
      { event: 'submission_test', payload: { submissionId: id, testResult: testResult(1, { output: 'a\0"\u{1F600}' }), done: 1, total: 2, sequence: 2 } },
      {
        event: 'submission_completed',
        payload: { submissionId: id, status: 'Accepted', ...UNSCORED, testResults: [testResult(1)], executionTimeMs: 1.5, memoryKb: 5, sequence: 3 },
      },
    ];
    for (const event of sent) await world.publisher.publish(event);
    await expect.poll(() => events, { timeout: 5_000 }).toEqual(sent);
    await stop();
  });

  test('brings what a newer version adds, too', async () => {
    const id = randomUUID();
    const { events, stop } = await listen(id);
    const inventedLater = { more: true };
    const payload = { submissionId: id, testResult: { ...testResult(1), inventedLater }, done: 1, total: 2, sequence: 1, inventedLater };
    await world.publisher.publish({ event: 'submission_test', payload });
    await expect.poll(() => events, { timeout: 5_000 }).toEqual([{ event: 'submission_test', payload }]);
    await stop();
  });

  test('keeps order when many are published at once', async () => {
    const id = randomUUID();
    const { events, stop } = await listen(id);
    const sent = Array.from({ length: 200 }, (_, sequence) => status(id, sequence));
    await Promise.all(sent.map((event) => world.publisher.publish(event)));
    await expect.poll(() => events.length, { timeout: 5_000 }).toBe(200);
    expect(events).toEqual(sent);
    await stop();
  });

  test('brings events of the submission that was asked for, to all who asked', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const listeners = [await listen(one), await listen(one), await listen(two)];
    await world.publisher.publish(status(one, 1));
    await world.publisher.publish(status(two, 2));
    await expect.poll(() => listeners.map(({ events }) => events.length), { timeout: 5_000 }).toEqual([1, 1, 1]);
    expect(listeners[2]?.events).toEqual([status(two, 2)]);
    await Promise.all(listeners.map(({ stop }) => stop()));
  });

  test('brings nothing after the subscription ended, while others go on', async () => {
    const id = randomUUID();
    const [first, second] = [await listen(id), await listen(id)];
    await first.stop();
    await first.stop();
    await world.publisher.publish(status(id, 1));
    await expect.poll(() => second.events.length, { timeout: 5_000 }).toBe(1);
    expect(first.events).toEqual([]);
    await second.stop();
  });

  test('can be subscribed again, also while the last subscription is ending', async () => {
    const id = randomUUID();
    for (let round = 0; round < 20; round++) {
      const former = await listen(id);
      const [, { events, stop }] = await Promise.all([former.stop(), listen(id)]);
      await world.publisher.publish(status(id, round));
      await expect.poll(() => events, { timeout: 5_000, interval: 2 }).toEqual([status(id, round)]);
      await stop();
    }
  });

  test('publishing what nobody listens to is fine', async () => {
    await world.publisher.publish(status(randomUUID(), 1));
    await sleep(20);
  });
}
