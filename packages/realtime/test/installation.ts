import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { SubmissionEvent, TestResult } from '@codearena/contracts';
import {
  SESSION_COOKIE,
  sequenceOf,
  signSession,
  PLAIN,
  TOKEN_VALIDATOR,
  VERDICT_ALONE,
  type Claim,
  type EventBus,
  type ProblemDefinition,
  type Viewer,
} from '@codearena/core';
import {
  createDatabase,
  createJudgingStore,
  createMemoryEventBus,
  createProblemStore,
  createSessionStore,
  createSubmissionRecovery,
  createSubmissionStore,
} from '@codearena/data';
import { createTestDatabase } from '@codearena/data/testing';
import { createRealtime } from '../src/index.ts';
import { connectWatcher } from './watcher.ts';

export type Installation = Awaited<ReturnType<typeof startInstallation>>;

const QUIET_MS = 400;
const OTHER_PAGE = 'https://judge.example.org';

const PROBLEM: ProblemDefinition = {
  ...PLAIN,
  slug: 'a-plus-b',
  title: 'A plus B',
  difficulty: 'easy',
  tags: [],
  statement: 'Print $a + b$.',
  limits: { timeMs: 1_000, memoryMb: 256, outputKb: 1_024, sourceBytes: 51_200 },
  validator: TOKEN_VALIDATOR,
  tests: [],
  allowedLanguages: null,
};

