import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveMiddlewares, type Served } from '../../test/http.ts';
import { pathGuard } from './path-guard.ts';

let server: Served;
beforeAll(async () => {
  server = await serveMiddlewares([pathGuard()]);
});
afterAll(() => server.close());

test.each(['/%E0%A4%A', '/%', '/a%00b', '/%0d%0aSet-Cookie:x', '/%C3'])('refuses the path %s', async (path) => {
  const answer = await server.send({ path });
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'invalid_request', errors: [{ path: 'url', message: 'malformed' }] });
});

test.each(['/', '/a/b', '/%C3%A9t%C3%A9', '/a%20b', '/a?x=%E0%A4%A'])('lets %s through', async (path) => {
  expect((await server.send({ path })).status).toBe(200);
});
