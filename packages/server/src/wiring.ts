import path from 'node:path';
import {
  createDatabase,
  createDatabaseProbe,
  createEmbeddedPostgres,
  createJudgingStore,
  createMemoryEventBus,
  createPostgresQueueBackend,
  createPostgresRateLimiter,
  createProblemStore,
  createSessionStore,
  createSubmissionConsumer,
  createSubmissionQueue,
  createSubmissionRecovery,
  createSubmissionStore,
  createTestData,
  createWorkerRegistry,
  findEmbeddedPostgres,
  migrate,
  type Database,
  type QueueBackend,
  type RateLimit,
} from '@codearena/data';
import { launcherPath } from '@codearena/execution';
import type {
  EventBus,
  JudgingStore,
  Probe,
  ProblemStore,
  RateLimiter,
  SessionStore,
  SubmissionConsumer,
  SubmissionQueue,
  SubmissionRecovery,
  SubmissionStore,
  TestData,
  WorkerRegistry,
} from '@codearena/core';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Lifetime } from './lifetime.ts';

/** Everything that the roles need, whatever it is made of. */
export type Platform = {
  submissions: SubmissionStore;
  judging: JudgingStore;
  recovery: SubmissionRecovery;
  problems: ProblemStore;
  testData: TestData;
  sessions: SessionStore;
  workers: WorkerRegistry;
  bus: EventBus;
  queue: SubmissionQueue;
  createConsumer(concurrency: number): SubmissionConsumer;
  createLimiter(limit: RateLimit): RateLimiter;
  probes: Probe[];
};

export type PlatformParts = { config: Config; logger: Logger; lifetime: Lifetime };

/** The one place that knows the modes. */
export function openPlatform(parts: PlatformParts): Promise<Platform> {
  const { connections } = parts.config;
  return connections.mode === 'embedded' ? openEmbedded(parts) : openDistributed(parts, connections);
}

/** PostgreSQL of our own below DATA_DIR, its queue in it, events in this process. */
async function openEmbedded(parts: PlatformParts): Promise<Platform> {
  const { connectionString } = await startPostgres(parts);
  await migrate(connectionString);
  const database = openDatabase(parts, connectionString);
  const backend = createPostgresQueueBackend({ connectionString, logger: parts.logger });
  return {
    ...storesOn(database, parts.config),
    ...queueOn(backend, parts),
    bus: createMemoryEventBus(),
    createLimiter: (limit) => createPostgresRateLimiter(database, limit),
    probes: [createDatabaseProbe(database)],
  };
}

async function openDistributed(_parts: PlatformParts, _connections: { databaseUrl: string; redisUrl: string }): Promise<Platform> {
  throw new Error('distributed mode is not wired yet');
}

async function startPostgres({ config, logger, lifetime }: PlatformParts): Promise<{ connectionString: string }> {
  const postgres = createEmbeddedPostgres({ dataDir: config.dataDir, logger, wrapper: [launcherPath(), 'with-parent', '--signal', 'QUIT', '--'] });
  lifetime.onEnd('postgres', () => postgres.stop());
  return postgres.start();
}

function openDatabase({ logger, lifetime }: PlatformParts, connectionString: string): Database {
  const database = createDatabase({ connectionString, logger });
  lifetime.onEnd('database connections', () => database.close());
  return database;
}

function storesOn(database: Database, config: Config) {
  return {
    submissions: createSubmissionStore(database),
    judging: createJudgingStore(database),
    recovery: createSubmissionRecovery(database),
    problems: createProblemStore(database),
    testData: createTestData(database, path.join(config.dataDir, 'test-data')),
    sessions: createSessionStore(database),
    workers: createWorkerRegistry(database),
  };
}

function queueOn(backend: QueueBackend, { logger, lifetime }: PlatformParts) {
  lifetime.onEnd('queue connections', () => backend.close());
  const queue = createSubmissionQueue({ backend, logger });
  lifetime.onEnd('queue', () => queue.close());
  return { queue, createConsumer: (concurrency: number) => createSubmissionConsumer({ backend, concurrency, logger }) };
}

/** For tools: the problems of the configured database, whether or not a server is running on it. */
export async function openProblems(parts: PlatformParts): Promise<ProblemStore> {
  const { config } = parts;
  const connectionString = config.connections.mode === 'distributed' ? config.connections.databaseUrl : (await runningOrStarted(parts)).connectionString;
  if (config.connections.mode === 'embedded') await migrate(connectionString);
  const database = openDatabase(parts, connectionString);
  await database.assertMigrated();
  return createProblemStore(database);
}

async function runningOrStarted(parts: PlatformParts): Promise<{ connectionString: string }> {
  return (await findEmbeddedPostgres(parts.config.dataDir)) ?? (await startPostgres(parts));
}
