import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BoxFile, InstalledLanguage, Preparation } from '@codearena/core';
import type { Logger } from '../logger.ts';
import type { Compilation } from './compilation.ts';

/*
 * What came of compilations, by the SHA-256 of all that went into them, as files of the worker's own user. An entry
 * is what the box held when the compiler had ended and before any program ran in it; it is only ever written into a
 * box again, never executed outside. Each file begins with the hash of its rest, appears under its name when it is
 * complete, and counts for nothing when the hash does not fit.
 *
 * The session that sent a source is part of the key: what a compilation takes tells nobody what others have sent.
 */
export type CompileCache = {
  key(sessionId: string, language: InstalledLanguage, preparation: Preparation): string;
  find(key: string): Promise<Built | undefined>;
  /** In the background; what cannot be kept is compiled again the next time. */
  keep(key: string, built: Built): void;
  /** Resolves when everything that was to be kept is. */
  settled(): Promise<void>;
};

/** The compiler's outcome and the box's files after it; none when it failed. */
export type Built = { compilation: Compilation; files: readonly BoxFile[] };

export type CompileCacheOptions = {
  directory: string;
  maxBytes: number;
  /** Of everything else that the outcome depends on: the toolchains and headers of this machine or image. */
  machine: () => string;
  logger: Pick<Logger, 'warn'>;
};

/** What is larger is compiled again: one source must not drive out many others. */
export const MOST_ENTRY_BYTES = 16 * 1024 * 1024;

const FORMAT = 1;
const HASH_BYTES = 32;
const NAME = /^[0-9a-f]{64}$/;

export async function openCompileCache(options: CompileCacheOptions): Promise<CompileCache> {
  const { directory, maxBytes, machine, logger } = options;
  const sizes = await readSizes(directory);
  let total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  let keeping: Promise<void> = Promise.resolve();
  let complained = false;

  async function forget(key: string): Promise<void> {
    total -= sizes.get(key) ?? 0;
    sizes.delete(key);
    await rm(join(directory, key), { force: true });
  }

  function use(key: string, bytes: number): void {
    total += bytes - (sizes.get(key) ?? 0);
    // Deleted and set again: the map's first entry is the one not used for longest.
    sizes.delete(key);
    sizes.set(key, bytes);
  }

  async function store(key: string, built: Built): Promise<void> {
    const parts = encode(built);
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    if (bytes > Math.min(MOST_ENTRY_BYTES, maxBytes)) return;
    const unfinished = join(directory, `unfinished-${process.pid}`);
    try {
      await writeFile(unfinished, parts, { mode: 0o600 });
      await rename(unfinished, join(directory, key));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    use(key, bytes);
    for (const oldest of sizes.keys()) {
      if (total <= maxBytes) break;
      await forget(oldest);
    }
  }

  function complain(err: unknown): void {
    if (!complained) logger.warn({ err, directory }, 'The compile cache cannot be used; sources are compiled each time');
    complained = true;
  }

  return {
    key: (sessionId, language, preparation) => keyOf([FORMAT, machine(), sessionId], language, preparation),
    async find(key) {
      if (!sizes.has(key)) return undefined;
      const file = join(directory, key);
      const content = await readFile(file).catch(() => undefined);
      const built = content && decode(content);
      if (!built) {
        await forget(key).catch(complain);
        return undefined;
      }
      use(key, content.length);
      await utimes(file, new Date(), new Date()).catch(() => undefined);
      return built;
    },
    keep(key, built) {
      keeping = keeping.then(() => store(key, built)).catch(complain);
    },
    settled: () => keeping,
  };
}

/** Of entries from earlier, those not used for longest first. What was not finished goes. */
async function readSizes(directory: string): Promise<Map<string, number>> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const names = await readdir(directory);
  await Promise.all(names.filter((name) => !NAME.test(name)).map((name) => rm(join(directory, name), { force: true })));
  const found = await Promise.all(
    names
      .filter((name) => NAME.test(name))
      .map(async (name) => {
        const { size, mtimeMs } = await stat(join(directory, name));
        return { name, size, mtimeMs };
      }),
  );
  return new Map(found.toSorted((a, b) => a.mtimeMs - b.mtimeMs).map(({ name, size }) => [name, size]));
}

function keyOf(circumstances: readonly unknown[], { definition, toolchain }: InstalledLanguage, { files, compile }: Preparation): string {
  const written = files.map(({ path, content, executable = false }) => [path, sha256(content).toString('hex'), executable]);
  // The shortcut has the same outcome, so that it does not matter which way was taken.
  const { shortcut: _, ...step } = compile ?? {};
  return sha256(JSON.stringify([...circumstances, definition.id, toolchain.version, step, written])).toString('hex');
}

function sha256(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest();
}

type Head = { compilation: Compilation; files: { path: string; executable: boolean; bytes: number }[] };

/**
 * Hash (32 bytes) of the rest; length of the head (4 bytes, big-endian); the head as JSON; the files' contents one after
 * another: in parts, since joining them would copy all that a compiler made.
 */
function encode({ compilation, files }: Built): Uint8Array[] {
  const head = Buffer.from(
    JSON.stringify({ compilation, files: files.map(({ path, executable = false, content }) => ({ path, executable, bytes: content.length })) }),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  const rest = [length, head, ...files.map(({ content }) => content)];
  const hash = createHash('sha256');
  for (const part of rest) hash.update(part);
  return [hash.digest(), ...rest];
}

function decode(content: Buffer): Built | undefined {
  const rest = content.subarray(HASH_BYTES);
  if (rest.length < 4 || !content.subarray(0, HASH_BYTES).equals(sha256(rest))) return undefined;
  let at = 4 + rest.readUInt32BE();
  const { compilation, files } = JSON.parse(rest.subarray(4, at).toString()) as Head;
  return { compilation, files: files.map(({ path, executable, bytes }) => ({ path, executable, content: rest.subarray(at, (at += bytes)) })) };
}
