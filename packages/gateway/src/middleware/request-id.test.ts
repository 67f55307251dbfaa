import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveMiddlewares, type Served } from '../../test/http.ts';

let server: Served;
beforeAll(async () => {
  server = await serveMiddlewares([], (_req, res) => void res.json(res.locals.requestId));
});
afterAll(() => server.close());

test('keeps a sane id of the client and answers with it', async () => {
  const answer = await server.send({ headers: { 'X-Request-Id': 'build-42.retry_1' } });
  expect(answer.headers['x-request-id']).toBe('build-42.retry_1');
  expect(answer.json()).toBe('build-42.retry_1');
});

test('makes a new id for each request without one', async () => {
  const [first, second] = await Promise.all([server.send({}), server.send({})]);
  expect(first.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id']);
});

test.each(['', 'with space', 'x'.repeat(65), '"quoted"', '<script>'])('replaces the id %j, which could break a log or a page', async (id) => {
  const answer = await server.send({ headers: { 'X-Request-Id': id } });
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
});
