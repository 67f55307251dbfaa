import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import type { Language, SubmissionEvent, TestResult, Verdict } from '@codearena/contracts';
import {
  sequenceOf,
  PASS_FAIL,
  PLAIN,
  TOKEN_VALIDATOR,
  VERDICT_ALONE,
  type Claim,
  type DataFile,
  type ProblemDefinition,
  type QueueItem,
  type TestCase,
  type WorkerReport,
} from '@codearena/core';
import {
  createDatabase,
  createDatabaseProbe,
  createJudgeErrorStore,
  createJudgingStore,
  createMemoryEventBus,
  createPostgresQueueBackend,
  createPostgresRateLimiter,
  createProblemStore,
  createSessionStore,
  createShownQueue,
  createSubmissionConsumer,
  createSubmissionQueue,
  createSubmissionRecovery,
  createSubmissionStore,
  createWorkerRegistry,
} from '@codearena/data';
import { createTestDatabase, type TestDatabase } from '@codearena/data/testing';
import { createGateway, RUNS_PER_SUBMISSION, type DashboardQueue, type GatewayConfig } from '../src/index.ts';
import { serve, silent } from './http.ts';

export type Installation = Awaited<ReturnType<typeof startInstallation>>;

export type InstallationOptions = Partial<Pick<GatewayConfig, 'trustProxy' | 'secureCookies'>> & {
  /** 0: no limit. */
  perMinute?: number;
  windowMs?: number;
  queueLimit?: number;
  /** Whether a worker has reported itself. */
  worker?: boolean;
  /** Default: one of its own on the shared server. */
  testDatabase?: TestDatabase;
  operatorToken?: string;
};