/** The realtime server on real stores, with somebody to submit and somebody to judge. The bus is the caller's to choose, ours to close. */
export async function startInstallation({ bus = createMemoryEventBus(), quietMs = QUIET_MS }: { bus?: EventBus; quietMs?: number } = {}) {
  const logger = pino({ level: 'silent' });
  const testDatabase = await createTestDatabase();
  const database = createDatabase({ connectionString: testDatabase.connectionString, logger });
  const submissions = createSubmissionStore(database);
  const judging = createJudgingStore(database);
  const recovery = createSubmissionRecovery(database);
  const sessions = createSessionStore(database);
  await createProblemStore(database).save(PROBLEM, { open: () => [] as unknown as AsyncIterable<Uint8Array> });

  /** One process's realtime server. The bus is the caller's to close. */
  async function openInstance(own: EventBus) {
    const realtime = createRealtime({ submissions, bus: own, sessions, logger, registry: new Registry(), corsOrigins: [OTHER_PAGE], quietMs });
    const server = createServer();
    realtime.attach(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      realtime,
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      async stop(): Promise<void> {
        await realtime.stop();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }
  const { realtime, origin, stop } = await openInstance(bus);

  async function take(id: string): Promise<Claim> {
    const work = await judging.claim(id, 'worker', 60_000);
    if (work === null) throw new Error(`${id} cannot be claimed`);
    return work.claim;
  }

  const publishing = (publish: boolean) => (event: SubmissionEvent) => (publish ? bus.publish(event) : Promise.resolve());

  async function begin(id: string, { publish = true, tests = 2 } = {}) {
    const claim = await take(id);
    const tell = publishing(publish);
    let event = 0;
    const next = () => sequenceOf(claim.attempt, (event += 1));
    const results: TestResult[] = [];

    async function status(to: 'Compiling' | 'Running'): Promise<void> {
      const sequence = next();
      await judging.progress(claim, { sequence, status: to, testsTotal: tests });
      await tell({ event: 'submission_status', payload: { submissionId: id, status: to, sequence } });
    }
    async function runTest(): Promise<void> {
      const testResult = testResultOf(results.length + 1);
      results.push(testResult);
      const sequence = next();
      await judging.progress(claim, { sequence, testResults: [testResult] });
      await tell({ event: 'submission_test', payload: { submissionId: id, testResult, done: results.length, total: tests, sequence } });
    }
    async function finish(): Promise<void> {
      await judging.finish(
        claim,
        { kind: 'submission', verdict: 'Accepted', ...VERDICT_ALONE, testResults: results, compileOutput: null, executionTimeMs: 12, memoryKb: 9_000 },
        next(),
      );
      if (publish) await announce(id);
    }
    return { status, runTest, finish, next, tell };
  }

  async function flood(id: string, judgement: Awaited<ReturnType<typeof begin>>, events: number, atATime = 10): Promise<void> {
    const testResult = { ...testResultOf(1), output: 'x'.repeat(4_000) };
    for (let sent = 0; sent < events; sent += 1) {
      await judgement.tell({ event: 'submission_test', payload: { submissionId: id, testResult, done: 1, total: 2, sequence: judgement.next() } });
      if (sent % atATime === 0) await letWrite();
    }
  }

  async function judge(id: string, { publish = true, tests = 2, pauseMs = 0 } = {}): Promise<void> {
    const judgement = await begin(id, { publish, tests });
    await judgement.status('Compiling');
    await judgement.status('Running');
    for (let run = 0; run < tests; run++) {
      if (pauseMs > 0) await sleep(pauseMs);
      await judgement.runTest();
    }
    await judgement.finish();
  }

  async function announce(id: string): Promise<void> {
    const event = await recovery.completedEvent(id);
    if (event === null) throw new Error(`${id} has not ended`);
    await bus.publish(event);
  }

  return {
    realtime,
    bus,
    origin,
    judge,
    announce,
    openInstance,
    connect: (cookie: string | null, headers: Record<string, string>, to = origin) =>
      connectWatcher(to, { ...(cookie === null ? {} : { Cookie: cookie }), ...headers }),

    async newSession(): Promise<{ viewer: Viewer; cookie: string }> {
      const sessionId = await sessions.create();
      return { viewer: { sessionId }, cookie: `${SESSION_COOKIE}=${signSession(sessionId, await sessions.secret())}` };
    },

    async submit(viewer: Viewer): Promise<string> {
      const request = { problemId: 'a-plus-b', language: 'python', code: 'x' };
      return (await submissions.createSubmission(request, { viewer, requestId: 'test', idempotencyKey: null })).id;
    },

    async startRun(viewer: Viewer): Promise<string> {
      return (await submissions.createRun({ language: 'python', code: 'x', stdin: '' }, { viewer, requestId: 'test', idempotencyKey: null })).id;
    },

    async judgeRun(id: string): Promise<void> {
      const claim = await take(id);
      const output = { stdout: 'x', stderr: '', stdoutTruncated: false, stderrTruncated: false };
      const usage = { exitCode: 0, signal: null, timeMs: 1, wallMs: 1, memoryKb: 1 };
      await judging.finish(claim, { kind: 'run', status: 'Completed', ...output, ...usage, compileOutput: null }, sequenceOf(claim.attempt, 1));
      await announce(id);
    },

    /** As far as the first of two tests. */
    async judgeHalf(id: string): Promise<{ finish(): Promise<void> }> {
      const judgement = await begin(id);
      await judgement.status('Running');
      await judgement.runTest();
      return {
        async finish() {
          await judgement.runTest();
          await judgement.finish();
        },
      };
    },

    /** Many large intermediate events, then the end; gives the number of all. */
    async judgeWithFlood(id: string, events: number, atATime: number): Promise<number> {
      const judgement = await begin(id);
      await flood(id, judgement, events, atATime);
      await judgement.finish();
      return events + 1;
    },

    /** More large events that may be left out than a network holds, then many small ones that may not; gives the last one's number. */
    async tellMuch(id: string): Promise<number> {
      const judgement = await begin(id);
      // Each round is a batch of its own.
      for (let round = 0; round < 12; round += 1) {
        await flood(id, judgement, 500, 500);
        await sleep(40);
      }
      let sequence = 0;
      for (let round = 0; round < 10; round += 1) {
        for (let sent = 0; sent < 300; sent += 1) {
          sequence = judgement.next();
          await judgement.tell({ event: 'submission_status', payload: { submissionId: id, status: 'Running', sequence } });
        }
        await sleep(40);
      }
      return sequence;
    },

    async stop(): Promise<void> {
      await stop();
      await bus.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}

/** Lets the server write, as the time between real tests does. */
function letWrite(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function testResultOf(index: number): TestResult {
  return { index, status: 'Accepted', timeMs: 12, wallMs: 14, memoryKb: 9_000, score: null, sample: index === 1, group: 'sample' };
}
