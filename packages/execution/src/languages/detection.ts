import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readFile, readdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import type { LanguageDefinition, Machine, Mount, OutputOptions, Toolchain } from '@codearena/core';
import { MEBIBYTE } from './environment.ts';

export type Detection = { definition: LanguageDefinition; toolchain: Toolchain } | { definition: LanguageDefinition; missing: string };

/** Looks for every language's toolchain; one that cannot be asked for its version is a missing one. */
export function detectLanguages(definitions: readonly LanguageDefinition[], machine: Machine = createMachine()): Promise<Detection[]> {
  return Promise.all(definitions.map((definition) => detectLanguage(definition, machine)));
}

async function detectLanguage(definition: LanguageDefinition, machine: Machine): Promise<Detection> {
  try {
    const found = await definition.detect(machine);
    return 'missing' in found ? { definition, ...found } : { definition, toolchain: found };
  } catch (error) {
    return { definition, missing: error instanceof Error ? error.message : String(error) };
  }
}

/** What the sandbox must show for these languages, each directory once. */
export function requiredMounts(detections: readonly Detection[]): Mount[] {
  const mounts = detections.flatMap((detection) => ('toolchain' in detection ? detection.toolchain.mounts : []));
  return [...new Map(mounts.map((mount) => [mount.at, mount])).values()];
}

const SYSTEM_DIRECTORIES = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/local/go/bin', '/usr/lib/go/bin'];

/** Below a home directory; a star stands for one directory, of which the highest version comes first. */
const VERSION_MANAGERS = [
  '.pyenv/versions/*/bin',
  '.rbenv/versions/*/bin',
  '.nvm/versions/node/*/bin',
  '.rustup/toolchains/*/bin',
  '.sdkman/candidates/*/current/bin',
  '.ghcup/ghc/*/bin',
  '.asdf/installs/*/*/bin',
  '.local/share/mise/installs/*/*/bin',
];

/** Scripts and links there ask a version manager's state in the home directory, which the sandbox does not show. */
const SHIM_DIRECTORY = /\/shims\/?$|\/\.cargo\/bin\/?$/;

export function createMachine(options: { path?: string; home?: string; systemDirectories?: readonly string[]; cacheDirectory?: string } = {}): Machine {
  const { path = process.env.PATH ?? '', home = homedir(), systemDirectories = SYSTEM_DIRECTORIES } = options;
  const onPath = path.split(':').filter((directory) => directory.startsWith('/') && !SHIM_DIRECTORY.test(directory));
  const managed = Promise.all(VERSION_MANAGERS.map((pattern) => expand(home, pattern.split('/'))));

  async function find(...names: string[]): Promise<string | undefined> {
    // The Node.js that runs us is one, wherever it is installed.
    const directories = [...systemDirectories, ...onPath, ...(await managed).flat(), dirname(process.execPath)];
    for (const name of names) {
      for (const directory of directories) {
        const file = await executable(join(directory, name));
        if (file) return file;
      }
    }
    return undefined;
  }

  return { find, output, read, realPath, cacheDirectory: options.cacheDirectory };
}

const OUTPUT_TIMEOUT_MS = 20_000;
const run = promisify(execFile);

async function output([command, ...args]: readonly [string, ...string[]], options: OutputOptions = {}): Promise<string> {
  const { timeoutMs = OUTPUT_TIMEOUT_MS } = options;
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent', ...options.env };
  const { stdout, stderr } = await run(command, args, { env, cwd: '/', timeout: timeoutMs, maxBuffer: 16 * MEBIBYTE });
  return stdout + stderr;
}

async function read(path: string): Promise<string | undefined> {
  return unlessAbsent(readFile(path, 'utf8'));
}

async function realPath(path: string): Promise<string | undefined> {
  return unlessAbsent(realpath(path));
}

async function executable(path: string): Promise<string | undefined> {
  const real = await realPath(path);
  if (!real || !(await stat(real)).isFile()) return undefined;
  const allowed = await access(real, constants.X_OK).then(
    () => true,
    () => false,
  );
  return allowed ? real : undefined;
}

async function expand(base: string, [segment, ...rest]: readonly string[]): Promise<string[]> {
  if (segment === undefined) return [base];
  if (segment !== '*') return expand(join(base, segment), rest);
  const names = (await unlessAbsent(readdir(base))) ?? [];
  const newestFirst = names.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return (await Promise.all(newestFirst.map((name) => expand(join(base, name), rest)))).flat();
}

/** A path that is not there, or not for us to see, is no error here. */
async function unlessAbsent<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'ELOOP') return undefined;
    throw error;
  }
}

/** The sandbox has these of its own or shows the machine's. */
const SHOWN_ANYWAY = /^\/(usr|bin|sbin|lib|lib32|lib64|libx32)\//;
const SANDBOX_OWN = /^\/(tmp|box|proc|dev|sys|etc|run)(\/|$)/;
/** Directories with more in them than one toolchain, other people's secrets among it. */
const NEVER_SHOWN = /^\/[^/]*$|^\/home\/[^/]+$|\/\.local$|^\/(var|srv|mnt|media)\/[^/]*$/;

/** Where the sandbox sees a tool and what it must bind for it: the directory that holds its `bin`. */
export function placeTool(path: string): { path: string; mounts: Mount[] } {
  if (SHOWN_ANYWAY.test(path)) return { path, mounts: [] };
  const mounts = [mountOf(dirname(dirname(path)))];
  return { path: seenAt(path, mounts), mounts };
}

/** A path of this machine as the sandbox sees it with these mounts. */
export function seenAt(path: string, mounts: readonly Mount[]): string {
  const mount = mounts.find(({ from }) => `${path}/`.startsWith(`${from}/`));
  return mount ? `${mount.at}${path.slice(mount.from.length)}` : path;
}

/** How the sandbox shows a directory: at the same path, unless it has something of its own there. */
export function mountOf(directory: string): Mount {
  if (NEVER_SHOWN.test(directory)) {
    throw new Error(`it is installed in ${directory}, which is never shown to programs`);
  }
  const at = SANDBOX_OWN.test(directory) ? posix.join('/opt/codearena', directory) : directory;
  return { from: directory, at };
}
