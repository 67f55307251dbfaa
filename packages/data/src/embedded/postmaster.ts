import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, rename, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { spawnOptions } from './cluster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import type { SystemUser } from './system-user.ts';

/** One run of the server program. */
export type Postmaster = { pid: number; exited: Promise<string>; hasExited(): boolean; kill(signal: NodeJS.Signals): void };

export type PostmasterOptions = {
  binaries: Binaries;
  directory: string;
  settings: string[];
  /** Command prefix that makes the server die with this process. */
  wrapper: readonly string[];
  user: SystemUser | null;
  logFile: string;
};

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 10;
const MAX_LOG_BYTES = 10_000_000;

/** Starts the server and waits until it takes connections; crash recovery included. */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const log = await openLog(options.logFile);
  try {
    const { size: logStart } = await log.stat();
    const postmaster = await launch(options, log);
    await waitUntilReady(postmaster, options, logStart);
    return postmaster;
  } finally {
    await log.close();
  }
}

async function launch(options: PostmasterOptions, log: FileHandle): Promise<Postmaster> {
  const command = [...options.wrapper, options.binaries.postgres, '-D', options.directory, ...options.settings];
  const child = spawn(command[0] ?? '', command.slice(1), {
    ...spawnOptions(options.user),
    stdio: ['ignore', log.fd, log.fd],
    // In a session of its own, so that Ctrl-C in the terminal reaches us alone and we stop it last.
    detached: true,
  });
  await once(child, 'spawn');
  return watch(child);
}

function watch(child: ChildProcess): Postmaster {
  let over = false;
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      over = true;
      resolve(signal ?? `exit code ${code}`);
    });
  });
  return { pid: child.pid ?? 0, exited, hasExited: () => over, kill: (signal) => void child.kill(signal) };
}

async function waitUntilReady(postmaster: Postmaster, options: PostmasterOptions, logStart: number): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    if (postmaster.hasExited()) throw new Error(`PostgreSQL did not start (${await postmaster.exited}): ${await logSince(options.logFile, logStart)}`);
    const file = await readPostmasterFile(options.directory);
    if (file?.status === 'ready' && file.pid === postmaster.pid) return;
    if (Date.now() > deadline) {
      postmaster.kill('SIGQUIT');
      throw new Error(`PostgreSQL was not ready after ${READY_TIMEOUT_MS / 1000} s; see ${options.logFile}`);
    }
    await sleep(POLL_MS);
  }
}

async function openLog(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true });
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await rename(path, `${path}.1`);
  return open(path, 'a+', 0o600);
}

async function logSince(path: string, start: number): Promise<string> {
  const log = await open(path, 'r');
  try {
    const { size } = await log.stat();
    const { buffer, bytesRead } = await log.read({ buffer: Buffer.alloc(Math.min(size - start, 4_000)), position: start });
    return buffer.subarray(0, bytesRead).toString('utf8').trim() || 'it wrote no message';
  } finally {
    await log.close();
  }
}
