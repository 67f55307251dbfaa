import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SubscriptionState } from '@codearena/contracts';
import { startInstallation, type Installation } from './installation.ts';
import type { Watcher } from './watcher.ts';

let installation: Installation;
const watchers: Watcher[] = [];
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());
afterEach(() => {
  for (const watcher of watchers.splice(0)) watcher.close();
});

async function connect(cookie: string | null, headers: Record<string, string> = {}): Promise<Watcher> {
  const watcher = await installation.connect(cookie, headers);
  watchers.push(watcher);
  return watcher;
}

describe('watching a submission', () => {
  test('is acknowledged with its state, then told everything in order, the end once', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const watcher = await connect(cookie);
    const state = (await watcher.subscribe(id)) as SubscriptionState;
    expect(state).toMatchObject({ kind: 'submission', submissionId: id, status: 'Queued', testResults: [] });

    await installation.judge(id);
    await watcher.until('submission_completed');
    expect(watcher.names()).toEqual(['submission_status', 'submission_status', 'submission_test', 'submission_test', 'submission_completed']);
    expect(watcher.sequences()).toEqual(watcher.sequences().toSorted((a, b) => a - b));
    expect(Math.min(...watcher.sequences())).toBeGreaterThan(state.sequence);
    expect(watcher.events.at(-1)?.payload).toMatchObject({ submissionId: id, status: 'Accepted', executionTimeMs: 12, memoryKb: 9_000 });
  });

  test('that has ended is acknowledged with the verdict, and nothing follows', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    await installation.judge(id);
    const watcher = await connect(cookie);
    expect(await watcher.subscribe(id)).toMatchObject({ status: 'Accepted', verdict: 'Accepted', testResults: [{ index: 1 }, { index: 2 }] });
    await installation.announce(id);
    await watcher.quiet();
    expect(watcher.events).toEqual([]);
  });

  test('misses nothing, whenever in the course of judging it begins', async () => {
    const { cookie, viewer } = await installation.newSession();
    const watcher = await connect(cookie);
    const ids = await Promise.all(Array.from({ length: 20 }, () => installation.submit(viewer)));
    await Promise.all(
      ids.map(async (id, place) => {
        const judged = installation.judge(id);
        await sleep(place * 3);
        const state = (await watcher.subscribe(id)) as SubscriptionState;
        await judged;
        if (state.status === 'Accepted') return;
        await vi.waitFor(() => expect(watcher.of(id).at(-1)?.name).toBe('submission_completed'));
        expect(watcher.of(id).every(({ payload }) => payload.sequence > state.sequence)).toBe(true);
      }),
    );
    await watcher.quiet();
    for (const id of ids) expect(watcher.of(id).filter(({ name }) => name === 'submission_completed').length).toBeLessThanOrEqual(1);
  });

  test('by two windows of a session tells both', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const [first, second] = [await connect(cookie), await connect(cookie)];
    await Promise.all([first.subscribe(id), second.subscribe(id)]);
    expect(installation.realtime.watched()).toBe(1);
    await installation.judge(id);
    await Promise.all([first.until('submission_completed'), second.until('submission_completed')]);
    expect(second.events).toEqual(first.events);
    expect(installation.realtime.watched()).toBe(0);
  });

  test('twice on one connection is acknowledged twice and doubles nothing', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const watcher = await connect(cookie);
    const states = await Promise.all([watcher.subscribe(id), watcher.subscribe(id), watcher.subscribe(id)]);
    for (const state of states) expect(state).toMatchObject({ status: 'Queued' });
    await installation.judge(id);
    await watcher.until('submission_completed');
    await watcher.quiet();
    expect(new Set(watcher.sequences()).size).toBe(watcher.events.length);
  });

  test('ends with unsubscribing, and with the connection', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const [first, second] = [await connect(cookie), await connect(cookie)];
    await Promise.all([first.subscribe(id), second.subscribe(id)]);
    first.socket.emit('unsubscribe_submission', { submissionId: id });
    second.close();
    await vi.waitFor(() => expect(installation.realtime.watched()).toBe(0));
    await installation.judge(id);
    await first.quiet();
    expect(first.events).toEqual([]);
  });

  test('after a lost connection starts from the present state', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const before = await connect(cookie);
    await before.subscribe(id);
    before.close();
    const judging = await installation.judgeHalf(id);
    const after = await connect(cookie);
    const state = (await after.subscribe(id)) as SubscriptionState;
    expect(state).toMatchObject({ status: 'Running', testResults: [{ index: 1 }] });
    await judging.finish();
    await after.until('submission_completed');
    expect(after.names()).toEqual(['submission_test', 'submission_completed']);
  });

  test('tells the end also when the bus lost it', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const watcher = await connect(cookie);
    await watcher.subscribe(id);
    await installation.judge(id, { publish: false });
    await watcher.until('submission_completed');
    await installation.announce(id);
    await watcher.quiet();
    expect(watcher.names()).toEqual(['submission_completed']);
    expect(watcher.events[0]?.payload).toMatchObject({ status: 'Accepted', testResults: [{ index: 1 }, { index: 2 }] });
  });

  test('drops what comes late or again', async () => {
    const { cookie, viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const watcher = await connect(cookie);
    await watcher.subscribe(id);
    const status = (sequence: number) => ({ event: 'submission_status' as const, payload: { submissionId: id, status: 'Running' as const, sequence } });
    for (const sequence of [1_000_005, 1_000_004, 1_000_005, 1_000_006, 2]) await installation.bus.publish(status(sequence));
    await vi.waitFor(() => expect(watcher.events).toHaveLength(2));
    await watcher.quiet();
    expect(watcher.sequences()).toEqual([1_000_005, 1_000_006]);
  });
});

