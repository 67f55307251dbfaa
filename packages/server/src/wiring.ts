import path from 'node:path';
import {
  backUp,
  createDatabase,
  createDatabaseProbe,
  createEmbeddedPostgres,
  createHousekeeping,
  createJudgeErrorStore,
  createJudgingStore,
  createMemoryEventBus,
  createPostgresQueueBackend,
  createPostgresRateLimiter,
  createProblemStore,
  createQueueProbe,
  createRedisClient,
  createRedisEventBus,
  createRedisProbe,
  createRedisQueueBackend,
  createRedisRateLimiter,
  createSessionCache,
  createSessionStore,
  createShownQueue,
  createSubmissionConsumer,
  createSubmissionQueue,
  createSubmissionRecovery,
  createSubmissionStore,
  createTestData,
  createWorkerRegistry,
  findEmbeddedPostgres,
  migrate,
  restore,
  waitFor,
  type BackupReport,
  type Database,
  type MigrationReport,
  type Progress,
  type QueueBackend,
  type RateLimit,
  type RestoreOptions,
  type RestoreReport,
} from '@codearena/data';
import { launcherPath } from '@codearena/execution';
import type {
  EventBus,
  Housekeeping,
  JudgeErrorStore,
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
import type { DashboardQueue } from '@codearena/gateway';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Lifetime } from './lifetime.ts';

/** Everything that the roles need, whatever it is made of. */
export type Platform = {
  submissions: SubmissionStore;
  judging: JudgingStore;
  judgeErrors: JudgeErrorStore;
  housekeeping: Housekeeping;
  recovery: SubmissionRecovery;
  problems: ProblemStore;
  testData: TestData;
  sessions: SessionStore;
  workers: WorkerRegistry;
  bus: EventBus;
  queue: SubmissionQueue;
  createConsumer(concurrency: number): SubmissionConsumer;
  createLimiter(limit: RateLimit): RateLimiter;
  /** The queue as its own dashboard shows it; what this gives is asked each time. */
  openDashboardQueue(): () => Promise<DashboardQueue>;
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
    probes: [createDatabaseProbe(database), createQueueProbe(backend)],
  };
}

/** PostgreSQL and Redis as given; both are waited for, the schema must be there already. */
async function openDistributed(parts: PlatformParts, { databaseUrl, redisUrl }: { databaseUrl: string; redisUrl: string }): Promise<Platform> {
  const { config, logger, lifetime } = parts;
  const database = openDatabase(parts, databaseUrl);
  const redis = createRedisClient({ url: redisUrl, logger, together: true });
  lifetime.onEnd('redis', () => redis.disconnect());
  const bus = createRedisEventBus({ url: redisUrl, logger });
  lifetime.onEnd('event bus', () => bus.close());
  const backend = createRedisQueueBackend({ url: redisUrl, logger });
  const probes = [createDatabaseProbe(database), createQueueProbe(backend), createRedisProbe(redis)];
  for (const probe of probes) await waitFor(probe.check, { name: probe.name, logger });
  await database.assertMigrated();
  const stores = storesOn(database, config);
  return {
    ...stores,
    ...queueOn(backend, parts),
    sessions: createSessionCache(stores.sessions, redis),
    bus,
    createLimiter: (limit) => createRedisRateLimiter(redis, limit),
    probes,
  };
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
    judgeErrors: createJudgeErrorStore(database),
    housekeeping: createHousekeeping(database),
    recovery: createSubmissionRecovery(database),
    problems: createProblemStore(database, config.limits),
    testData: createTestData(database, path.join(config.dataDir, 'test-data')),
    sessions: createSessionStore(database, config.sessionSecret),
    workers: createWorkerRegistry(database),
  };
}

function queueOn(backend: QueueBackend, { logger, lifetime }: PlatformParts) {
  lifetime.onEnd('queue connections', () => backend.close());
  const queue = createSubmissionQueue({ backend, logger });
  lifetime.onEnd('queue', () => queue.close());
  return {
    queue,
    createConsumer: (concurrency: number) => createSubmissionConsumer({ backend, concurrency, logger }),
    openDashboardQueue() {
      const shown = createShownQueue({ backend, logger });
      lifetime.onEnd('dashboard', () => shown.close());
      return () => shown.current() as Promise<DashboardQueue>;
    },
  };
}

/** For tools: the problems of the configured database, whether or not a server is running on it. */
export async function openProblems(parts: PlatformParts): Promise<Pick<Platform, 'problems' | 'testData'>> {
  const { config } = parts;
  const connectionString = await configuredDatabase(parts);
  if (config.connections.mode === 'embedded') await migrate(connectionString);
  const database = openDatabase(parts, connectionString);
  await database.assertMigrated();
  return storesOn(database, config);
}

export async function migrateConfigured(parts: PlatformParts): Promise<MigrationReport> {
  return migrate(await configuredDatabase(parts));
}

export async function backUpConfigured(parts: PlatformParts, file: string, onProgress: (progress: Progress) => void): Promise<BackupReport> {
  return backUp(await configuredDatabase(parts), file, onProgress);
}

export async function restoreConfigured(parts: PlatformParts, file: string, options: RestoreOptions): Promise<RestoreReport> {
  return restore(await configuredDatabase(parts), file, options);
}

async function configuredDatabase(parts: PlatformParts): Promise<string> {
  const { connections, dataDir } = parts.config;
  if (connections.mode === 'distributed') return connections.databaseUrl;
  return ((await findEmbeddedPostgres(dataDir)) ?? (await startPostgres(parts))).connectionString;
}
