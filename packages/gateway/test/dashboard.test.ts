import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInstallation, type Installation } from './installation.ts';

const TOKEN = 'operators-know-this';
const AUTHORIZED = { Authorization: `Bearer ${TOKEN}` };

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({ operatorToken: TOKEN });
});
afterAll(() => installation.stop());

const get = (path: string, headers: Record<string, string> = AUTHORIZED) => installation.server.send({ path, headers });

test('who does not know the token sees neither the page nor what is behind it', async () => {
  expect((await get('/admin/queues', {})).status).toBe(401);
  expect((await get('/admin/queues/api/queues', {})).status).toBe(401);
  expect((await get('/admin/queues/static/favicon.ico', { Authorization: 'Bearer guess' })).status).toBe(401);
});

test('operators see the page, its parts, and what waits in the queue', async () => {
  await installation.queue.add({ id: 'x', kind: 'submission', attempt: 0, turn: 0, requestId: null, sessionId: 's' });
  const page = await get('/admin/queues');
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toContain("default-src 'self'");
  const [, script = ''] = /src="(static\/js\/main[^"]+)"/.exec(page.text) ?? [];
  expect((await get(`/admin/queues/${script}`)).headers['content-type']).toMatch(/javascript/);
  expect((await get('/admin/queues/api/queues')).json()).toMatchObject({ queues: [{ name: 'submissions', counts: { prioritized: 1 } }] });
});

test('another site cannot act in an operator’s name', async () => {
  const answer = await installation.server.send({
    method: 'PUT',
    path: '/admin/queues/api/queues/submissions/pause',
    headers: { ...AUTHORIZED, 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(answer.status).toBe(403);
});

test('while the queue cannot be reached the dashboard says so', async () => {
  const cutOff = await startInstallation({ operatorToken: TOKEN });
  try {
    await cutOff.loseQueue();
    const answer = await cutOff.server.send({ path: '/admin/queues/api/queues', headers: AUTHORIZED });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
  } finally {
    await cutOff.stop();
  }
});

test('without a token there is no dashboard at all', async () => {
  const without = await startInstallation();
  try {
    expect((await without.server.send({ path: '/admin/queues', headers: AUTHORIZED })).status).toBe(404);
  } finally {
    await without.stop();
  }
});
