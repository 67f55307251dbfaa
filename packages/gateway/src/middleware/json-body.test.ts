import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveMiddlewares, type Served } from '../../test/http.ts';
import { bodyLimit } from './body-limit.ts';
import { jsonBody } from './json-body.ts';

const MAX = 1_000;
const JSON_TYPE = { 'Content-Type': 'application/json' };

let server: Served;
beforeAll(async () => {
  server = await serveMiddlewares([bodyLimit({ maxBytes: 10 * MAX }), jsonBody({ maxBytes: MAX })], (_req, res) => void res.json(res.locals.body));
});
afterAll(() => server.close());

const post = (body: string | Buffer, headers: Record<string, string> = JSON_TYPE) => server.send({ method: 'POST', headers, body });

describe('content type', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])('takes %s', async (type) => {
    expect((await post('{"a":1}', { 'Content-Type': type })).json()).toEqual({ a: 1 });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'application/jsonp', 'multipart/form-data'])(
    'refuses %s with 415',
    async (type) => {
      const answer = await post('{"a":1}', { 'Content-Type': type });
      expect(answer.status).toBe(415);
      expect(answer.headers['content-type']).toBe('application/problem+json');
    },
  );

  test('refuses a body without content type and a compressed one with 415', async () => {
    expect((await post('{}', {})).status).toBe(415);
    expect((await post('{}', { ...JSON_TYPE, 'Content-Encoding': 'gzip' })).status).toBe(415);
  });
});

describe('content', () => {
  test.each(['', '{', '{"a":1,}', 'nonsense', "{'a':1}"])('refuses %j with 400', async (body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid_request', errors: [{ path: '' }] });
  });

  test('refuses bytes that are no UTF-8 instead of replacing them', async () => {
    expect((await post(Buffer.from([0x22, 0xff, 0xfe, 0x22]))).status).toBe(400);
  });

  test('takes text outside the basic plane and a byte order mark', async () => {
    expect((await post('﻿"𝛑 → λ"')).json()).toBe('𝛑 → λ');
  });
});

describe('size', () => {
  test('takes a body of exactly the limit and refuses one byte more', async () => {
    expect((await post(`"${'x'.repeat(MAX - 2)}"`)).status).toBe(200);
    expect((await post(`"${'x'.repeat(MAX - 1)}"`)).status).toBe(413);
  });

  test('counts a body of unannounced length and stops reading it', async () => {
    const answer = await server.raw(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n${'x'.repeat(1_024)}\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('payload_too_large');
  });

  test('answers an announced body that is too large before any of it is sent, and closes the connection', async () => {
    const started = performance.now();
    const answer = await announce(server.port, 100_000_000);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

/** Sends the head alone and waits for answer and end of the connection. */
function announce(port: number, length: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`),
    );
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}
