import path from 'node:path';
import { createEmbeddedPostgres } from '@codearena/data';
import { silentLogger, startRedis, type TestRedis } from '@codearena/data/testing';

/** What distributed mode stands on: a durable PostgreSQL and a Redis with an append-only file, of our own. */
export type Services = { dataDir: string; connectionString: string; redis: TestRedis & { port: number }; stop(): Promise<void> };

export async function startServices(directory: string): Promise<Services> {
  const dataDir = path.join(directory, 'postgres');
  const postgres = createEmbeddedPostgres({ dataDir, logger: silentLogger, settings: { max_connections: '200' } });
  const { connectionString } = await postgres.start();
  const redis = await startRedis();
  return {
    dataDir,
    connectionString,
    redis,
    async stop() {
      await redis.stop();
      await postgres.stop();
    },
  };
}
