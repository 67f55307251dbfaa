import type { QueueItem } from '@codearena/core';
import { createPostgresBackend, createRedisBackend, withBackend, type Processor, type Queue, type QueueOptions, type Worker, type WorkerOptions } from 'bullmq';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import { rethrow } from '../postgres/failure.ts';
import { createRedisClient, HASH_TAG, type RedisClient } from '../redis/client.ts';
import { rethrowRedis } from '../redis/failure.ts';
import { QUEUE_NAME } from './job.ts';

/** BullMQ on one of its two stores. Queue and consumer do not know which. */
export interface QueueBackend {
  openQueue(options: Omit<QueueOptions, 'connection'>): BullQueue;
  openWorker(handle: Processor<QueueItem>, options: Omit<WorkerOptions, 'connection'>): BullWorker;
  /** Throws `unavailable` while the store does not answer. */
  ping(): Promise<void>;
  /** After the queues and workers on it were closed. */
  close(): Promise<void>;
}

/** What we use of BullMQ's classes, whose full types differ between the stores. */
export type BullQueue = Pick<Queue<QueueItem>, 'add' | 'addBulk' | 'getJobCounts' | 'waitUntilReady' | 'close'> & Events;
export type BullWorker = Pick<Worker<QueueItem>, 'run' | 'waitUntilReady' | 'pause' | 'resume' | 'close'> & Events;
type Events = {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { id?: string } | undefined, error: Error) => void): unknown;
};

export function createPostgresQueueBackend(options: { connectionString: string; logger: Logger }): QueueBackend {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    application_name: 'codearena queue',
    // BullMQ's statements name no schema. A job lost in a crash of the database is made again by recovery: the submission's
    // own row was flushed to disk before its job was added.
    options: '-c search_path=bullmq -c synchronous_commit=off',
    max: 6,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
  let closed: Promise<void> | null = null;
  pool.on('error', (error) => {
    if (closed === null) options.logger.warn({ reason: error.message }, 'A connection of the queue broke');
  });
  // Each queue and worker on it listens for its errors, and stays listening.
  pool.setMaxListeners(0);
  const { Queue, Worker } = withBackend(createPostgresBackend);
  return {
    openQueue: (queueOptions) => new Queue<QueueItem>(QUEUE_NAME, { ...queueOptions, connection: pool }),
    openWorker: (handle, workerOptions) => new Worker(QUEUE_NAME, handle, { ...workerOptions, connection: pool }),
    ping: async () => void (await pool.query('select 1').catch(rethrow)),
    close: () => (closed ??= pool.end()),
  };
}

export function createRedisQueueBackend(options: { url: string; logger: Logger }): QueueBackend {
  const { Queue, Worker } = withBackend(createRedisBackend);
  const hasty = createRedisClient(options);
  const patient: RedisClient[] = [];
  const openPatient = (): RedisClient => {
    const client = createRedisClient({ ...options, patient: true });
    patient.push(client);
    return client;
  };
  return {
    openQueue: (queueOptions) => new Queue<QueueItem>(QUEUE_NAME, { ...queueOptions, connection: hasty, prefix: HASH_TAG }),
    openWorker: (handle, workerOptions) => new Worker(QUEUE_NAME, handle, { ...workerOptions, connection: openPatient(), prefix: HASH_TAG }),
    ping: async () => void (await hasty.ping().catch(rethrowRedis)),
    async close() {
      for (const client of [hasty, ...patient]) client.disconnect();
    },
  };
}