/** The gateway on real stores with three problems, a worker that has reported itself, and somebody to judge by hand. */
export async function startInstallation({
  perMinute = 5,
  windowMs = 60_000,
  queueLimit = 1_000,
  worker = true,
  testDatabase: given,
  operatorToken,
  ...config
}: InstallationOptions = {}) {
  const testDatabase = given ?? (await createTestDatabase());
  const { connectionString } = testDatabase;
  const database = createDatabase({ connectionString, logger: silent });
  const backend = createPostgresQueueBackend({ connectionString, logger: silent });
  const queue = createSubmissionQueue({ backend, logger: silent });
  const shown = createShownQueue({ backend, logger: silent });
  const judging = createJudgingStore(database);
  const recovery = createSubmissionRecovery(database);
  const workers = createWorkerRegistry(database);
  const sessions = createSessionStore(database);
  const problems = createProblemStore(database);
  const submissions = createSubmissionStore(database);
  const bus = createMemoryEventBus();
  for (const definition of PROBLEMS) await problems.save(definition, { open: openTestData });
  if (worker) await workers.beat(WORKER);

  const gateway = createGateway({
    submissions,
    problems,
    queue,
    bus,
    limiters: {
      submissions: createPostgresRateLimiter(database, { name: 'submissions', limit: perMinute, windowMs }),
      runs: createPostgresRateLimiter(database, { name: 'runs', limit: perMinute * RUNS_PER_SUBMISSION, windowMs }),
    },
    sessions,
    workers,
    probes: [createDatabaseProbe(database)],
    registry: new Registry(),
    logger: silent,
    config: { version: '0.0.0-test', maxSourceBytes: 51_200, queueLimit, submissionsPerMinute: perMinute, realtimeUrl: '', ...config },
    operators:
      operatorToken === undefined
        ? null
        : { token: operatorToken, findQueue: () => shown.current() as Promise<DashboardQueue>, judgeErrors: createJudgeErrorStore(database) },
    webRoot: null,
  });
  const server = await serve(gateway.app);

  const delivered: QueueItem[] = [];
  const consumer = createSubmissionConsumer({ backend, logger: silent, concurrency: 1 });
  let consuming: Promise<void> | null = null;

  /** Takes what comes out of the queue, as a worker would, until it is the wanted item. */
  async function takeQueued(isWanted: (item: QueueItem) => boolean): Promise<QueueItem> {
    consuming ??= consumer.start(async (item) => void delivered.push(item));
    await consuming;
    for (;;) {
      const place = delivered.findIndex(isWanted);
      const [item] = place < 0 ? [] : delivered.splice(place, 1);
      if (item) return item;
      await sleep(5);
    }
  }

  async function claim(id: string) {
    const work = await judging.claim(id, WORKER.workerId, 60_000);
    if (work === null) throw new Error(`${id} cannot be claimed`);
    return work;
  }

  async function endSubmission(held: Claim, verdict: Verdict = 'Accepted', fault?: string): Promise<void> {
    const testResults: TestResult[] = [{ index: 1, status: verdict, timeMs: 1, wallMs: 1, memoryKb: 1, score: null, sample: true }];
    const outcome = { verdict, ...VERDICT_ALONE, testResults, compileOutput: null, executionTimeMs: 1, memoryKb: 1 };
    await judging.finish(held, { kind: 'submission', ...outcome }, sequenceOf(held.attempt, 1), fault);
  }

  async function endRun(held: Claim, stdout: string): Promise<void> {
    const output = { stdout, stderr: '', stdoutTruncated: false, stderrTruncated: false };
    const usage = { exitCode: 0, signal: null, timeMs: 1, wallMs: 1, memoryKb: 1 };
    await judging.finish(held, { kind: 'run', status: 'Completed', ...output, ...usage, compileOutput: null }, sequenceOf(held.attempt, 1));
  }

  async function announce(id: string): Promise<void> {
    const event = await recovery.completedEvent(id);
    if (event === null) throw new Error(`${id} has not ended`);
    await bus.publish(event);
  }

  return {
    server,
    sessions,
    claim,
    takeQueued,
    queue,
    workerLeaves: () => workers.leave(WORKER.workerId),
    workerReports: (changes: Partial<WorkerReport> = {}) => workers.beat({ ...WORKER, ...changes }),
    async countConnections(): Promise<number> {
      const text = 'select count(*)::integer as count from pg_stat_activity where datname = current_database()';
      return (await database.query<{ count: number }>({ text }))[0]?.count ?? 0;
    },

    /** Judges everything that is queued from now on; every fourth submission is a Judge Error. */
    async judgeWhateverComes(): Promise<void> {
      let judged = 0;
      consuming ??= consumer.start(async ({ id, kind }) => {
        const work = await judging.claim(id, WORKER.workerId, 60_000);
        if (work === null) return;
        judged += 1;
        await (kind === 'run' ? endRun(work.claim, 'out\n') : endSubmission(work.claim, judged % 4 === 0 ? 'Judge Error' : 'Accepted'));
        await announce(id);
      });
      await consuming;
    },

    countWaiting: () => submissions.countWaiting(1_000),
    routes: () => routesOf(gateway.app),

    async judge(id: string, options: { announce?: boolean } = {}): Promise<void> {
      const { claim: held } = await claim(id);
      await endSubmission(held);
      if (options.announce ?? true) await announce(id);
    },

    /** Every event of it from now on, as far as it came over the bus. */
    async watch(id: string) {
      const events: SubmissionEvent[] = [];
      await bus.subscribe(id, (event) => events.push(event));
      return { events };
    },

    async failJudging(id: string, fault: string): Promise<void> {
      const { claim: held } = await claim(id);
      await endSubmission(held, 'Judge Error', fault);
      await announce(id);
    },

    async judgeRun(id: string, stdout: string): Promise<void> {
      const { claim: held } = await claim(id);
      await endRun(held, stdout);
      await announce(id);
    },

    /** As when the queue's server goes away. */
    loseQueue: () => backend.close(),

    async stop(): Promise<void> {
      await server.close();
      if (consuming) await consumer.stop();
      await Promise.all([queue.close(), shown.close()]).catch(() => undefined);
      await backend.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}

const SAMPLE = { input: '2 3\n', answer: '5\n' };
const SECRET = { input: '1000000000000000000 1\n', answer: '1000000000000000001\n' };
const TEST_DATA = new Map([SAMPLE, SECRET].flatMap(({ input, answer }) => [input, answer]).map((text) => [dataFile(text).sha256, text]));

function dataFile(text: string): DataFile {
  return { sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.byteLength(text) };
}

async function* openTestData(file: DataFile): AsyncGenerator<Uint8Array> {
  yield Buffer.from(TEST_DATA.get(file.sha256) ?? '');
}

function testCase(name: string, sample: boolean, { input, answer }: typeof SAMPLE): TestCase {
  return { name, group: sample ? 'sample' : 'secret', sample, input: dataFile(input), answer: dataFile(answer) };
}

const A_PLUS_B: ProblemDefinition = {
  ...PLAIN,
  slug: 'a-plus-b',
  title: 'A plus B',
  difficulty: 'easy',
  tags: ['arithmetic'],
  statement: 'Print $a + b$.',
  limits: { timeMs: 1_000, memoryMb: 256, outputKb: 1_024, sourceBytes: 51_200 },
  validator: TOKEN_VALIDATOR,
  files: [
    { name: 'sum.svg', kind: 'figure', mediaType: 'image/svg+xml', file: dataFile(SAMPLE.input) },
    { name: 'tool.py', kind: 'attachment', mediaType: 'application/octet-stream', file: dataFile(SAMPLE.answer) },
  ],
  tests: [testCase('sample/1', true, SAMPLE), testCase('secret/1', false, SECRET)],
  allowedLanguages: null,
};

const PROBLEMS: ProblemDefinition[] = [
  A_PLUS_B,
  { ...A_PLUS_B, slug: 'only-cpp', title: 'Only C++', difficulty: 'hard', tags: [], allowedLanguages: ['cpp'] },
  { ...A_PLUS_B, slug: 'squares', title: 'Squares', difficulty: 'hard', tags: [], kind: { ...PASS_FAIL, submitAnswer: true } },
];

function language(id: string, name: string): Language {
  return { id, name, version: '1', monaco: id, extension: id, timeMultiplier: 1, starterCode: '' };
}

const WORKER: WorkerReport = {
  workerId: 'worker-1',
  lanes: 2,
  judgingMs: null,
  trouble: null,
  languages: [language('cpp', 'C++'), language('python', 'Python')],
  isolation: {
    kind: 'native',
    lanes: 2,
    layers: [
      { name: 'seccomp', state: 'on', required: true, detail: 'allow-list' },
      { name: 'cgroup memory', state: 'weaker', required: false, detail: 'polled' },
    ],
  },
};

type Layer = { route?: { path: string; methods: Record<string, boolean> } };

/** What Express itself says it answers, written as OpenAPI writes it. */
function routesOf(app: { router: unknown }): string[] {
  const { stack } = app.router as { stack: Layer[] };
  return stack.flatMap(({ route }) => (route ? methodsOf(route).map((method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`) : []));
}

function methodsOf(route: NonNullable<Layer['route']>): string[] {
  return Object.keys(route.methods).filter((method) => method !== '_all');
}
