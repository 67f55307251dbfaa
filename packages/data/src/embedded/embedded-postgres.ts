import { chown, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import { locateBinaries, type Binaries } from './binaries.ts';
import { clusterDirectory, openCluster, readPassword, SUPERUSER, syncCluster, type Cluster } from './cluster.ts';
import { findPostmaster } from './postmaster-file.ts';
import { serverSettings } from './settings.ts';
import { supervise } from './supervisor.ts';
import { findSystemUser, type SystemUser } from './system-user.ts';

/**
 * Theory of operation.
 *
 * The server is the real PostgreSQL from npm, run on a cluster in DATA_DIR/postgres. It listens on no network port, only on a
 * socket in a private directory below the system's temporary one (socket paths may have 107 bytes, and DATA_DIR may be
 * anywhere), and asks for a random password that lies in the cluster.
 *
 * It must not outlive this process, whatever ends it: the wrapper command sets the parent-death signal. If the server dies while we live,
 * it is started again, with back-off, on the same socket, so that connection pools heal by themselves.
 */
export type EmbeddedPostgresOptions = {
  dataDir: string;
  logger: Logger;
  /** Command prefix that makes the server die with this process; default: `setpriv` where it exists. */
  wrapper?: readonly string[];
  /** Server settings over the defaults; for tests. */
  settings?: Readonly<Record<string, string>>;
};

export interface EmbeddedPostgres {
  /** Twice is the same promise. */
  start(): Promise<{ connectionString: string }>;
  stop(): Promise<void>;
}

const SOCKET_PREFIX = 'codearena-pg-';
const DATABASE = 'codearena';
const HANDOVER_MS = 3_000;

export function createEmbeddedPostgres(options: EmbeddedPostgresOptions): EmbeddedPostgres {
  let running: Promise<Running> | null = null;
  return {
    async start() {
      running ??= run(options);
      return { connectionString: (await running).connectionString };
    },
    async stop() {
      const started = await running?.catch(() => null);
      running = null;
      await started?.stop();
    },
  };
}

/** The address of the server that another process runs on this DATA_DIR, or null. */
export async function findEmbeddedPostgres(dataDir: string): Promise<{ connectionString: string } | null> {
  const directory = clusterDirectory(dataDir);
  const file = await findPostmaster(directory);
  if (file === null || file.status !== 'ready') return null;
  return { connectionString: connectionString(file.socketDirectory, await readPassword(directory), DATABASE) };
}

type Running = { connectionString: string; stop(): Promise<void> };

async function run(options: EmbeddedPostgresOptions): Promise<Running> {
  const user = await findSystemUser();
  const dataDir = await realpathOf(options.dataDir);
  const binaries = await locateBinaries(join(dataDir, 'postgres-binaries'), user);
  const cluster = await openCluster(dataDir, binaries, user);
  await refuseSecondServer(cluster.directory);
  const socketDirectory = await makeSocketDirectory(cluster.directory, user);
  const supervisor = supervise({
    binaries,
    directory: cluster.directory,
    settings: serverSettings(socketDirectory, options.settings),
    wrapper: options.wrapper,
    user,
    logFile: join(dataDir, 'logs', 'postgres.log'),
    logger: options.logger,
  });
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    await rm(socketDirectory, { recursive: true, force: true });
  };
  try {
    await supervisor.start();
    await ensureDatabase((database) => connectionString(socketDirectory, cluster.password, database));
  } catch (error) {
    await stop();
    throw error;
  }
  const flushed = cluster.fresh ? flushToDisk({ binaries, cluster, user, logger: options.logger }) : Promise.resolve();
  return {
    connectionString: connectionString(socketDirectory, cluster.password, DATABASE),
    stop: () => flushed.then(stop),
  };
}

async function realpathOf(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  return realpath(dataDir);
}

/** After a kill of the old process its server needs a moment to go; a server that stays belongs to somebody. */
async function refuseSecondServer(directory: string): Promise<void> {
  const deadline = Date.now() + HANDOVER_MS;
  for (;;) {
    const file = await findPostmaster(directory);
    if (file === null) return;
    if (Date.now() > deadline) throw new Error(`CodeArena is already running on this DATA_DIR: process ${file.pid} serves the database in ${directory}`);
    await sleep(50);
  }
}

/** Its name is kept in the cluster, so that the next start can remove what a killed process left. */
async function makeSocketDirectory(cluster: string, user: SystemUser | null): Promise<string> {
  const note = join(cluster, 'codearena.socket-directory');
  const former = await readFile(note, 'utf8').catch(() => '');
  if (basename(former).startsWith(SOCKET_PREFIX)) await rm(former, { recursive: true, force: true });
  const directory = await mkdtemp(join(await realpath(tmpdir()), SOCKET_PREFIX));
  if (user) await chown(directory, user.uid, user.gid);
  await writeFile(note, directory);
  return directory;
}

/** Not a step of initdb, so a first start that was cut short may have left it out. */
async function ensureDatabase(address: (database: string) => string): Promise<void> {
  try {
    await withClient(address(DATABASE), async () => undefined);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '3D000') throw error;
    await withClient(address('postgres'), (client) => client.query(`create database ${DATABASE}`));
  }
}

async function withClient(address: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** What `initdb --no-sync` left out, while we go on: only a power cut within the first second of the first start could need it. */
async function flushToDisk(site: { binaries: Binaries; cluster: Cluster; user: SystemUser | null; logger: Logger }): Promise<void> {
  await syncCluster(site.binaries, site.cluster.directory, site.user).catch((error: unknown) => {
    site.logger.warn({ err: error }, 'The new database could not be flushed to disk');
  });
}

function connectionString(socketDirectory: string, password: string, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@localhost/${database}?host=${encodeURIComponent(socketDirectory)}`;
}
