import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createTestDatabase, shareTestServer } from '@codearena/data/testing';
import { newDataDirectory, TEMPLATE } from './data-directory.ts';
import { DISTRIBUTED } from './installation.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** vitest's global set-up: journeys install in distributed mode, each on a copy of one database that has a practice problem. */
export async function setup(): Promise<() => Promise<void>> {
  const stop = await shareTestServer();
  const { connectionString } = await createTestDatabase();
  // The import also proves the languages, which every worker would otherwise do for itself.
  const dataDir = newDataDirectory();
  const env = { ...process.env, DATABASE_URL: connectionString, REDIS_URL: 'redis://none', DATA_DIR: dataDir };
  execFileSync(path.join(ROOT, 'bin/codearena'), ['problem', 'import', 'problems/a-plus-b'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  process.env[DISTRIBUTED] = connectionString;
  process.env[TEMPLATE] = dataDir;
  return async () => {
    rmSync(dataDir, { recursive: true, force: true });
    await stop();
  };
}
