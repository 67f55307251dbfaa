import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { subscriptionStateSchema } from '@codearena/contracts';
import { startInstallation, type Installation } from './installation.ts';

const SECONDS = 6;
const HEAP_BYTES = 16_000_000;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation();
});
afterAll(() => installation.stop());

const ids: string[] = [];
const someId = fc.nat().map((number) => ids[number % Math.max(1, ids.length)] ?? '');
const anything = fc.oneof(
  someId.map((submissionId) => ({ submissionId })),
  fc.record({ submissionId: fc.oneof(someId, fc.string({ unit: 'binary' }), fc.jsonValue(), fc.uuid()) }),
  fc.jsonValue(),
  fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(undefined),
);
const eventName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('subscribe_submission', 'unsubscribe_submission', 'submission_completed', 'submission_test') },
  {
    weight: 1,
    arbitrary: fc
      .string({ maxLength: 20 })
      .filter((name) => !['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'].includes(name)),
  },
);
/** `waits`: with a callback, as programs that want an answer do. */
const message = fc.record({ name: eventName, values: fc.array(anything, { maxLength: 3 }), waits: fc.boolean() });

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

const CODES = ['invalid_request', 'not_found', 'rate_limited'];

function isOfTheContract(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return subscriptionStateSchema.safeParse(answer).success;
  const { code, message } = answer.error as { code: string; message: string };
  return CODES.includes(code) && typeof message === 'string';
}

type AnySocket = { emit(name: string, ...values: unknown[]): void; connected: boolean };

test('whatever a client sends, the server answers what the contract says or nothing, serves the others, and nothing grows', async () => {
  const { cookie, viewer } = await installation.newSession();
  for (let number = 0; number < 5; number++) ids.push(await installation.submit(viewer));
  const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  process.stdout.write(`fuzzing the realtime server with FUZZ_SEED=${seed}\n`);
  const fuzz = (seconds: number, part: number) =>
    fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 30 }), async (messages) => {
        const client = await installation.connect(cookie, {});
        const socket = client.socket as unknown as AnySocket;
        const answers: unknown[] = [];
        for (const { name, values, waits } of messages) socket.emit(name, ...values, ...(waits ? [(answer: unknown) => answers.push(answer)] : []));
        // Answered after all that came before, by a server that is well.
        const state = await client.subscribe(ids[0] ?? '');
        expect(subscriptionStateSchema.parse(state)).toMatchObject({ submissionId: ids[0], status: 'Queued' });
        await client.quiet();
        expect(answers.filter((answer) => !isOfTheContract(answer))).toEqual([]);
        expect(client.events).toEqual([]);
        client.close();
      }),
      { seed: seed + part, numRuns: 100_000, interruptAfterTimeLimit: seconds * 1_000, endOnFailure: true },
    );
  await fuzz(SECONDS / 2, 0);
  const heap = heapInUse();
  await fuzz(SECONDS / 2, 1);
  await vi.waitFor(() => expect(installation.realtime.watched()).toBe(0), { timeout: 5_000 });
  expect(heapInUse() - heap).toBeLessThan(HEAP_BYTES);
}, 60_000);
