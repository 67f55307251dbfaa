import pg from 'pg';
import type { Logger } from '../logger.ts';
import { waitFor } from '../patience.ts';
import { rethrow } from './failure.ts';
import { assertMigrated } from './migrate.ts';

/** A statement with a name is prepared once per connection: for the hot paths. */
export type Statement = { name?: string; text: string; values?: readonly unknown[] };
export type Query = <Row>(statement: Statement) => Promise<Row[]>;

/** A pool of connections. Its errors are `CodeArenaError('unavailable')` where waiting helps. */
export interface Database {
  query: Query;
  transaction<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  /** Waits until the database answers; throws unless its schema is this code's. */
  start(options?: { signal?: AbortSignal }): Promise<void>;
  /** Throws unless the database answers and its schema is this code's. */
  assertMigrated(): Promise<void>;
  close(): Promise<void>;
}

export type DatabaseOptions = {
  connectionString: string;
  logger: Logger;
  maxConnections?: number;
  statementTimeoutMs?: number;
};

const BIGINT = 20;
const STATEMENT_TIMEOUT_MS = 10_000;
/** Beyond the statement's own timeout, which the server keeps: a network that is lost without a word does not bring its answer. */
const ANSWER_LATE_MS = 2_000;
/** So long may a connection that was lost without a word look as if it could be used. */
const IDLE_MS = 30_000;
/** A transaction whose client was lost holds nobody up for longer. */
const ABANDONED_TRANSACTION_MS = 60_000;

export function createDatabase(options: DatabaseOptions): Database {
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: 'codearena',
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: IDLE_MS,
    keepAlive: true,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + ANSWER_LATE_MS,
    idle_in_transaction_session_timeout: ABANDONED_TRANSACTION_MS,
    types: { getTypeParser: (oid, format) => (oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as 'text')) },
  });
  let closed: Promise<void> | null = null;
  // An idle connection that broke; the pool opens another one when it needs it. (The error itself carries the whole client.)
  pool.on('error', (error) => {
    if (closed === null) options.logger.warn({ reason: error.message }, 'A connection to the database broke');
  });
  return {
    query: (statement) => queryOn(pool, statement),
    transaction: (work) => transactionOn(pool, work),
    start: ({ signal } = {}) => waitFor(() => assertMigrated(pool), { name: 'database', logger: options.logger, signal }),
    assertMigrated: () => assertMigrated(pool),
    close: () => (closed ??= pool.end()),
  };
}

async function queryOn<Row>(client: pg.Pool | pg.PoolClient, statement: Statement): Promise<Row[]> {
  try {
    const { rows } = await client.query({ ...statement, values: [...(statement.values ?? [])] });
    return rows as Row[];
  } catch (error) {
    return rethrow(error);
  }
}

async function transactionOn<Result>(pool: pg.Pool, work: (query: Query) => Promise<Result>): Promise<Result> {
  const client = await pool.connect().catch(rethrow);
  let broken: Error | undefined;
  client.on('error', () => undefined); // The statement under way reports it.
  try {
    await queryOn(client, { text: 'begin' });
    const result = await work((statement) => queryOn(client, statement));
    await queryOn(client, { text: 'commit' });
    return result;
  } catch (error) {
    await client.query('rollback').catch((cause: Error) => (broken = cause));
    throw error;
  } finally {
    client.removeAllListeners('error');
    client.release(broken);
  }
}
