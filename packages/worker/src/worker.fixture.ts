import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import type { Submission, SubmissionEvent } from '@codearena/contracts';
import type {
  EventBus,
  JudgeErrorStore,
  JudgingStore,
  ProblemDefinition,
  Sandbox,
  SubmissionQueue,
  SubmissionRecovery,
  SubmissionStore,
  WorkerRegistry,
} from '@codearena/core';
import {
  createDatabase,
  createJudgeErrorStore,
  createJudgingStore,
  createMemoryEventBus,
  createPostgresQueueBackend,
  createProblemStore,
  createSessionStore,
  createSubmissionConsumer,
  createSubmissionQueue,
  createSubmissionRecovery,
  createSubmissionStore,
  createTestData,
  createWorkerRegistry,
  type Database,
} from '@codearena/data';
import { USUAL_INSTALLATION_LIMITS } from '@codearena/core';
import { createTestDatabase } from '@codearena/data/testing';
import { createJudge } from './judging/judge.ts';
import type { JudgingFixture } from './judging/judging.fixture.ts';
import type { Logger } from './logger.ts';
import { createSweeper, type Sweeper } from './sweeper.ts';
import { createWorker, type Worker } from './worker.ts';

/** One session on a database of its own, with the real queue; workers and sweepers are started as a test wants them. */
export type WorkerFixture = {
  connectionString: string;
  database: Database;
  submissions: SubmissionStore;
  judging: JudgingStore;
  judgeErrors: JudgeErrorStore;
  recovery: SubmissionRecovery;
  registry: WorkerRegistry;
  queue: SubmissionQueue;
  bus: EventBus;
  metrics: Registry;
  /** What workers log as warning or error. */
  complaints: string[];
  startWorker(options?: WorkerOptions): Promise<Worker>;
  startSweeper(): Sweeper;
  /** As if its worker had been silent for long enough. */
  expireLease(id: string): Promise<void>;
  addProblem(problem: ProblemDefinition): Promise<string>;
  /** Creates a submission and, unless the queue is to lose it, its job. Records all its events. */
  submit(request: { problemId: string; language: string; code: string }, options?: { lost?: boolean }): Promise<Watched>;
  /** The same for a run with one's own input. */
  run(request: { language: string; code: string; stdin?: string }): Promise<Watched>;
  read(id: string): Promise<Submission>;
  close(): Promise<void>;
};

type WorkerOptions = { sandbox?: Sandbox; drainMs?: number; id?: string; dataDirectory?: string; minimumFreeBytes?: number };
type Watched = { id: string; events: SubmissionEvent[]; completed: Promise<SubmissionEvent> };

export async function createWorkerFixture(judgingFixture: JudgingFixture): Promise<WorkerFixture> {
  const testDatabase = await createTestDatabase();
  const { connectionString } = testDatabase;
  const directory = await mkdtemp(join(tmpdir(), 'codearena-worker-test-'));
  const complaints: string[] = [];
  const logger = recordingLogger(complaints);
  const database = createDatabase({ connectionString, logger });
  const backend = createPostgresQueueBackend({ connectionString, logger });
  const queue = createSubmissionQueue({ backend, logger });
  const bus = createMemoryEventBus();
  const stores = {
    submissions: createSubmissionStore(database),
    judging: createJudgingStore(database),
    judgeErrors: createJudgeErrorStore(database),
    recovery: createSubmissionRecovery(database),
    registry: createWorkerRegistry(database),
  };
  const problems = createProblemStore(database);
  const viewer = { sessionId: await createSessionStore(database).create() };
  const metrics = new Registry();
  const running: { stop(): Promise<void> }[] = [];

  async function startWorker({ sandbox = judgingFixture.sandbox, drainMs, id = 'one', dataDirectory = directory, minimumFreeBytes = 0 }: WorkerOptions = {}) {
    const { languages } = judgingFixture;
    const testData = createTestData(database, dataDirectory);
    const worker = createWorker({
      workerId: id,
      consumer: createSubmissionConsumer({ backend, concurrency: sandbox.lanes(), logger }),
      ...stores,
      bus,
      judge: createJudge({ sandbox, languages, testData, installation: USUAL_INSTALLATION_LIMITS }),
      sandbox,
      languages,
      metrics: running.length === 0 ? metrics : new Registry(),
      logger,
      disk: { directory: dataDirectory, minimumFreeBytes },
      beatEveryMs: 200,
      ...(drainMs !== undefined && { drainMs }),
    });
    running.push(worker);
    await worker.start();
    return worker;
  }

  function startSweeper() {
    const sweeper = createSweeper({ recovery: stores.recovery, queue, bus, logger, everyMs: 100 });
    running.push(sweeper);
    sweeper.start();
    return sweeper;
  }

  async function watch(id: string): Promise<Watched> {
    const events: SubmissionEvent[] = [];
    const completed = new Promise<SubmissionEvent>((resolve) => {
      void bus.subscribe(id, (event) => {
        events.push(event);
        if (event.event === 'submission_completed') resolve(event);
      });
    });
    return { id, events, completed };
  }

  const context = { viewer, requestId: 'request-1', idempotencyKey: null };
  const enqueue = (id: string, kind: 'submission' | 'run') => queue.add({ id, kind, attempt: 1, turn: 0, requestId: 'request-1', sessionId: viewer.sessionId });

  return {
    ...stores,
    connectionString,
    database,
    queue,
    bus,
    metrics,
    complaints,
    startWorker,
    startSweeper,
    async expireLease(id) {
      await database.query({ text: "update submissions set lease_expires_at = now() - interval '1 second', check_at = now() where id = $1", values: [id] });
    },
    async addProblem(problem) {
      const data = { open: (file: { sha256: string; bytes: number }) => readFrom(judgingFixture, file) };
      return (await problems.save(problem, data)).id;
    },
    async submit(request, options) {
      const { id } = await stores.submissions.createSubmission(request, context);
      const watched = await watch(id);
      if (!options?.lost) await enqueue(id, 'submission');
      return watched;
    },
    async run({ language, code, stdin = '' }) {
      const { id } = await stores.submissions.createRun({ language, code, stdin }, context);
      const watched = await watch(id);
      await enqueue(id, 'run');
      return watched;
    },
    async read(id) {
      const submission = await stores.submissions.findSubmission(id, viewer);
      if (!submission) throw new Error(`no submission ${id}`);
      return submission;
    },
    async close() {
      for (const part of running.toReversed()) await part.stop();
      await queue.close();
      await backend.close();
      await bus.close();
      await database.close();
      await testDatabase.drop();
      await rm(directory, { recursive: true });
    },
  };
}

async function* readFrom(fixture: JudgingFixture, file: { sha256: string; bytes: number }): AsyncIterable<Uint8Array> {
  yield await readFile(await fixture.testData.path(file));
}

function recordingLogger(complaints: string[]): Logger {
  const complain = (_: object, message: string) => void complaints.push(message);
  const logger: Logger = { info: () => {}, warn: complain, error: complain, child: () => logger };
  return logger;
}
