import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClient, type Client } from './client.ts';
import { startInstallation, type Installation } from './installation.ts';

const SOLUTION = { problemId: 'a-plus-b', language: 'python', code: 'print(sum(map(int, input().split())))' };

let installation: Installation;
let client: Client;
beforeAll(async () => {
  installation = await startInstallation({ perMinute: 0 });
});
afterAll(() => installation.stop());

const nextQueued = async () => (await installation.takeQueued(({ sessionId }) => sessionId === client.sessionId())).id;
const newClient = () => createClient(installation.server);

describe('POST /api/submissions', () => {
  beforeAll(() => {
    client = newClient();
  });

  test('accepts code for a problem, says where to find it, and puts it in the queue', async () => {
    const answer = await client.post('/api/submissions', SOLUTION);
    expect(answer.status).toBe(202);
    const { submissionId } = answer.json() as { submissionId: string };
    expect(answer.json()).toEqual({ submissionId, status: 'Queued' });
    expect(answer.headers.location).toBe(`/api/submissions/${submissionId}`);
    const stored = await client.get(answer.headers.location ?? '');
    expect(stored.json()).toMatchObject({
      submissionId,
      language: 'python',
      code: SOLUTION.code,
      status: 'Queued',
      verdict: null,
      problem: { slug: 'a-plus-b' },
    });
    expect(await installation.takeQueued(({ id }) => id === submissionId)).toMatchObject({ kind: 'submission', attempt: 1, sessionId: client.sessionId() });
  });

  test('takes the id of the problem as well as its slug', async () => {
    const { id } = (await client.get('/api/problems/a-plus-b')).json() as { id: string };
    expect((await client.post('/api/submissions', { ...SOLUTION, problemId: id })).status).toBe(202);
  });

  test.each<[string, unknown, string[]]>([
    ['nothing', {}, ['problemId', 'language', 'code']],
    ['a list', [], ['']],
    ['text', 'x', ['']],
    ['null', null, ['']],
    ['an unknown field', { ...SOLUTION, admin: true }, ['admin']],
    ['a prototype', JSON.parse('{"__proto__":{"x":1},"problemId":"a-plus-b","language":"python","code":"x"}'), ['__proto__']],
    ['a number as code', { ...SOLUTION, code: 1 }, ['code']],
    ['empty code', { ...SOLUTION, code: '' }, ['code']],
    ['a NUL character', { ...SOLUTION, code: 'print(1)\0' }, ['code']],
    ['a lone surrogate', { ...SOLUTION, code: 'x = "\ud800"' }, ['code']],
    ['a NUL in the problem', { ...SOLUTION, problemId: 'a\0b' }, ['problemId']],
    ['an endless language', { ...SOLUTION, language: 'x'.repeat(41) }, ['language']],
  ])('refuses %s with 400 and says where', async (_what, body, paths) => {
    const answer = await client.post('/api/submissions', body);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    const { code, errors } = answer.json() as { code: string; errors: { path: string; message: string }[] };
    expect(code).toBe('invalid_request');
    expect(errors.map(({ path }) => path)).toEqual(paths);
  });

  test('takes several files instead of code, and shows them', async () => {
    const files = [
      { name: 'main.py', content: 'import lib.sum' },
      { name: 'lib/sum.py', content: '' },
    ];
    const { code: _, ...head } = SOLUTION;
    const answer = await client.post('/api/submissions', { ...head, files, entryPoint: 'main.py' });
    expect(answer.status).toBe(202);
    const stored = await client.get(answer.headers.location ?? '');
    expect(stored.json()).toMatchObject({ files, code: 'import lib.sum', entryPoint: 'main.py' });
  });

  const file = (name: string) => ({ name, content: 'x' });
  test.each<[string, object, string[]]>([
    ['both code and files', { code: 'x', files: [file('a.py')] }, ['code']],
    ['no file', { files: [] }, ['files']],
    ['too many files', { files: Array.from({ length: 101 }, (_, index) => file(`${index}.py`)) }, ['files']],
    ['two files of one name', { files: [file('a.py'), file('a.py')] }, ['files']],
    ['a file that is a directory of another', { files: [file('a'), file('a/b')] }, ['files']],
    ['a way out', { files: [file('../a.py')] }, ['files.0.name']],
    ['a way out in the middle', { files: [file('a/../../b.py')] }, ['files.0.name']],
    ['an absolute name', { files: [file('/etc/passwd')] }, ['files.0.name']],
    ['a hidden file', { files: [file('.profile')] }, ['files.0.name']],
    ['a name that is an option', { files: [file('-o.c')] }, ['files.0.name']],
    ['a name of many levels', { files: [file('a/b/c/d/e.py')] }, ['files.0.name']],
    ['a name with a newline', { files: [file('a.py\n')] }, ['files.0.name']],
    ['an empty name', { files: [file('')] }, ['files.0.name']],
    ['a file with more than name and content', { files: [{ ...file('a.py'), mode: 511 }] }, ['files.0.mode']],
    ['NUL in a file', { files: [{ name: 'a.py', content: '\0' }] }, ['files.0.content']],
    ['an entry point that leads away', { code: 'x', entryPoint: '--help' }, ['entryPoint']],
  ])('refuses %s with 400 and says where', async (_what, source, paths) => {
    const { code: _, ...head } = SOLUTION;
    const answer = await client.post('/api/submissions', { ...head, ...source });
    expect(answer.status).toBe(400);
    expect((answer.json() as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual(paths);
  });

  test('measures all files together', async () => {
    const { code: _, ...head } = SOLUTION;
    const halves = (last: string) => [
      { name: 'a.py', content: '#'.repeat(25_600) },
      { name: 'b.py', content: `${'#'.repeat(25_600)}${last}` },
    ];
    expect((await client.post('/api/submissions', { ...head, files: halves('') })).status).toBe(202);
    expect((await client.post('/api/submissions', { ...head, files: halves('x') })).status).toBe(413);
  });

  test('answers are for problems that ask for them, and no run has any', async () => {
    const answer = { problemId: 'squares', language: 'answer', files: [{ name: '1.out', content: '4' }] };
    expect((await client.post('/api/submissions', answer)).status).toBe(202);
    expect((await client.get('/api/problems/squares')).json()).toMatchObject({ answerFiles: ['1.out'], languages: [{ id: 'answer' }] });
    expect((await client.post('/api/submissions', { ...answer, problemId: 'a-plus-b' })).status).toBe(422);
    expect((await client.post('/api/submissions', { ...SOLUTION, problemId: 'squares' })).status).toBe(422);
    expect((await client.post('/api/runs', { language: 'answer', code: '4' })).status).toBe(422);
  });

  test('refuses an unknown query parameter and a wrong value of a known one', async () => {
    expect((await client.post('/api/submissions?wait=yes', SOLUTION)).json()).toMatchObject({ status: 400, errors: [{ path: 'wait' }] });
    expect((await client.post('/api/submissions?later=true', SOLUTION)).json()).toMatchObject({ status: 400, errors: [{ path: 'later' }] });
    expect((await client.post('/api/submissions?wait=true&wait=true', SOLUTION)).status).toBe(400);
  });

  test('measures source in UTF-8 bytes: the limit passes, one byte more does not', async () => {
    const exact = `#${'é'.repeat(25_599)}x`;
    expect(Buffer.byteLength(exact)).toBe(51_200);
    expect((await client.post('/api/submissions', { ...SOLUTION, code: exact })).status).toBe(202);
    const answer = await client.post('/api/submissions', { ...SOLUTION, code: `${exact}x` });
    expect(answer.status).toBe(413);
    expect(answer.json()).toMatchObject({ code: 'payload_too_large' });
  });

  test('takes the largest source also when JSON writes every byte as six', async () => {
    const body = `{"problemId":"a-plus-b","language":"python","code":"${'\\u0061'.repeat(51_200)}"}`;
    const answer = await client.send({ method: 'POST', path: '/api/submissions', headers: { 'Content-Type': 'application/json' }, body });
    expect(answer.status).toBe(202);
  });

  test('an unknown problem is not found, an unknown or forbidden language cannot be processed', async () => {
    expect((await client.post('/api/submissions', { ...SOLUTION, problemId: 'no-such' })).status).toBe(404);
    expect((await client.post('/api/submissions', { ...SOLUTION, problemId: '00000000-0000-0000-0000-000000000000' })).status).toBe(404);
    const unknown = await client.post('/api/submissions', { ...SOLUTION, language: 'cobol' });
    expect(unknown.status).toBe(422);
    expect(unknown.json()).toMatchObject({ code: 'unsupported_language', errors: [{ path: 'language' }] });
    expect((await client.post('/api/submissions', { ...SOLUTION, problemId: 'only-cpp' })).status).toBe(422);
  });

  test('other content types and methods are refused', async () => {
    const form = await client.send({ method: 'POST', path: '/api/submissions', headers: { 'Content-Type': 'text/plain' }, body: JSON.stringify(SOLUTION) });
    expect(form.status).toBe(415);
    const get = await client.get('/api/submissions');
    expect(get.status).toBe(405);
    expect(get.headers.allow).toBe('POST, OPTIONS');
  });

  test('the request id goes with the submission to the worker', async () => {
    const answer = await client.post('/api/submissions', SOLUTION, { 'X-Request-Id': 'trace-7' });
    const { submissionId } = answer.json() as { submissionId: string };
    expect((await installation.claim(submissionId)).requestId).toBe('trace-7');
  });
});

const keyed = (who: Client, key: string, body: object = SOLUTION) => who.post('/api/submissions', body, { 'Idempotency-Key': key });

describe('Idempotency-Key', () => {
  test('the same key with the same body answers with the first submission', async () => {
    client = newClient();
    const [first, second] = [await keyed(client, 'k1'), await keyed(client, 'k1')];
    expect(second.status).toBe(202);
    expect(second.json()).toEqual(first.json());
    expect(second.headers.location).toBe(first.headers.location);
  });

  test('with another body it is a conflict', async () => {
    await keyed(client, 'k2');
    const answer = await keyed(client, 'k2', { ...SOLUTION, code: 'print(0)' });
    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({ code: 'idempotency_conflict' });
  });

  test('belongs to its session', async () => {
    const mine = await keyed(client, 'k3');
    const theirs = await keyed(newClient(), 'k3');
    expect(theirs.status).toBe(202);
    expect(theirs.json()).not.toEqual(mine.json());
  });

  test('twenty at the same time make one submission', async () => {
    await client.begin();
    const answers = await Promise.all(Array.from({ length: 20 }, () => keyed(client, 'k4')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test.each(['with space', 'é', 'x'.repeat(201)])('%j is no key', async (key) => {
    const answer = await keyed(client, key);
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'Idempotency-Key' }] });
  });
});

describe('whose submission it is', () => {
  test("another session's submission is not found, as if it did not exist", async () => {
    client = newClient();
    const { headers } = await client.post('/api/submissions', SOLUTION);
    const theirs = await newClient().get(headers.location ?? '');
    const nobodys = await newClient().get('/api/submissions/00000000-0000-0000-0000-000000000000');
    expect(theirs.status).toBe(404);
    expect({ ...(theirs.json() as object), requestId: '' }).toEqual({ ...(nobodys.json() as object), requestId: '' });
  });

  test.each(['x', '1', "'; drop table submissions; --", '%F0%9F%98%80', '..%2f..%2fetc'])('the id %s is not found', async (id) => {
    expect((await client.get(`/api/submissions/${encodeURI(id)}`)).status).toBe(404);
  });

  test('the history is of this session, newest first, page by page', async () => {
    client = newClient();
    const ids: string[] = [];
    for (const code of ['1', '2', '3'])
      ids.unshift(((await client.post('/api/submissions', { ...SOLUTION, code })).json() as { submissionId: string }).submissionId);
    const first = (await client.get('/api/history?limit=2')).json() as { items: { submissionId: string }[]; nextCursor: string };
    const second = (await client.get(`/api/history?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`)).json() as typeof first;
    expect([...first.items, ...second.items].map(({ submissionId }) => submissionId)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect((await newClient().get('/api/history')).json()).toEqual({ items: [], nextCursor: null });
  });

  test.each(['limit=0', 'limit=101', 'limit=x', 'status=Nice', 'cursor=lie', 'cursor=e30', 'unknown=1', 'problem=%00'])(
    'the history with %s is refused with 400',
    async (query) => {
      expect((await client.get(`/api/history?${query}`)).status).toBe(400);
    },
  );
});

describe('wait=true', () => {
  test('answers with the finished submission as soon as it is judged', async () => {
    client = newClient();
    await client.begin();
    const answer = client.post('/api/submissions?wait=true', SOLUTION);
    const id = await nextQueued();
    const started = performance.now();
    await installation.judge(id);
    const { status, headers, json } = await answer;
    expect(status).toBe(200);
    expect(headers.location).toBe(`/api/submissions/${id}`);
    expect(json()).toMatchObject({ submissionId: id, status: 'Accepted', verdict: 'Accepted', testResults: [{ index: 1, status: 'Accepted' }] });
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('a repetition of what has ended is answered at once', async () => {
    client = newClient();
    const key = { 'Idempotency-Key': 'waited' };
    const { submissionId } = (await client.post('/api/submissions', SOLUTION, key)).json() as { submissionId: string };
    await installation.judge(submissionId);
    expect((await client.post('/api/submissions?wait=true', SOLUTION, key)).json()).toMatchObject({ submissionId, status: 'Accepted' });
  });

  test('finds the end also when its event was lost', async () => {
    client = newClient();
    await client.begin();
    const answer = client.post('/api/submissions?wait=true', SOLUTION);
    await installation.judge(await nextQueued(), { announce: false });
    expect((await answer).status).toBe(200);
  });
});

describe('runs', () => {
  const RUN = { language: 'python', code: 'print(input())', stdin: 'hello\n' };

  test('are accepted, found by their session only, and not part of the history', async () => {
    client = newClient();
    const answer = await client.post('/api/runs', RUN);
    expect(answer.status).toBe(202);
    const { runId } = answer.json() as { runId: string };
    expect(answer.headers.location).toBe(`/api/runs/${runId}`);
    expect((await client.get(`/api/runs/${runId}`)).json()).toMatchObject({ runId, status: 'Queued', stdout: '' });
    expect((await newClient().get(`/api/runs/${runId}`)).status).toBe(404);
    expect((await client.get(`/api/submissions/${runId}`)).status).toBe(404);
    expect((await client.get('/api/history')).json()).toMatchObject({ items: [] });
  });

  test('with wait=true answer with what the program did', async () => {
    client = newClient();
    await client.begin();
    const answer = client.post('/api/runs?wait=true', RUN);
    await installation.judgeRun(await nextQueued(), 'hello\n');
    expect((await answer).json()).toMatchObject({ status: 'Completed', stdout: 'hello\n', exitCode: 0 });
  });

  test.each<[string, object]>([
    ['too much input', { ...RUN, stdin: 'x'.repeat(262_145) }],
    ['limits above those of the installation', { ...RUN, limits: { timeMs: 10_001 } }],
    ['too many arguments', { ...RUN, args: Array.from({ length: 51 }, () => 'x') }],
    ['a problem', { ...RUN, problemId: 'a-plus-b' }],
  ])('with %s are refused with 400', async (_what, body) => {
    expect((await client.post('/api/runs', body)).status).toBe(400);
  });

  test('take the largest input and the largest source together', async () => {
    expect((await client.post('/api/runs', { ...RUN, code: `#${'é'.repeat(25_599)}`, stdin: 'x'.repeat(262_144) })).status).toBe(202);
  });
});
