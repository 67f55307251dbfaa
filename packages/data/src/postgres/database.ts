import pg from 'pg';
import type { Logger } from '../logger.ts';
import { waitFor } from '../patience.ts';
import { isUnanswered, rethrow } from './failure.ts';
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
  const { logger } = options;
  let closed: Promise<void> | null = null;
  const open = (): pg.Pool => openPool(options, (reason) => closed === null && logger.warn({ reason }, 'A connection to the database broke'));
  let pool = open();

  /** The network that lost one connection without a word has lost those beside it, too: none of them is asked any more. */
  async function onPool<Result>(work: (current: pg.Pool) => Promise<Result>): Promise<Result> {
    const current = pool;
    try {
      return await work(current);
    } catch (error) {
      if (isUnanswered(error) && current === pool && closed === null) {
        logger.warn({}, 'The database did not answer; all connections are made anew');
        pool = open();
        void current.end();
      }
      throw error;
    }
  }

  return {
    query: (statement) => onPool((current) => queryOn(current, statement)),
    transaction: (work) => onPool((current) => transactionOn(current, work)),
    start: ({ signal } = {}) => waitFor(() => onPool(assertMigrated), { name: 'database', logger, signal }),
    assertMigrated: () => onPool(assertMigrated),
    close: () => (closed ??= pool.end()),
  };
}

function openPool(options: DatabaseOptions, onBroken: (reason: string) => void): pg.Pool {
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
  // An idle connection that broke; the pool opens another one when it needs it. (The error itself carries the whole client.)
  pool.on('error', (error) => onBroken(error.message));
  return pool;
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
    // Where no answer came none will come to this.
    if (isUnanswered(error)) broken = error;
    else await client.query('rollback').catch((cause: Error) => (broken = cause));
    throw error;
  } finally {
    client.removeAllListeners('error');
    client.release(broken);
  }
}
