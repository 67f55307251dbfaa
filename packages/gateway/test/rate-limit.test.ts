import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createClient, type Client } from './client.ts';
import { startInstallation, type Installation } from './installation.ts';

const SOLUTION = { problemId: 'a-plus-b', language: 'python', code: 'print(1)' };

let installation: Installation;
let client: Client;
beforeAll(async () => {
  installation = await startInstallation({ perMinute: 5 });
});
afterAll(() => installation.stop());
beforeEach(async () => {
  client = createClient(installation.server);
  await client.begin();
});

const submit = (headers?: Record<string, string>) => client.post('/api/submissions', SOLUTION, headers);
const remaining = (answer: { headers: Record<string, unknown> }) => Number(/;r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1]);

test('five pass, the sixth is told when to come again', async () => {
  for (const left of [4, 3, 2, 1, 0]) {
    const answer = await submit();
    expect(answer.status).toBe(202);
    expect(answer.headers['ratelimit-policy']).toBe('"default";q=5;w=60');
    expect(answer.headers.ratelimit).toMatch(new RegExp(`^"default";r=${left};t=(60|[1-5]\\d)$`));
  }
  const sixth = await submit();
  expect(sixth.status).toBe(429);
  expect(sixth.headers['content-type']).toBe('application/problem+json');
  expect(sixth.headers.ratelimit).toMatch(/^"default";r=0;t=(60|[1-5]\d)$/);
  expect(sixth.headers['ratelimit-policy']).toBe('"default";q=5;w=60');
  expect(sixth.headers['retry-after']).toMatch(/^(60|[1-5]\d)$/);
  expect(sixth.json()).toMatchObject({ code: 'rate_limited', retryAfter: Number(sixth.headers['retry-after']) });
});

test('of ten at the same time exactly five pass', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => submit()));
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
});

test('the window slides: what has left it makes room, what is in it still counts', async () => {
  const windowMs = 4_000;
  const short = await startInstallation({ perMinute: 5, windowMs });
  try {
    const visitor = createClient(short.server);
    await visitor.begin();
    const statuses = async (count: number) => {
      const found: number[] = [];
      for (let sent = 0; sent < count; sent += 1) found.push((await visitor.post('/api/submissions', SOLUTION)).status);
      return found;
    };
    expect(await statuses(2)).toEqual([202, 202]);
    await sleep(windowMs / 2);
    expect(await statuses(4)).toEqual([202, 202, 202, 429]);
    await sleep(windowMs / 2 + 100);
    expect(await statuses(3)).toEqual([202, 202, 429]);
  } finally {
    await short.stop();
  }
});

test('what is refused as invalid costs nothing, but is told the policy', async () => {
  const invalid = await client.post('/api/submissions', { ...SOLUTION, extra: 1 });
  expect(invalid.status).toBe(400);
  expect(invalid.headers['ratelimit-policy']).toBe('"default";q=5;w=60');
  await client.post('/api/submissions', { ...SOLUTION, language: 'cobol' });
  await client.post('/api/submissions', { ...SOLUTION, code: 'x'.repeat(51_201) });
  expect(remaining(await submit())).toBe(4);
});

test('a repetition with the same key costs nothing and passes when nothing is left', async () => {
  const first = await submit({ 'Idempotency-Key': 'again' });
  expect(remaining(first)).toBe(4);
  expect(remaining(await submit({ 'Idempotency-Key': 'again' }))).toBe(4);
  for (let sent = 0; sent < 4; sent += 1) await submit();
  expect((await submit()).status).toBe(429);
  const repeated = await submit({ 'Idempotency-Key': 'again' });
  expect(repeated.status).toBe(202);
  expect(repeated.json()).toEqual(first.json());
});

test('is per session', async () => {
  for (let sent = 0; sent < 5; sent += 1) await submit();
  expect((await createClient(installation.server).post('/api/submissions', SOLUTION)).status).toBe(202);
});

test('runs are counted apart, six times as many', async () => {
  for (let sent = 0; sent < 5; sent += 1) await submit();
  const answer = await client.post('/api/runs', { language: 'python', code: 'print(1)' });
  expect(answer.status).toBe(202);
  expect(answer.headers['ratelimit-policy']).toBe('"default";q=30;w=60');
  expect(remaining(answer)).toBe(29);
});

test('reading is not limited', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => client.get('/api/problems')));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(answers[0]?.headers['ratelimit-policy']).toBeUndefined();
});
