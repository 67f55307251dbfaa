import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import type { Logger } from './logger.ts';
import { migrate } from './postgres/migrate.ts';

/** Real services for tests, of this and of other packages. */
export { startRedis, startRedisCluster, redisIsMissing, type TestRedis } from './testing-redis.ts';

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export type TestServer = { connectionString: string; stop(): Promise<void> };
export type TestDatabase = { connectionString: string; drop(): Promise<void> };

const TEMPLATE = 'codearena_template';
/** Set by the test run's set-up, so that all test files share one server. */
const SHARED_SERVER = 'CODEARENA_TEST_POSTGRES';

/** A PostgreSQL of its own for tests, with a migrated template database. Never flushes to disk: it is thrown away. */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'codearena-test-'));
  const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300' };
  const server = createEmbeddedPostgres({ dataDir, logger: silentLogger, settings });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const { connectionString } = await server.start();
    await execute(connectionString, `create database ${TEMPLATE}`);
    await migrate(withDatabase(connectionString, TEMPLATE));
    return { connectionString, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For a test runner's global set-up: starts the shared server, answers with its end. */
export async function shareTestServer(): Promise<() => Promise<void>> {
  if (process.env[SHARED_SERVER] !== undefined) return async () => undefined;
  const server = await startTestServer();
  process.env[SHARED_SERVER] = server.connectionString;
  return server.stop;
}

/** A database of its own on the run's shared server: a copy of the named one, by default of one that is migrated and empty. */
export async function createTestDatabase(template = TEMPLATE): Promise<TestDatabase> {
  const shared = process.env[SHARED_SERVER];
  if (shared === undefined) throw new Error('There is no shared test server: the test runner must call shareTestServer in its global set-up');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await execute(shared, `create database ${name} template ${template}`);
  return {
    connectionString: withDatabase(shared, name),
    drop: () => execute(shared, `drop database if exists ${name} with (force)`),
  };
}

/** An empty one, for tests of migrations. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const shared = process.env[SHARED_SERVER] ?? '';
  const name = `empty_${randomBytes(8).toString('hex')}`;
  await execute(shared, `create database ${name}`);
  return { connectionString: withDatabase(shared, name), drop: () => execute(shared, `drop database if exists ${name} with (force)`) };
}

function withDatabase(connectionString: string, database: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${database}`;
  return url.href;
}

async function execute(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
