import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { PackageError } from './package-error.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './package-limits.ts';

/*
 * Unpacking an archive that nobody vouches for. Names are checked before anything is written; sizes are bounded by what
 * the directory declares, and the library refuses an entry that inflates to another size. Symbolic links are made last,
 * so that no file is ever written through one; where they lead is checked when the files are listed.
 */
export async function unpackZip(archive: string, into: string, limits: PackageLimits = PACKAGE_LIMITS): Promise<void> {
  const name = basename(archive);
  const zip = await openArchive(archive, name);
  try {
    await unpackEntries(zip, { name, into, limits, seen: new Map(), bytes: 0, packed: 0, links: [] });
  } catch (error) {
    throw error instanceof PackageError ? error : new PackageError(name, `cannot be unpacked: ${reason(error)}`);
  } finally {
    zip.close();
  }
}

type Unpacking = {
  name: string;
  into: string;
  limits: PackageLimits;
  /** Path → whether it is a directory; also of directories that only follow from a file's path. */
  seen: Map<string, boolean>;
  bytes: number;
  packed: number;
  links: { path: string; target: string }[];
};

async function openArchive(archive: string, name: string): Promise<ZipFile> {
  try {
    return await openPromise(archive, { strictFileNames: true, autoClose: false });
  } catch (error) {
    throw new PackageError(name, `is not a readable zip archive: ${reason(error)}`);
  }
}

async function unpackEntries(zip: ZipFile, state: Unpacking): Promise<void> {
  if (zip.entryCount > state.limits.entries) throw new PackageError(state.name, `has ${zip.entryCount} entries; at most ${state.limits.entries} are allowed`);
  for await (const entry of zip.eachEntry()) {
    const path = checkEntry(entry, state);
    if (path === null) continue;
    await unpackEntry(zip, entry, path, state);
  }
  for (const link of state.links) await symlink(link.target, join(state.into, link.path));
}

async function unpackEntry(zip: ZipFile, entry: Entry, path: string, state: Unpacking): Promise<void> {
  const target = join(state.into, path);
  if (isDirectory(entry)) {
    await mkdir(target, { recursive: true });
    return;
  }
  await mkdir(dirname(target), { recursive: true });
  const content = await zip.openReadStreamPromise(entry);
  if (!isSymbolicLink(entry)) return pipeline(content, createWriteStream(target, { flags: 'wx', mode: isExecutable(entry) ? 0o755 : 0o644 }));
  state.links.push({ path, target: await text(content) });
}

/** The path to write to, or null for what is to be left out. */
function checkEntry(entry: Entry, state: Unpacking): string | null {
  const path = entry.fileName.replace(/\/$/, '');
  if (path.startsWith('__MACOSX/') || path === '__MACOSX') return null;
  const fail = (problem: string): never => {
    throw new PackageError(`${state.name}!${entry.fileName}`, problem);
  };
  if (entry.isEncrypted()) fail('is encrypted');
  if (!entry.canDecodeFileData()) fail('uses a compression method other than deflate');
  if (path === '' || path.includes('\0') || path.split('/').some((part) => part === '..' || part === '.' || part === '')) fail('has an unusable name');
  if (path.split('/').length > state.limits.depth) fail(`is nested more than ${state.limits.depth} deep`);
  if (isSymbolicLink(entry) && entry.uncompressedSize > 4096) fail('is a symbolic link with an unusable target');
  claimPath(path, isDirectory(entry), state.seen, fail);
  countBytes(entry, state, fail);
  return path;
}

function claimPath(path: string, directory: boolean, seen: Map<string, boolean>, fail: (problem: string) => never): void {
  if (seen.has(path) && !(directory && seen.get(path))) fail('appears twice');
  seen.set(path, directory);
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const parent = path.slice(0, slash);
    if (seen.get(parent) === false) fail(`lies below ${parent}, which is a file`);
    seen.set(parent, true);
  }
}

function countBytes(entry: Entry, state: Unpacking, fail: (problem: string) => never): void {
  state.bytes += entry.uncompressedSize;
  state.packed += entry.compressedSize;
  if (state.bytes > state.limits.totalBytes) fail(`makes the package larger than ${state.limits.totalBytes} bytes when unpacked`);
  const inflated = state.bytes > state.limits.ratioFromBytes && state.bytes > state.packed * state.limits.ratio;
  if (inflated) fail(`makes the package more than ${state.limits.ratio} times larger when unpacked`);
}

function isDirectory(entry: Entry): boolean {
  return entry.fileName.endsWith('/');
}

/** Unix mode in the upper half of the external attributes. */
function isSymbolicLink(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

function isExecutable(entry: Entry): boolean {
  return ((entry.externalFileAttributes >>> 16) & 0o111) !== 0;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
