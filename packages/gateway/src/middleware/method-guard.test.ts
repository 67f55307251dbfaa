import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve, silent, type Served } from '../../test/http.ts';
import { errorHandler } from './error-handler.ts';
import { methodGuard } from './method-guard.ts';

let server: Served;
beforeAll(async () => {
  const app = express();
  app
    .route('/thing')
    .get((_req, res) => void res.send('body'))
    .all(methodGuard({ allowed: ['GET'] }));
  app.use(errorHandler({ logger: silent }));
  server = await serve(app);
});
afterAll(() => server.close());

test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'TRACE'])('%s is refused with those that work', async (method) => {
  const answer = await server.send({ method, path: '/thing' });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('HEAD, GET, OPTIONS');
  expect(answer.json()).toMatchObject({ code: 'method_not_allowed' });
});

test('OPTIONS says what works', async () => {
  const answer = await server.send({ method: 'OPTIONS', path: '/thing' });
  expect(answer.status).toBe(204);
  expect(answer.headers.allow).toBe('HEAD, GET, OPTIONS');
});

test('HEAD is GET without the body', async () => {
  const answer = await server.send({ method: 'HEAD', path: '/thing' });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-length']).toBe('4');
  expect(answer.text).toBe('');
});
