import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findEmbeddedPostgres } from '@codearena/data';
import { createTestDatabase, startRedis, type TestDatabase } from '@codearena/data/testing';
import { copyOfTemplate } from './data-directory.ts';
import { startRoles } from './roles.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const READY = /ready to judge on (http:\/\/\S+)/;

/** A whole installation as a person starts it, on a free port with its own data directory. */
export type Installation = {
  url: string;
  dataDir: string;
  /** Everything it printed so far. */
  output(): string;
  process: ChildProcess;
  /** Ends it as Ctrl-C does and waits until it is gone; answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
};

/** Names the address of an installation that runs already: journeys of a browser then visit that one. */
export const RUNNING = 'CODEARENA_TEST_RUNNING';

/** Names a database with a practice problem: journeys that can be made in both modes then install in distributed mode, on a copy of it. */
export const DISTRIBUTED = 'CODEARENA_TEST_DISTRIBUTED';

/** What a visitor's journey needs of an installation. */
export type Visited = Pick<Installation, 'url' | 'remove'>;

/** What journeys need that can be made in both modes. */
export type Installed = Visited & {
  /** The environment in which the tools of the command line find it. */
  tools: Record<string, string>;
  connectionString(): Promise<string>;
};

/** For journeys that a browser alone makes: the installation that runs already, or one of their own. */
export async function installToVisit(environment: Record<string, string> = {}): Promise<Visited> {
  const url = process.env[RUNNING];
  if (url !== undefined) return { url, remove: async () => undefined };
  return installInMode(environment);
}

/** In the mode that the test runner's set-up has chosen. */
export async function installInMode(environment: Record<string, string> = {}): Promise<Installed> {
  if (process.env[DISTRIBUTED] !== undefined) return installDistributed(environment);
  const installation = await install(environment);
  return {
    ...installation,
    tools: { DATA_DIR: installation.dataDir },
    async connectionString() {
      const found = await findEmbeddedPostgres(installation.dataDir);
      if (found === null) throw new Error('its database does not run');
      return found.connectionString;
    },
  };
}

/** Of the database that the set-up of distributed mode has made. */
export function copyDatabase(): Promise<TestDatabase> {
  return createTestDatabase(new URL(process.env[DISTRIBUTED] ?? '').pathname.slice(1));
}

async function installDistributed(environment: Record<string, string>): Promise<Installed> {
  const { connectionString, drop } = await copyDatabase();
  const redis = await startRedis();
  const services = { DATABASE_URL: connectionString, REDIS_URL: redis.url };
  const dataDir = copyOfTemplate();
  const removeServices = async (): Promise<void> => {
    await redis.stop();
    await drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const roles = await startRoles(services, { FAST_COMPILE: 'off', ...environment });
    return {
      url: roles.url,
      tools: { ...services, DATA_DIR: dataDir },
      connectionString: async () => connectionString,
      async remove() {
        await roles.stop();
        await removeServices();
      },
    };
  } catch (error) {
    await removeServices();
    throw error;
  }
}

/** One that has had its first start already, unless it is given a data directory. */
export async function install(environment: Record<string, string> = {}, dataDir = copyOfTemplate()): Promise<Installation> {
  const child = spawn(path.join(ROOT, 'bin/codearena'), ['start'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, SUBMISSIONS_PER_MINUTE: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const ready = READY.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((code) => reject(new Error(`it ended with ${code} before it was ready:\n${output}`)));
  });

  async function stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return exited;
  }

  async function remove(): Promise<void> {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  }

  return { url, dataDir, output: () => output, process: child, stop, remove };
}

const MADE = '"all accelerators looked after"';
const MAKING_TIMEOUT_MS = 300_000;

/** Resolves when an installation has made in the background what lets programs be compiled sooner. */
export function untilAtRest({ dataDir }: Pick<Installation, 'dataDir'>): Promise<void> {
  return untilMade(path.join(dataDir, 'logs', 'codearena.log'));
}

/** The same of a worker that writes this log. */
export async function untilMade(log: string): Promise<void> {
  for (const deadline = Date.now() + MAKING_TIMEOUT_MS; !readFileSync(log, 'utf8').includes(MADE); await sleep(100)) {
    if (Date.now() > deadline) throw new Error(`accelerators were still being made after ${MAKING_TIMEOUT_MS / 1000} s`);
  }
}

/** Processes that have this installation's data directory in their environment or arguments. */
export function processesOf(dataDir: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && mentions(pid, dataDir));
}

function mentions(pid: string, dataDir: string): boolean {
  return ['cmdline', 'environ'].some((file) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'latin1').includes(dataDir);
    } catch {
      return false;
    }
  });
}

/** The one that serves and judges. */
export function nodeProcess(dataDir: string): number {
  const pid = processesOf(dataDir).find(
    (candidate) =>
      /codearena\.mjs\0start/.test(readFileSync(`/proc/${candidate}/cmdline`, 'latin1')) &&
      readFileSync(`/proc/${candidate}/comm`, 'latin1').trim().endsWith('node'),
  );
  return Number(pid);
}
