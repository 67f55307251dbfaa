import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from './binaries.ts';
import { isAlive } from './cluster.ts';

/** What a running server says of itself in `postmaster.pid`. */
export type PostmasterFile = { pid: number; socketDirectory: string; status: string };

export async function readPostmasterFile(directory: string): Promise<PostmasterFile | null> {
  const text = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  });
  if (text === null) return null;
  const lines = text.split('\n');
  return { pid: Math.abs(Number(lines[0])) || 0, socketDirectory: lines[4] ?? '', status: (lines[7] ?? '').trim() };
}

/** The server that runs on this cluster now, or null. A file that a killed server left behind does not count. */
export async function findPostmaster(directory: string): Promise<PostmasterFile | null> {
  const file = await readPostmasterFile(directory);
  return file !== null && (await isPostmasterOf(file.pid, directory)) ? file : null;
}

/**
 * Removes what a killed server left behind. PostgreSQL does so itself as long as the process id is free; after a
 * restart of a container the id often belongs to something else, and PostgreSQL would then refuse to start.
 */
export async function clearStalePostmasterFile(directory: string): Promise<void> {
  const file = await readPostmasterFile(directory);
  if (file !== null && !(await isPostmasterOf(file.pid, directory))) await rm(join(directory, 'postmaster.pid'), { force: true });
}

async function isPostmasterOf(pid: number, directory: string): Promise<boolean> {
  if (pid <= 0 || !isAlive(pid)) return false;
  try {
    // PostgreSQL's working directory is its cluster.
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(directory));
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ESRCH')) return process.platform !== 'linux';
    // Somebody else's process: theirs could not run on our cluster.
    if (isErrno(error, 'EACCES', 'EPERM')) return false;
    throw error;
  }
}
