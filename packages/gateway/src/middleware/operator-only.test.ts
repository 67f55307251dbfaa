import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveMiddlewares, type Served } from '../../test/http.ts';
import { operatorOnly } from './operator-only.ts';

const TOKEN = 'a-long-operator-token:with-colon';
const basic = (text: string) => ({ Authorization: `Basic ${Buffer.from(text).toString('base64')}` });

let server: Served;
beforeAll(async () => {
  server = await serveMiddlewares([operatorOnly({ token: TOKEN })]);
});
afterAll(() => server.close());

test.each([
  ['the password of any user', basic(`admin:${TOKEN}`)],
  ['the password without a user', basic(`:${TOKEN}`)],
  ['a bearer token', { Authorization: `Bearer ${TOKEN}` }],
])('the token opens as %s', async (_how, headers) => {
  expect((await server.send({ headers })).status).toBe(200);
});

test.each([
  ['nothing', {}],
  ['an empty password', basic('admin:')],
  ['the token as user name', basic(`${TOKEN}:`)],
  ['a part of the token', { Authorization: `Bearer ${TOKEN.slice(0, -1)}` }],
  ['another scheme', { Authorization: `Token ${TOKEN}` }],
  ['nonsense', { Authorization: 'Basic %%%' }],
])('%s does not, and the browser is told to ask', async (_what, headers) => {
  const answer = await server.send({ headers: headers as Record<string, string> });
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toMatch(/^Basic /);
});

const act = (headers: Record<string, string>) => server.send({ method: 'PUT', headers: { Authorization: `Bearer ${TOKEN}`, Host: 'judge.local', ...headers } });

test('what another site makes the browser send is refused, what the own page sends is not', async () => {
  expect((await act({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect((await act({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(403);
  expect((await act({ Origin: 'https://evil.example' })).status).toBe(403);
  expect((await act({ Origin: 'null' })).status).toBe(403);
  expect((await act({ Origin: 'https://judge.local' })).status).toBe(200);
  expect((await act({ 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200);
  expect((await act({})).status).toBe(200);
});