test('a run is watched under its id', async () => {
  const { cookie, viewer } = await installation.newSession();
  const id = await installation.startRun(viewer);
  const watcher = await connect(cookie);
  expect(await watcher.subscribe(id)).toMatchObject({ kind: 'run', submissionId: id, runId: id, status: 'Queued' });
  await installation.judgeRun(id);
  await watcher.until('submission_completed');
  expect(watcher.events.at(-1)?.payload).toMatchObject({ submissionId: id, status: 'Completed' });
});

describe('whose submission it is', () => {
  test("another session's, one that does not exist, and anything without a session are not found", async () => {
    const { viewer } = await installation.newSession();
    const id = await installation.submit(viewer);
    const stranger = await connect((await installation.newSession()).cookie);
    expect(await stranger.subscribe(id)).toMatchObject({ error: { code: 'not_found' } });
    expect(await stranger.subscribe('00000000-0000-0000-0000-000000000000')).toMatchObject({ error: { code: 'not_found' } });
    expect(await stranger.subscribe('no id at all')).toMatchObject({ error: { code: 'not_found' } });
    const nobody = await connect(null);
    expect(await nobody.subscribe(id)).toMatchObject({ error: { code: 'not_found' } });
    const forger = await connect(`codearena_session=${viewer.sessionId}.AAAA`);
    expect(await forger.subscribe(id)).toMatchObject({ error: { code: 'not_found' } });
    expect(installation.realtime.watched()).toBe(0);

    await installation.judge(id);
    await stranger.quiet();
    expect([...stranger.events, ...nobody.events, ...forger.events]).toEqual([]);
  });

  test("a page of another site cannot connect with the user's cookie, the server's own page can", async () => {
    const { cookie } = await installation.newSession();
    await expect(installation.connect(cookie, { Origin: 'https://evil.example' })).rejects.toThrow(/websocket error|403/);
    await expect(connect(cookie, { Origin: installation.origin })).resolves.toBeDefined();
    await expect(connect(cookie, { Origin: 'https://judge.example.org' })).resolves.toBeDefined();
  });
});

