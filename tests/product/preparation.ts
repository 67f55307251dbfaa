import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '../..');
const READY_TIMEOUT_MS = 180_000;

/** The schema, and the one problem that is submitted for. */
export function prepareDatabase(databaseUrl: string, redisUrl: string, directory: string, environment: Record<string, string>): void {
  const env = { ...process.env, ...environment, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, DATA_DIR: path.join(directory, 'tools') };
  mkdirSync(env.DATA_DIR, { recursive: true });
  for (const command of [['migrate'], ['problem', 'import', 'problems/a-plus-b']]) {
    execFileSync(path.join(ROOT, 'bin/codearena'), command, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  }
}

/** Waits until the process on each of these ports says that it is ready; `/health` is for those that nobody judges for. */
export async function ready(ports: readonly number[], path: '/ready' | '/health' = '/ready'): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  for (const port of ports) {
    while (!(await answers(port, path))) {
      if (performance.now() > deadline) throw new Error(`The process on port ${port} did not become ready`);
      await sleep(100);
    }
  }
}

function answers(port: number, path: string): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}${path}`).then(
    (response) => response.ok,
    () => false,
  );
}
