import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exists, isErrno, type Binaries } from './binaries.ts';
import { firstClosedDirectory, type SystemUser } from './system-user.ts';

/** The database cluster on disk, below DATA_DIR. */
export type Cluster = { directory: string; password: string; fresh: boolean };

export const SUPERUSER = 'codearena';
const PASSWORD_FILE = 'codearena.password';
const UNFINISHED = 'postgres.new-';

const execute = promisify(execFile);

export function clusterDirectory(dataDir: string): string {
  return join(dataDir, 'postgres');
}

/** Makes the cluster on the first start. Complete or absent: an interrupted initdb leaves nothing that a later start would use. */
export async function openCluster(dataDir: string, binaries: Binaries, user: SystemUser | null): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true });
  if (user) await letIn(dataDir, user);
  await removeUnfinished(dataDir);
  const directory = clusterDirectory(dataDir);
  const fresh = !(await exists(join(directory, 'PG_VERSION')));
  if (fresh) await initialise(dataDir, binaries, user);
  await refuseOtherFormat(directory, binaries);
  return { directory, password: await readPassword(directory), fresh };
}

export async function readPassword(directory: string): Promise<string> {
  return (await readFile(join(directory, PASSWORD_FILE), 'utf8')).trim();
}

async function letIn(dataDir: string, user: SystemUser): Promise<void> {
  const closed = await firstClosedDirectory(dataDir, user);
  if (closed === null) return;
  if (closed !== dataDir) {
    throw new Error(`PostgreSQL runs as the user ${user.name}, which may not enter ${closed}: choose a DATA_DIR outside of it, or start as an ordinary user`);
  }
  await chmod(dataDir, 0o711);
}

async function initialise(dataDir: string, binaries: Binaries, user: SystemUser | null): Promise<void> {
  const unfinished = join(dataDir, `${UNFINISHED}${process.pid}`);
  const passwordFile = join(dataDir, `${UNFINISHED}${process.pid}.password`);
  const password = randomBytes(32).toString('hex');
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (user) await Promise.all([chown(unfinished, user.uid, user.gid), chown(passwordFile, user.uid, user.gid)]);
  await runInitdb(binaries, unfinished, passwordFile, user);
  await rename(passwordFile, join(unfinished, PASSWORD_FILE));
  // Another process may have been quicker: its cluster then stands, and ours is not needed.
  await rename(unfinished, clusterDirectory(dataDir)).catch(async (error: unknown) => {
    if (!isErrno(error, 'ENOTEMPTY', 'EEXIST')) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
}

/** `--no-sync`: the files are flushed by `syncCluster` while the server starts, which saves a second of the first start. */
async function runInitdb(binaries: Binaries, directory: string, passwordFile: string, user: SystemUser | null): Promise<void> {
  const options = [
    ['--pgdata', directory],
    ['--username', SUPERUSER],
    ['--pwfile', passwordFile],
    ['--auth', 'scram-sha-256'],
    ['--encoding', 'UTF8'],
    ['--locale', 'C'],
    // Given, so that initdb does not find them out by starting a server for each guess.
    ['--set', 'shared_buffers=16MB'],
    ['--set', 'max_connections=20'],
    ['--no-instructions'],
    ['--no-sync'],
  ];
  await execute(binaries.initdb, options.flat(), spawnOptions(user)).catch((error: unknown) => {
    throw new Error(`initdb failed: ${stderrOf(error)}`, { cause: error });
  });
}

export async function syncCluster(binaries: Binaries, directory: string, user: SystemUser | null): Promise<void> {
  await execute(binaries.initdb, ['--sync-only', '--pgdata', directory], spawnOptions(user));
}

/** Identity and a minimal environment for PostgreSQL's programs. */
export function spawnOptions(user: SystemUser | null): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' };
  return { cwd: '/', env, ...(user ? { uid: user.uid, gid: user.gid } : {}) };
}

async function refuseOtherFormat(directory: string, binaries: Binaries): Promise<void> {
  const found = (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  if (found === binaries.majorVersion) return;
  throw new Error(
    `The database in ${directory} was written by PostgreSQL ${found}; this version of CodeArena brings PostgreSQL ${binaries.majorVersion} and cannot read it: ` +
      'start the older version of CodeArena and make a backup there, or choose another DATA_DIR',
  );
}

async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const owner = /^postgres\.new-(\d+)/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, 'EPERM');
  }
}

function stderrOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== '') return error.stderr.trim();
  return String(error);
}
