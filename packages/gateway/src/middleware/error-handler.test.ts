import { connect } from 'node:net';
import type { RequestHandler } from 'express';
import { expect, test } from 'vitest';
import { CodeArenaError } from '@codearena/core';
import { serveMiddlewares, type Answer } from '../../test/http.ts';

async function answerTo(thrower: RequestHandler): Promise<Answer> {
  const server = await serveMiddlewares([thrower]);
  try {
    return await server.send({ headers: { 'X-Request-Id': 'the-request' } });
  } finally {
    await server.close();
  }
}

const throwing = (error: unknown) =>
  answerTo(() => {
    throw error;
  });

test('an error made for clients becomes problem details', async () => {
  const answer = await throwing(new CodeArenaError('invalid_request', 'No', { errors: [{ path: 'code', message: 'is missing' }] }));
  expect(answer.status).toBe(400);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.json()).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: 'No',
    code: 'invalid_request',
    errors: [{ path: 'code', message: 'is missing' }],
    requestId: 'the-request',
  });
});

test('anything else is our fault and tells nothing but the id to ask about', async () => {
  const answer = await throwing(new TypeError('secret of /etc/passwd'));
  expect(answer.status).toBe(500);
  expect(answer.json()).toMatchObject({ code: 'internal', requestId: 'the-request' });
  expect(answer.text).not.toContain('secret');
  expect(answer.text).not.toContain('.ts');
});

test('a rejected promise is answered too', async () => {
  expect((await answerTo(() => Promise.reject(new Error('late')))).status).toBe(500);
});

test('a service that cannot be reached means 503 and when to come again, however it is wrapped', async () => {
  const refused = await connectionRefused();
  const answer = await throwing(new Error('Failed query', { cause: refused }));
  expect(answer.status).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(answer.json()).toMatchObject({ code: 'unavailable', retryAfter: 5 });
  expect(answer.text).not.toContain('127.0.0.1');
});

test('an answer that has begun is cut off, never completed as if it were whole', async () => {
  const broken = answerTo((_req, res) => {
    res.write('half');
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow(/aborted|socket hang up|ECONNRESET/);
});

function connectionRefused(): Promise<Error> {
  return new Promise((resolve) => connect(1, '127.0.0.1').once('error', resolve));
}
