import { afterAll, beforeAll, expect, test } from 'vitest';
import { judgeErrorListSchema } from '@codearena/contracts';
import { createClient } from './client.ts';
import { startInstallation, type Installation } from './installation.ts';

const TOKEN = 'operators-know-this';
const AUTHORIZED = { Authorization: `Bearer ${TOKEN}` };
const SOLUTION = { problemId: 'a-plus-b', language: 'python', code: 'print(1)' };

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({ operatorToken: TOKEN, perMinute: 0 });
});
afterAll(() => installation.stop());

const send = (path: string, { method = 'GET', headers = AUTHORIZED }: { method?: string; headers?: Record<string, string> } = {}) =>
  installation.server.send({ path, method, headers });

async function failedSubmission() {
  const client = createClient(installation.server);
  const { submissionId: id } = (await client.post('/api/submissions', SOLUTION)).json() as { submissionId: string };
  const { events } = await installation.watch(id);
  await installation.failJudging(id, 'mount <box>: no space');
  return { client, id, events };
}

test.each([
  ['GET', '/api/admin/judge-errors'],
  ['POST', '/api/admin/submissions/x/rejudge'],
  ['GET', '/admin/judge-errors'],
  ['POST', '/admin/judge-errors/x'],
])('%s %s is for operators', async (method, path) => {
  const answer = await send(path, { method, headers: {} });
  expect(answer.status).toBe(401);
  expect(answer.json()).toMatchObject({ code: 'unauthorized' });
  expect((await send(path, { method: 'POST', headers: { ...AUTHORIZED, 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(
    path.startsWith('/api') && method === 'GET' ? 405 : 403,
  );
});

test('a program lists them and has one judged again: events go on, and one verdict is announced', async () => {
  const { client, id, events } = await failedSubmission();
  const { items } = judgeErrorListSchema.parse((await send('/api/admin/judge-errors?limit=1')).json());
  expect(items).toMatchObject([{ submissionId: id, problem: { slug: 'a-plus-b' }, attempts: 1, reason: 'mount <box>: no space' }]);
  const answer = await send(`/api/admin/submissions/${id}/rejudge`, { method: 'POST' });
  expect([answer.status, answer.json()]).toEqual([202, { submissionId: id, status: 'Queued' }]);
  expect((await client.get(`/api/submissions/${id}`)).json()).toMatchObject({ status: 'Queued', verdict: null });
  expect(await installation.takeQueued((item) => item.id === id && item.attempt === 2)).toMatchObject({ kind: 'submission' });
  expect((await send(`/api/admin/submissions/${id}/rejudge`, { method: 'POST' })).status).toBe(404);
  await installation.judge(id);
  expect((await client.get(`/api/submissions/${id}`)).json()).toMatchObject({ status: 'Accepted' });
  expect(events.map(({ event, payload }) => [event, 'status' in payload && payload.status])).toEqual([
    ['submission_completed', 'Judge Error'],
    ['submission_status', 'Queued'],
    ['submission_completed', 'Accepted'],
  ]);
  const sequences = events.map(({ payload }) => payload.sequence);
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
  expect(new Set(sequences).size).toBe(3);
});

test('a person sees them on a page and presses a button', async () => {
  const { client, id } = await failedSubmission();
  const page = await send('/admin/judge-errors');
  expect(page.status).toBe(200);
  expect(page.headers['content-type']).toMatch(/^text\/html/);
  expect(page.text).toContain('A plus B');
  expect(page.text).toContain('mount &#60;box&#62;: no space');
  const [, action = ''] = /<form method="post" action="([^"]+)"><button>Judge again/.exec(page.text) ?? [];
  expect(action).toContain(id);
  const pressed = await send(action, { method: 'POST', headers: { ...AUTHORIZED, 'Sec-Fetch-Site': 'same-origin' } });
  expect([pressed.status, pressed.headers.location]).toEqual([303, '/admin/judge-errors']);
  expect((await client.get(`/api/submissions/${id}`)).json()).toMatchObject({ status: 'Queued' });
  expect((await send('/admin/judge-errors?cursor=lie')).status).toBe(400);
});

test('only a Judge Error is judged again', async () => {
  const client = createClient(installation.server);
  const { submissionId: id } = (await client.post('/api/submissions', SOLUTION)).json() as { submissionId: string };
  expect((await send(`/api/admin/submissions/${id}/rejudge`, { method: 'POST' })).status).toBe(404);
  await installation.judge(id);
  expect((await send(`/api/admin/submissions/${id}/rejudge`, { method: 'POST' })).status).toBe(404);
  expect((await client.get(`/api/submissions/${id}`)).json()).toMatchObject({ status: 'Accepted' });
});
