import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient, type Client } from './client.ts';
import type { Answer } from './http.ts';
import { startInstallation, type Installation } from './installation.ts';

const LIMIT = 5;
const SOLUTION = { problemId: 'a-plus-b', language: 'python', code: 'print(1)' };
const RUN = { language: 'python', code: 'print(1)' };

/** Submissions and runs by turns. */
const send = (client: Client, number: number): Promise<Answer> =>
  number % 2 === 0 ? client.post('/api/submissions', SOLUTION) : client.post('/api/runs', RUN);

let installation: Installation;
beforeEach(async () => {
  installation = await startInstallation({ perMinute: 0, queueLimit: LIMIT });
});
afterEach(() => installation.stop());

async function newClient(): Promise<Client> {
  const client = createClient(installation.server);
  await client.begin();
  return client;
}

async function fill(client: Client): Promise<void> {
  for (let sent = 0; sent < LIMIT; sent++) {
    expect((await send(client, sent)).status).toBe(202);
  }
}

function expectRefusal(answer: Answer): void {
  expect(answer.status).toBe(503);
  expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
  expect(answer.json()).toMatchObject({ code: 'overloaded', status: 503, retryAfter: Number(answer.headers['retry-after']) });
}

test('when the queue is full, submissions and runs are refused until there is room, and reading goes on', async () => {
  const client = await newClient();
  await fill(client);
  expectRefusal(await client.post('/api/submissions', SOLUTION));
  expectRefusal(await client.post('/api/runs', RUN));
  const { items } = (await client.get('/api/history')).json() as { items: { submissionId: string }[] };
  expect(items).toHaveLength(3);
  await installation.claim(items[0]?.submissionId ?? '');
  await expect.poll(async () => (await client.post('/api/submissions', SOLUTION)).status, { interval: 100 }).toBe(202);
  expectRefusal(await client.post('/api/submissions', SOLUTION));
});

test('of many that come at once no more are accepted than there is room for', async () => {
  const clients = await Promise.all(Array.from({ length: 10 }, newClient));
  const answers = await Promise.all(Array.from({ length: 10 }, (_, number) => clients.map((client) => send(client, number))).flat());
  const accepted = answers.filter(({ status }) => status === 202);
  expect(accepted.length).toBeGreaterThan(0);
  expect(accepted.length).toBeLessThanOrEqual(LIMIT);
  for (const answer of answers) if (answer.status !== 202) expectRefusal(answer);
  // What the count of a moment was too careful about finds its place a moment later.
  await expect.poll(async () => (await send(await newClient(), 0)).status, { interval: 100 }).toBe(503);
  expect(await installation.countWaiting()).toBe(LIMIT);
});

test('the repetition of what was accepted is answered although the queue is full, or gone', async () => {
  const client = await newClient();
  const headers = { 'Idempotency-Key': 'lost-answer' };
  const first = await client.post('/api/submissions', SOLUTION, headers);
  for (let sent = 1; sent < LIMIT; sent++) await send(client, sent);
  expectRefusal(await client.post('/api/submissions', SOLUTION));
  const again = await client.post('/api/submissions', SOLUTION, headers);
  expect([again.status, again.json()]).toEqual([202, first.json()]);
  expect((await client.post('/api/submissions', { ...SOLUTION, code: 'print(2)' }, headers)).status).toBe(409);
  await installation.loseQueue();
  expect((await client.post('/api/submissions', SOLUTION, headers)).json()).toEqual(first.json());
});

test('a refusal costs nothing of the rate limit', async () => {
  const limited = await startInstallation({ perMinute: 1, queueLimit: 1 });
  try {
    const client = createClient(limited.server);
    await client.begin();
    const first = (await client.post('/api/runs', RUN)).json() as { runId: string };
    const refused = await client.post('/api/submissions', SOLUTION);
    expectRefusal(refused);
    expect(refused.headers.ratelimit).toBeUndefined();
    await limited.judgeRun(first.runId, '');
    await expect.poll(async () => (await client.post('/api/submissions', SOLUTION)).status, { interval: 100 }).toBe(202);
  } finally {
    await limited.stop();
  }
});

test('who waits is told how many come first, and about how long that takes once a worker has measured it', async () => {
  const client = await newClient();
  await client.post('/api/submissions', SOLUTION);
  await client.post('/api/submissions', SOLUTION);
  const { submissionId } = (await client.post('/api/submissions', SOLUTION)).json() as { submissionId: string };
  const place = async () => (await client.get(`/api/submissions/${submissionId}`)).json() as { ahead?: number; waitSeconds?: number };
  expect(await place()).toMatchObject({ ahead: 2 });
  expect(await place()).not.toHaveProperty('waitSeconds');
  await installation.workerReports({ lanes: 2, judgingMs: 3_000 });
  expect(await place()).toMatchObject({ ahead: 2, waitSeconds: 3 });
  await installation.workerReports({ lanes: 2, judgingMs: 3_000, trouble: 'the disk is full' });
  expect(await place()).not.toHaveProperty('waitSeconds');
  await installation.judge(submissionId);
  expect(Object.keys(await place())).not.toContain('ahead');
});
