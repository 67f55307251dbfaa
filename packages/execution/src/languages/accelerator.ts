import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Accelerator, Mount } from '@codearena/core';
import { MEBIBYTE } from './environment.ts';
import { machineState } from './machine-state.ts';

/*
 * Files that are made of a toolchain in the background, kept in the data directory and shown read-only in the sandbox:
 * made by the toolchain itself, run as our own user on nothing but its own headers and classes, never on what
 * somebody sent. One directory per identity (versions and flags), with a manifest: what it was made from, by size and
 * time, and the hash of each file in it. Whatever does not fit its manifest is made anew; whatever was
 * installed while we run puts the accelerator out of use until the next start.
 */
export type KeptFiles = {
  accelerator: Accelerator;
  mounts: Mount[];
  /** The directory with the files, as seen in the sandbox; undefined as long as they are not to be used. */
  directory(): string | undefined;
};

export type KeptFilesOptions = {
  /** A word for paths. */
  id: string;
  /** For people. */
  name: string;
  cacheDirectory: string;
  /** What the files depend on beside those that they are made from: versions, flags. */
  identity: readonly string[];
  /** Fills the workshop's directory; resolves with the machine's files that were used. */
  make(workshop: Workshop): Promise<string[]>;
};

export type Workshop = {
  directory: string;
  /** Runs a command there, with low priority; resolves with its output. */
  run(...argv: readonly [string, ...string[]]): Promise<string>;
};

const SHOWN_AT = '/opt/codearena/accelerators';
const MANIFEST = 'manifest.json';
const MAKING_TIMEOUT_MS = 600_000;

const manifestSchema = z.object({
  sources: z.array(z.object({ path: z.string(), size: z.number(), mtimeMs: z.number() })),
  files: z.record(z.string(), z.string()),
});
type Manifest = z.infer<typeof manifestSchema>;

export function keepFiles(options: KeptFilesOptions): KeptFiles {
  const { id, name, cacheDirectory } = options;
  const home = join(cacheDirectory, 'accelerators', id);
  const key = createHash('sha256').update(JSON.stringify(options.identity)).digest('hex').slice(0, 32);
  let usableIn: string | undefined;
  // A lane shows what is there when it is made; what cannot be made is told by `start`.
  const place = attempt(() => mkdirSync(home, { recursive: true, mode: 0o755 }));

  async function start(signal: AbortSignal): Promise<void> {
    const state = machineState();
    if (place.error) throw place.error;
    if (!(await isIntact(join(home, key)))) await makeAnew(options, home, key, signal);
    usableIn = state;
    await readAhead(join(home, key), signal);
  }

  return {
    accelerator: { name, start },
    mounts: [{ from: home, at: `${SHOWN_AT}/${id}` }],
    directory: () => (usableIn !== undefined && usableIn === machineState() ? `${SHOWN_AT}/${id}/${key}` : undefined),
  };
}

function attempt(work: () => unknown): { error?: Error } {
  try {
    work();
    return {};
  } catch (error) {
    return { error: error as Error };
  }
}

async function isIntact(directory: string): Promise<boolean> {
  try {
    const manifest = await readManifest(directory);
    const now = await describeSources(manifest.sources.map(({ path }) => path));
    if (JSON.stringify(now) !== JSON.stringify(manifest.sources)) return false;
    for (const [path, hash] of Object.entries(manifest.files)) if ((await hashOf(join(directory, path))) !== hash) return false;
    return true;
  } catch {
    return false;
  }
}

/** Appears complete or not at all. What other versions left goes; what another process is making is waited for. */
async function makeAnew(options: KeptFilesOptions, home: string, key: string, signal: AbortSignal): Promise<void> {
  if (await waitForOthers(home, signal)) if (await isIntact(join(home, key))) return;
  const unfinished = join(home, `${UNFINISHED}${process.pid}`);
  try {
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o755 });
    const sources = await options.make({ directory: unfinished, run: (...argv) => runBeside(argv, unfinished, signal) });
    const manifest: Manifest = { sources: await describeSources(sources), files: await describeFiles(unfinished) };
    await writeFile(join(unfinished, MANIFEST), JSON.stringify(manifest));
    for (const other of await readdir(home)) if (!(await isBeingMade(home, other))) await rm(join(home, other), { recursive: true, force: true });
    await rename(unfinished, join(home, key));
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

const UNFINISHED = 'unfinished-';
const LOOK_EVERY_MS = 500;
/** Far more than a file and the next take. */
const LONGEST_MAKING_MS = 3_600_000;

/** Whether there were any. */
async function waitForOthers(home: string, signal: AbortSignal): Promise<boolean> {
  for (let waited = false; ; waited = true) {
    const others = (await readdir(home)).filter((name) => name !== `${UNFINISHED}${process.pid}`);
    const beingMade = await Promise.all(others.map((name) => isBeingMade(home, name)));
    if (!beingMade.includes(true)) return waited;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}

/** By a process that lives, this one included; what a dead one left is rubbish, and its number may be another's by now. */
async function isBeingMade(home: string, name: string): Promise<boolean> {
  if (!name.startsWith(UNFINISHED)) return false;
  if (attempt(() => process.kill(Number(name.slice(UNFINISHED.length)), 0)).error?.message.includes('ESRCH')) return false;
  const found = await stat(join(home, name)).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < LONGEST_MAKING_MS;
}

const execute = promisify(execFile);

async function runBeside(argv: readonly string[], cwd: string, signal: AbortSignal): Promise<string> {
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent', TMPDIR: cwd };
  const { stdout } = await execute('nice', ['-n', '19', ...argv], { cwd, env, signal, timeout: MAKING_TIMEOUT_MS, maxBuffer: 16 * MEBIBYTE });
  return stdout;
}

/** Of the memory that is free, so much may be filled with files that compilers are about to read. */
const SHARE_OF_MEMORY = 0.1;

/** What a compilation reads is in memory before the first one: after the start of a machine it would come from the disk. */
async function readAhead(directory: string, signal: AbortSignal): Promise<void> {
  const { sources } = await readManifest(directory);
  let left = freemem() * SHARE_OF_MEMORY;
  for (const { path, size } of sources.toSorted((a, b) => b.size - a.size)) {
    left -= size;
    if (signal.aborted || left < 0) return;
    for await (const _ of createReadStream(path, { highWaterMark: MEBIBYTE }));
  }
}

async function readManifest(directory: string): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(directory, MANIFEST), 'utf8')));
}

async function describeSources(paths: readonly string[]): Promise<Manifest['sources']> {
  return Promise.all(
    [...new Set(paths)].toSorted().map(async (path) => {
      const { size, mtimeMs } = await stat(path);
      return { path, size, mtimeMs };
    }),
  );
}

/** Opens them to the sandbox's user as well. */
async function describeFiles(directory: string): Promise<Manifest['files']> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: Manifest['files'] = {};
  await chmod(directory, 0o755);
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    await chmod(path, entry.isDirectory() ? 0o755 : 0o444);
    if (entry.isFile()) files[path.slice(directory.length + 1)] = await hashOf(path);
  }
  return files;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: MEBIBYTE }), hash);
  return hash.digest('hex');
}
