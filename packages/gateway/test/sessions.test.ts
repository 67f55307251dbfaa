import { afterAll, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE, signSession } from '@codearena/core';
import { createClient } from './client.ts';
import { startInstallation, type Installation } from './installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const get = (path: string, headers?: Record<string, string>) => installation.server.send({ path, headers });
const setCookie = (answer: { headers: { 'set-cookie'?: string[] } }) => answer.headers['set-cookie']?.[0];

test.each(['/api/config', '/api/problems', '/api/history'])('%s begins a session with a cookie that scripts and other sites cannot use', async (path) => {
  const cookie = setCookie(await get(path)) ?? '';
  expect(cookie).toMatch(new RegExp(`^${SESSION_COOKIE}=[^;]+;`));
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Lax');
  expect(cookie).toContain('Path=/');
  expect(cookie).not.toContain('Secure');
});

test.each(['/health', '/ready', '/metrics', '/api/languages', '/api/openapi.json', '/api/docs', '/nothing', '/api/nothing'])('%s begins none', async (path) => {
  expect(setCookie(await get(path))).toBeUndefined();
});

test('a session that stands is kept', async () => {
  const client = createClient(installation.server);
  await client.begin();
  expect(setCookie(await client.get('/api/problems'))).toBeUndefined();
});

test('a forged cookie is replaced', async () => {
  const client = createClient(installation.server);
  await client.begin();
  const forged = `${client.cookie()?.slice(0, -1)}${client.cookie()?.endsWith('A') ? 'B' : 'A'}`;
  expect(setCookie(await get('/api/problems', { Cookie: forged }))).toBeDefined();
  const others = `${SESSION_COOKIE}=${signSession('00000000-0000-4000-8000-000000000000', 'some other secret')}`;
  expect(setCookie(await get('/api/problems', { Cookie: others }))).toBeDefined();
});

test('a well signed cookie of a session that is not there is replaced', async () => {
  const gone = signSession('00000000-0000-4000-8000-000000000000', await installation.sessions.secret());
  expect(setCookie(await get('/api/problems', { Cookie: `${SESSION_COOKIE}=${gone}` }))).toBeDefined();
});

test.each(['', `${SESSION_COOKIE}=`, `${SESSION_COOKIE}=.`, `${SESSION_COOKIE}=%`, `${SESSION_COOKIE}=${'x'.repeat(4_000)}`, ';;=;'])(
  'the cookie header %j is taken for none',
  async (cookie) => {
    const answer = await get('/api/problems', { Cookie: cookie });
    expect(answer.status).toBe(200);
    expect(setCookie(answer)).toBeDefined();
  },
);

test('behind a trusted proxy that speaks HTTPS the cookie is for HTTPS only', async () => {
  const proxied = await startInstallation({ trustProxy: true });
  try {
    expect(setCookie(await proxied.server.send({ path: '/api/config', headers: { 'X-Forwarded-Proto': 'https' } }))).toContain('Secure');
    expect(setCookie(await get('/api/config', { 'X-Forwarded-Proto': 'https' }))).not.toContain('Secure');
  } finally {
    await proxied.stop();
  }
});
