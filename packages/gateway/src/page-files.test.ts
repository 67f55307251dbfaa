import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveMiddlewares, type Served } from '../test/http.ts';
import { pathGuard } from './middleware/path-guard.ts';
import { pageFiles } from './page-files.ts';

const SCRIPT = 'console.log(1);';
const INDEX = '<!doctype html><title>page</title>';

let directory: string;
let server: Served;
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'gateway-page-'));
  const root = path.join(directory, 'dist');
  await mkdir(path.join(root, 'assets'), { recursive: true });
  await writeFile(path.join(directory, 'secret.txt'), 'secret');
  await writeFile(path.join(root, 'index.html'), INDEX);
  await writeFile(path.join(root, 'assets/index-Dk3jf9aQ.js'), SCRIPT);
  await writeFile(path.join(root, 'assets/index-Dk3jf9aQ.js.br'), brotliCompressSync(SCRIPT));
  await writeFile(path.join(root, 'assets/index-Dk3jf9aQ.js.gz'), gzipSync(SCRIPT));
  server = await serveMiddlewares([pathGuard(), pageFiles({ root })], (_req, res) => void res.status(404).end());
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

const SCRIPT_PATH = '/assets/index-Dk3jf9aQ.js';

test('a file whose name holds its hash may be kept for ever', async () => {
  const answer = await server.send({ path: SCRIPT_PATH });
  expect(answer.text).toBe(SCRIPT);
  expect(answer.headers['content-type']).toMatch(/^text\/javascript/);
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
});

test.each(['br', 'gzip'])('is sent as compressed beforehand to who takes %s', async (encoding) => {
  const answer = await server.send({ path: SCRIPT_PATH, headers: { 'Accept-Encoding': encoding } });
  expect(answer.headers['content-encoding']).toBe(encoding);
  expect(answer.headers['content-type']).toMatch(/^text\/javascript/);
  expect(answer.headers.vary).toBe('Accept-Encoding');
});

test.each(['/', '/problems', '/problems/a-plus-b', '/submissions/018f'])('%s is a place in the page, which is asked for anew each time', async (place) => {
  const answer = await server.send({ path: place });
  expect(answer.text).toBe(INDEX);
  expect(answer.headers['content-type']).toMatch(/^text\/html/);
  expect(answer.headers['cache-control']).toBe('no-cache');
});

test('what was not changed is not sent again', async () => {
  const { etag } = (await server.send({ path: '/' })).headers;
  const answer = await server.send({ path: '/', headers: { 'If-None-Match': String(etag) } });
  expect(answer.status).toBe(304);
  expect(answer.text).toBe('');
});

test('HEAD is GET without the body', async () => {
  const answer = await server.send({ method: 'HEAD', path: SCRIPT_PATH });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-length']).toBe(String(SCRIPT.length));
  expect(answer.text).toBe('');
});

test('a file that is not there is not there', async () => {
  expect((await server.send({ path: '/assets/index-00000000.js' })).status).toBe(404);
  expect((await server.send({ path: '/favicon.png' })).status).toBe(404);
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '//../secret.txt',
  '/..\\secret.txt',
  '/assets%5c..%5c..%5csecret.txt',
])('%s does not lead out of the directory', async (attempt) => {
  const answer = await server.send({ path: attempt });
  expect(answer.status).toBe(404);
  expect(answer.text).not.toContain('secret');
});

test('other methods are refused', async () => {
  const answer = await server.send({ method: 'POST', path: '/' });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
});
