import { connect } from 'node:net';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageListSchema, problemListSchema, problemSchema, readinessSchema } from '@codearena/contracts';
import { createClient, type Client } from './client.ts';
import { startInstallation, type Installation } from './installation.ts';

let installation: Installation;
let client: Client;
beforeAll(async () => {
  installation = await startInstallation();
  client = createClient(installation.server);
});
afterAll(() => installation.stop());

describe('problems', () => {
  test('are listed by page, filtered', async () => {
    const list = problemListSchema.parse((await client.get('/api/problems')).json());
    expect(list.items.map(({ slug }) => slug)).toContain('a-plus-b');
    const found = problemListSchema.parse((await client.get('/api/problems?search=plus&difficulty=easy&tag=&status=')).json());
    expect(found.items.map(({ slug }) => slug)).toEqual(['a-plus-b']);
  });

  test.each(['difficulty=nice', 'limit=1000', 'cursor=lie', 'sort=title', 'search=%00', 'search=a&search=b'])('refuses %s with 400', async (query) => {
    const answer = await client.get(`/api/problems?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ path: query.split('=')[0] }] });
  });

  test('one is shown with its samples and never with its hidden tests', async () => {
    const answer = await client.get('/api/problems/a-plus-b');
    const problem = problemSchema.parse(answer.json());
    expect(problem.samples).toEqual([{ index: 1, input: '2 3\n', output: '5\n' }]);
    expect(problem.testsTotal).toBe(2);
    expect(answer.text).not.toContain('1000000000000000000');
    expect((await client.get(`/api/problems/${problem.id}`)).json()).toEqual(problem);
  });

  test('give their files, which may hold nothing that acts', async () => {
    const figure = await client.get('/api/problems/a-plus-b/files/sum.svg');
    expect([figure.status, figure.text, figure.headers['content-type'], figure.headers['content-disposition']]).toEqual([
      200,
      '2 3\n',
      'image/svg+xml',
      'inline; filename="sum.svg"',
    ]);
    expect(figure.headers['content-security-policy']).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    expect(figure.headers['x-content-type-options']).toBe('nosniff');
    const again = await client.get('/api/problems/a-plus-b/files/sum.svg', { 'If-None-Match': String(figure.headers['etag']) });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await client.get('/api/problems/a-plus-b/files/tool.py')).headers['content-disposition']).toBe('attachment; filename="tool.py"');
    expect((await client.get('/api/problems/a-plus-b/files/other')).status).toBe(404);
    expect((await client.get('/api/problems/no-such/files/sum.svg')).status).toBe(404);
  });

  test.each(['no-such', 'A-PLUS-B', '%20', "a'b", 'x'.repeat(3_000)])('%s is not found', async (slug) => {
    expect((await client.get(`/api/problems/${slug}`)).status).toBe(404);
  });
});

test('languages are those that live workers reported', async () => {
  const languages = languageListSchema.parse((await client.get('/api/languages')).json());
  expect(languages.map(({ id }) => id).toSorted()).toEqual(['cpp', 'python']);
});

test('the configuration tells the page what it must know and nothing else', async () => {
  expect((await client.get('/api/config')).json()).toEqual({ version: '0.0.0-test', realtimeUrl: '', maxSourceBytes: 51_200, submissionsPerMinute: 5 });
});

describe('operation', () => {
  test('alive', async () => {
    const answer = await client.get('/health');
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ status: 'ok' });
  });

  test('ready while every dependency is, weaker isolation told; not ready without a live worker', async () => {
    const ready = await client.get('/ready');
    expect(ready.status).toBe(200);
    const { dependencies } = readinessSchema.parse(ready.json());
    expect(dependencies.map(({ name }) => name)).toEqual(expect.arrayContaining(['database', 'worker']));
    expect(dependencies.find(({ name }) => name === 'worker')?.detail).toContain('cgroup memory is weaker');

    const isolation = { kind: 'native' as const, lanes: 1, layers: [], speed: { measuredMs: 9, referenceMs: 7.5, factor: 1.2 } };
    await installation.workerReports({ isolation });
    expect((await client.get('/ready')).text).toContain('worker-1: time limits × 1.2');

    await installation.workerReports({ trouble: 'its disk is full: 1 MB are free, 100 MB are needed' });
    const troubled = await client.get('/ready');
    expect(troubled.status).toBe(503);
    expect(troubled.text).toContain('worker-1 takes no submissions: its disk is full');
    await installation.workerReports({ workerId: 'worker-2' });
    expect((await client.get('/ready')).status).toBe(200);
    await installation.workerReports({ workerId: 'worker-2', trouble: 'it is tired' });

    await installation.workerLeaves();
    const notReady = await client.get('/ready');
    expect(notReady.status).toBe(503);
    expect(notReady.headers['retry-after']).toBe('5');
    expect(readinessSchema.parse(notReady.json())).toMatchObject({ ready: false });
    await installation.workerReports();
  });

  test('metrics count requests by endpoint and show the queue', async () => {
    await client.get('/api/submissions/00000000-0000-0000-0000-000000000000');
    await client.post('/api/submissions', { problemId: 'a-plus-b', language: 'python', code: 'x' });
    const { text, headers } = await client.get('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(text).toContain('codearena_http_request_duration_seconds_count{method="GET",route="/api/submissions/{id}",status="404"} 1');
    expect(text).toMatch(/^codearena_queue_waiting [1-9]/m);
    expect(text).toMatch(/^codearena_queue_active 0$/m);
    expect(text).toMatch(/^codearena_queue_oldest_waiting_seconds 0\.\d+$/m);
  });
});

describe('paths and methods', () => {
  test.each(['/api', '/api/', '/api/nothing', '/socket.io/', '/nothing', '/api/problems/a/b', '//api/problems'])(
    '%s is not found, as problem details',
    async (path) => {
      const answer = await client.get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
    },
  );

  test.each(['/api/problems/%E0%A4%A', '/%00', '/api/problems/a%00b'])('%s is malformed', async (path) => {
    expect((await client.get(path)).status).toBe(400);
  });

  test('HEAD and OPTIONS', async () => {
    const head = await client.send({ method: 'HEAD', path: '/api/problems' });
    expect([head.status, head.text]).toEqual([200, '']);
    const options = await client.send({ method: 'OPTIONS', path: '/api/problems' });
    expect([options.status, options.headers.allow]).toEqual([204, 'HEAD, GET, OPTIONS']);
    expect(options.headers['access-control-allow-origin']).toBeUndefined();
    expect(await installation.server.raw('OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 (204|404) /);
  });

  test('every answer carries the security headers and a request id', async () => {
    for (const path of ['/api/problems', '/api/nothing', '/health', '/nothing']) {
      const { headers } = await client.get(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-request-id']).toBeDefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  test('large answers are compressed for who takes that', async () => {
    const { headers } = await client.get('/api/openapi.json', { 'Accept-Encoding': 'gzip' });
    expect(headers['content-encoding']).toBe('gzip');
  });
});

const headOf = (framing: string) => `POST /api/submissions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`;

describe('a body of 100 MB', () => {
  const SIZE = 100_000_000;

  test.each([
    ['announced', headOf(`Content-Length: ${SIZE}`), (chunk: Buffer) => chunk],
    [
      'of unannounced length',
      headOf('Transfer-Encoding: chunked'),
      (chunk: Buffer) => Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
    ],
  ])('%s is refused quickly, mostly unread, and costs no memory', async (_kind, start, frame) => {
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const { answer, sent } = await upload(installation.server.port, start, frame(Buffer.alloc(65_536, 0x78)), SIZE);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"code":"payload_too_large"');
    expect(sent).toBeLessThan(SIZE / 4);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  });
});

/** Sends for as long as it is let, and says what was answered and how much went out. */
function upload(port: number, head: string, chunk: Buffer, size: number): Promise<{ answer: string; sent: number }> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    let sent = 0;
    const pump = () => {
      while (sent < size && !socket.destroyed) {
        sent += chunk.length;
        if (!socket.write(chunk)) return void socket.once('drain', pump);
      }
    };
    socket.on('data', (data) => (answer += data.toString()));
    // The server closes while the client still sends: that is what is wanted.
    socket.on('error', () => undefined);
    socket.once('close', () => resolve({ answer, sent }));
    socket.write(head);
    pump();
  });
}

describe('the API description', () => {
  type Document = { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> };
  let document: Document;
  beforeAll(async () => {
    document = (await client.get('/api/openapi.json')).json() as Document;
  });

  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  test('has every route of the application, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(described.toSorted()).toEqual(installation.routes().toSorted());
  });

  test('every status of the contract is described where it can occur', () => {
    const statuses = Object.keys(document.paths['/api/submissions']?.post?.responses ?? {});
    expect(statuses).toEqual(['200', '202', '400', '404', '405', '409', '413', '415', '422', '429', '500', '503']);
  });

  test('the page that shows it has no script inside, which its policy would forbid', async () => {
    const page = await client.get('/api/docs');
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.text).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>|style=|\son\w+=/);
    const parts = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(parts).toHaveLength(4);
    for (const part of parts) expect((await client.get(part)).status).toBe(200);
  });
});
