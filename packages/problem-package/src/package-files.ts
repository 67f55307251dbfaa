import { lstat, readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { PackageError } from './package-error.ts';
import { PACKAGE_LIMITS, type PackageLimits } from './package-limits.ts';

/** `path` is relative to the package, with slashes; `absolute` may be read as it is. */
export type PackageFile = { path: string; absolute: string; bytes: number; executable: boolean };

/** The files of one package, in byte order of their paths. Symbolic links are followed, but never out of the package. */
export type PackageFiles = {
  find(path: string): PackageFile | undefined;
  /** All files below a directory. */
  below(directory: string): PackageFile[];
  /** Names directly inside a directory: files and directories. */
  names(directory: string): string[];
  isDirectory(path: string): boolean;
  all(): readonly PackageFile[];
  without(unwanted: (path: string) => boolean): PackageFiles;
  /** What was passed over, in words: links to nowhere or out where judging needs nothing. */
  passedOver: readonly string[];
};

export function comparePaths(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

export async function listPackageFiles(root: string, limits: PackageLimits = PACKAGE_LIMITS): Promise<PackageFiles> {
  const walk: Walk = { root: await realpath(root), limits, entries: 0, bytes: 0, files: [], passedOver: [] };
  await visitDirectory(walk, '', 0);
  return packageFiles(
    walk.files.toSorted((left, right) => comparePaths(left.path, right.path)),
    walk.passedOver,
  );
}

type Walk = { root: string; limits: PackageLimits; entries: number; bytes: number; files: PackageFile[]; passedOver: string[] };

/**
 * What a problem can be judged without: authors' tools, checks of the data, texts. In repositories they often link to headers
 * and styles outside of the package; such a link is passed over, never followed.
 */
const NOT_JUDGED =
  /^(generators?|gen|visuali[sz]ers?|(input|output)_visuali[sz]ers?|solutions?(_slides?)?|(problem_)?slides?|(input|input_format|answer)_validators?|(problem_)?statement)\//;

async function visitDirectory(walk: Walk, directory: string, depth: number): Promise<void> {
  if (depth > walk.limits.depth) throw new PackageError(directory, `directories are nested more than ${walk.limits.depth} deep`);
  for (const name of await readdir(join(walk.root, directory))) {
    const path = directory === '' ? name : `${directory}/${name}`;
    if (isHidden(path)) continue;
    walk.entries += 1;
    if (walk.entries > walk.limits.entries) throw new PackageError(path, `the package has more than ${walk.limits.entries} files`);
    await visitEntry(walk, path, depth);
  }
}

async function visitEntry(walk: Walk, path: string, depth: number): Promise<void> {
  const absolute = await resolveInside(walk.root, path).catch((error: unknown) => passOver(walk, path, error));
  if (absolute === null) return;
  const status = await stat(absolute);
  if (status.isDirectory()) return visitDirectory(walk, path, depth + 1);
  if (!status.isFile()) throw new PackageError(path, 'is neither a file nor a directory');
  walk.bytes += status.size;
  if (walk.bytes > walk.limits.totalBytes) throw new PackageError(path, `the package is larger than ${walk.limits.totalBytes} bytes`);
  walk.files.push({ path, absolute, bytes: status.size, executable: (status.mode & 0o111) !== 0 });
}

function passOver(walk: Walk, path: string, error: unknown): null {
  if (!(error instanceof PackageError) || !NOT_JUDGED.test(path)) throw error;
  walk.passedOver.push(error.message);
  return null;
}

async function resolveInside(root: string, path: string): Promise<string> {
  const absolute = join(root, path);
  if (!(await lstat(absolute)).isSymbolicLink()) return absolute;
  const target = await realpath(absolute).catch(() => {
    throw new PackageError(path, 'is a symbolic link to something that does not exist');
  });
  if (!target.startsWith(root + sep)) throw new PackageError(path, 'is a symbolic link that leads out of the package');
  if (absolute.startsWith(target + sep)) throw new PackageError(path, 'is a symbolic link to a directory that contains it');
  return target;
}

/** The format disregards names that begin with a dot or a dash; `.timelimit` is DOMjudge's. */
function isHidden(path: string): boolean {
  if (path === '.timelimit') return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.startsWith('.') || name.startsWith('-') || path === '__MACOSX';
}

function packageFiles(files: readonly PackageFile[], passedOver: readonly string[]): PackageFiles {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const directories = indexDirectories(files);
  const below = (directory: string) => {
    if (directory === '') return [...files];
    return directories.has(directory) ? files.filter((file) => file.path.startsWith(`${directory}/`)) : [];
  };
  return {
    find: (path) => byPath.get(path),
    below,
    names: (directory) => [...(directories.get(directory) ?? [])],
    isDirectory: (path) => directories.has(path),
    all: () => files,
    without: (unwanted) =>
      packageFiles(
        files.filter((file) => !unwanted(file.path)),
        passedOver,
      ),
    passedOver,
  };
}

/** The names in each directory, in the order of the files. */
function indexDirectories(files: readonly PackageFile[]): Map<string, Set<string>> {
  const directories = new Map<string, Set<string>>([['', new Set()]]);
  for (const { path } of files) {
    let directory = '';
    for (const name of path.split('/')) {
      const inside = directories.get(directory) ?? new Set();
      directories.set(directory, inside.add(name));
      directory = directory === '' ? name : `${directory}/${name}`;
    }
  }
  return directories;
}

/** A text file's content; the format wants UTF-8. A byte-order mark is dropped. */
export async function readText(file: PackageFile, limits: PackageLimits = PACKAGE_LIMITS): Promise<string> {
  const bytes = await readBounded(file, limits);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PackageError(file.path, 'is not valid UTF-8', lineOfFirstInvalid(bytes));
  }
}

/** Sources may be in an older encoding: compilers do not mind it in comments. */
export async function readSource(file: PackageFile, limits: PackageLimits = PACKAGE_LIMITS): Promise<string> {
  const bytes = await readBounded(file, limits);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

async function readBounded(file: PackageFile, limits: PackageLimits): Promise<Buffer> {
  if (file.bytes > limits.textBytes) throw new PackageError(file.path, `is larger than ${limits.textBytes} bytes, too much for a text`);
  return readFile(file.absolute);
}

function lineOfFirstInvalid(bytes: Buffer): number {
  const before = bytes.toString('utf8').split('\ufffd')[0] ?? '';
  return before.split('\n').length;
}