describe('bad input', () => {
  test.each([undefined, null, 1, 'x', [], {}, { submissionId: 5 }, { submissionId: '' }, { submissionId: 'x'.repeat(101) }])(
    'subscribing with %j is answered with an error',
    async (request) => {
      const watcher = await connect((await installation.newSession()).cookie);
      expect(await watcher.send('subscribe_submission', request)).toMatchObject({ error: { code: 'invalid_request' } });
    },
  );

  test('without a callback, with two arguments too many, or of an unknown event harms nobody', async () => {
    const { cookie, viewer } = await installation.newSession();
    const watcher = await connect(cookie);
    const raw = watcher.socket as unknown as { emit(event: string, ...values: unknown[]): void };
    raw.emit('subscribe_submission');
    raw.emit('subscribe_submission', 'x', 1, 2, 3);
    raw.emit('subscribe_submission', { submissionId: 'x' }, 'no callback');
    raw.emit('unsubscribe_submission', { submissionId: ['x'] });
    raw.emit('unsubscribe_submission');
    raw.emit('nonsense', { a: 1 });
    expect(await watcher.subscribe(await installation.submit(viewer))).toMatchObject({ status: 'Queued' });
  });

  test('a packet that is too large ends that connection only', async () => {
    const { cookie, viewer } = await installation.newSession();
    const [greedy, modest] = [await connect(cookie), await connect(cookie)];
    const gone = new Promise((resolve) => greedy.socket.once('disconnect', resolve));
    greedy.socket.emit('subscribe_submission', { submissionId: 'x'.repeat(20_000) });
    await gone;
    expect(await modest.subscribe(await installation.submit(viewer))).toMatchObject({ status: 'Queued' });
  });

  test('a client that asks without end is refused, then cut off', async () => {
    const watcher = await connect((await installation.newSession()).cookie);
    const gone = new Promise((resolve) => watcher.socket.once('disconnect', resolve));
    const answers = Array.from({ length: 300 }, () => watcher.subscribe('x'));
    expect((await Promise.all(answers)).filter((answer) => 'error' in answer && answer.error.code === 'rate_limited').length).toBeGreaterThan(0);
    for (let sent = 0; sent < 2_000; sent += 1) watcher.socket.emit('subscribe_submission', { submissionId: 'x' });
    await gone;
  });

  test('a hundred submissions can be watched at a time, not one more', async () => {
    const { cookie, viewer } = await installation.newSession();
    const watcher = await connect(cookie);
    const ids: string[] = [];
    for (let made = 0; made < 101; made += 1) ids.push(await installation.submit(viewer));
    const states = await Promise.all(ids.slice(0, 100).map((id) => watcher.subscribe(id)));
    expect(states.every((state) => 'status' in state)).toBe(true);
    expect(await watcher.subscribe(ids[100] ?? '')).toMatchObject({ error: { code: 'rate_limited' } });
    expect(await watcher.subscribe(ids[0] ?? '')).toMatchObject({ status: 'Queued' });
  });
});

test.each([
  ['many', 10],
  ['thousands', 3_000],
])('a client that takes nothing while %s come at a time loses intermediate events, never the end', async (_many, atATime) => {
  const { cookie, viewer } = await installation.newSession();
  const id = await installation.submit(viewer);
  const watcher = await connect(cookie);
  await watcher.subscribe(id);
  const resume = watcher.stopReading();
  const flood = await installation.judgeWithFlood(id, 3_000, atATime);
  resume();
  await watcher.until('submission_completed');
  expect(watcher.events.length).toBeLessThan(flood);
  expect(watcher.names().filter((name) => name === 'submission_completed')).toHaveLength(1);
  expect(watcher.sequences()).toEqual(watcher.sequences().toSorted((a, b) => a - b));
});

test('a client that takes nothing, and to whom more has to be said than can be left out, is cut off; others are not', async () => {
  const { cookie, viewer } = await installation.newSession();
  const id = await installation.submit(viewer);
  const [stuck, other] = [await connect(cookie), await connect(cookie)];
  await Promise.all([stuck.subscribe(id), other.subscribe(id)]);
  const gone = new Promise((resolve) => stuck.socket.once('disconnect', resolve));
  const resume = stuck.stopReading();
  const told = await installation.tellMuch(id);
  await vi.waitFor(() => expect(other.sequences().at(-1)).toBe(told), { timeout: 10_000 });
  resume();
  await gone;
  expect(stuck.sequences().at(-1)).toBeLessThan(told);
});
