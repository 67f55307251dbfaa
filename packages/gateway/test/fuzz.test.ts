import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, type Client } from './client.ts';
import { createConformance } from './fuzz/conformance.ts';
import { OWN_SESSION, requestsTo, requestTo, type Document, type FuzzRequest, type Part } from './fuzz/requests.ts';
import type { Answer } from './http.ts';
import { startInstallation, type Installation } from './installation.ts';

const TOKEN = 'operators-know-this';
const SECONDS = 12;
/** Heap that may be more at the end than after the first half: less than what a leak of all requests would hold. */
const HEAP_BYTES = 24_000_000;

let installation: Installation;
let client: Client;
beforeAll(async () => {
  installation = await startInstallation({ operatorToken: TOKEN, perMinute: 40, windowMs: 1_000, queueLimit: 20 });
  await installation.judgeWhateverComes();
  client = createClient(installation.server);
  await client.begin();
});
afterAll(() => installation.stop());

/** What earlier answers gave: ids of submissions, of runs, and cursors. */
const known = { submissions: [] as string[], runs: [] as string[], cursors: [] as string[] };
const answered = new Map<string, Set<number>>();

function addressOf({ template, parts, query }: FuzzRequest): string {
  const ids = template.includes('/runs') ? known.runs : known.submissions;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encode(textOf(parts[name], ids)) || '-');
  const search = query.map(([name, part]) => `${encode(name)}=${encode(textOf(part, known.cursors))}`).join('&');
  return search === '' ? path : `${path}?${search}`;
}

function textOf(part: Part | undefined, pool: readonly string[]): string {
  if (part === undefined) return '';
  return 'text' in part ? part.text : (pool.at(-1 - (part.known % Math.max(1, pool.length))) ?? '');
}

function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}

async function send(request: FuzzRequest): Promise<Answer> {
  const answer = await installation.server.send({
    method: request.method.toUpperCase(),
    path: addressOf(request).replaceAll(/[^\x21-\x7e]/g, '%'),
    // One session throughout, but for requests that bring a cookie of their own.
    headers: { ...request.headers, ...(request.headers.Cookie === OWN_SESSION && { Cookie: client.cookie() ?? '' }) },
    ...(request.body && request.method !== 'get' && request.method !== 'head' && { body: request.body }),
  });
  const { submissionId, runId, nextCursor } = (/json/.test(answer.headers['content-type'] ?? '') && answer.text !== '' ? answer.json() : {}) as Record<
    string,
    unknown
  >;
  remember(known.submissions, submissionId);
  remember(known.runs, runId);
  remember(known.cursors, nextCursor);
  const key = `${request.method} ${request.template}`;
  answered.set(key, (answered.get(key) ?? new Set()).add(answer.status));
  return answer;
}

function remember(pool: string[], value: unknown): void {
  if (typeof value === 'string' && pool.length < 500) pool.push(value);
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

test('whatever is sent to any operation, the answer is one that the document describes, and nothing grows', async () => {
  const document = (await client.get('/api/openapi.json')).json() as Document;
  const flaw = createConformance(document);
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  process.stdout.write(`fuzzing the API with FUZZ_SEED=${seed}\n`);
  const fuzz = (seconds: number, part: number) =>
    fc.assert(
      fc.asyncProperty(fc.array(requestsTo(document, TOKEN), { minLength: 1, maxLength: 12 }), async (requests) => {
        const answers = await Promise.all(requests.map(send));
        for (const [index, request] of requests.entries()) {
          const answer = answers[index];
          if (!answer) throw new Error('no answer');
          expect(flaw(request, answer), `${request.method} ${addressOf(request)} ${request.body?.toString()}\n${answer.text.slice(0, 500)}`).toBeNull();
        }
      }),
      { seed: seed + part, numRuns: 100_000, interruptAfterTimeLimit: seconds * 1_000, endOnFailure: true },
    );
  await fuzz(SECONDS / 2, 0);
  const [heap, connections] = [heapInUse(), await installation.countConnections()];
  await fuzz(SECONDS / 2, 1);
  expect(heapInUse() - heap).toBeLessThan(HEAP_BYTES);
  expect(await installation.countConnections()).toBeLessThanOrEqual(Math.max(connections, 20));
  // Chance may have left out an operation's good case: it is asked until it says yes.
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of Object.keys(methods)) {
      const said = answered.get(`${method} ${path}`) ?? new Set();
      for (const request of fc.sample(requestTo(document, path, method, TOKEN), { seed, numRuns: 400 })) {
        if ([...said].some((status) => status < 300)) break;
        const answer = await send(request);
        expect(flaw(request, answer), answer.text.slice(0, 500)).toBeNull();
        said.add(answer.status);
      }
      expect(
        [...said].some((status) => status < 300),
        `${method} ${path} was answered with ${[...said].join(', ')}`,
      ).toBe(true);
    }
  }
}, 60_000);
