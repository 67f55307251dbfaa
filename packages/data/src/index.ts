export { createPostgresQueueBackend, createRedisQueueBackend, type QueueBackend } from './bullmq/backend.ts';
export { createQueueProbe } from './bullmq/probe.ts';
export { createSubmissionConsumer, type SubmissionConsumerOptions } from './bullmq/submission-consumer.ts';
export { createSubmissionQueue } from './bullmq/submission-queue.ts';
export {
  createEmbeddedPostgres,
  findEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/embedded-postgres.ts';
export type { Logger } from './logger.ts';
export { createMemoryEventBus } from './memory/event-bus.ts';
export { createDatabase, type Database, type DatabaseOptions } from './postgres/database.ts';
export { createJudgingStore } from './postgres/judging-store.ts';
export { migrate, type MigrationReport } from './postgres/migrate.ts';
export { createDatabaseProbe } from './postgres/probe.ts';
export { contentHash, createProblemStore } from './postgres/problem-store.ts';
export { createPostgresRateLimiter } from './postgres/rate-limiter.ts';
export { createSubmissionRecovery } from './postgres/recovery.ts';
export { createSessionStore } from './postgres/session-store.ts';
export { createSubmissionStore } from './postgres/submission-store.ts';
export { createTestData } from './postgres/test-data.ts';
export { createWorkerRegistry } from './postgres/worker-registry.ts';
export { waitFor } from './patience.ts';
export type { RateLimit } from './rate-limit.ts';
export { createRedisClient, type RedisClient, type RedisClientOptions } from './redis/client.ts';
export { createRedisEventBus } from './redis/event-bus.ts';
export { createRedisProbe } from './redis/probe.ts';
export { createRedisRateLimiter } from './redis/rate-limiter.ts';
export { createSessionCache } from './redis/session-cache.ts';
