// Builds the launcher with the machine's C compiler. No dependencies: set-up runs this before anything is installed.
//   node packages/execution/launcher/build.mjs [--sanitize]
import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUTPUT = path.join(HERE, '..', 'dist');
const PROFILES = ['run', 'run-fork', 'compile', 'birth'];
const WARNINGS = ['-Wall', '-Wextra', '-Wshadow', '-Wvla', '-Werror'];
const COMMON = ['-std=gnu17', '-D_GNU_SOURCE', ...WARNINGS];
const RELEASE = [...COMMON, '-O2', '-fPIE', '-fstack-protector-strong', '-D_FORTIFY_SOURCE=2'];
const SANITIZED = [...COMMON, '-O1', '-g', '-fno-omit-frame-pointer', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
const LINKED = [['-static-pie'], ['-static'], ['-pie']].map((flags) => [...flags, '-Wl,-z,relro,-z,now,-z,noexecstack']);

/**
 * Builds what is not up to date and returns the program's path: `dist/codearena-launcher`, or `-sanitized` with it.
 * @param {{ sanitize?: boolean }} [options]
 * @returns {Promise<string>}
 */
export async function buildLauncher({ sanitize = false } = {}) {
  const program = path.join(OUTPUT, sanitize ? 'codearena-launcher-sanitized' : 'codearena-launcher');
  const compiler = process.env.CC ?? 'cc';
  const stamp = hashSources([compiler, sanitize ? SANITIZED : RELEASE]);
  if (existsSync(program) && readStamp(program) === stamp) return program;
  await requireCompiler(compiler);
  mkdirSync(OUTPUT, { recursive: true });
  const work = mkdtempSync(path.join(tmpdir(), 'codearena-build-'));
  try {
    const built = await compileAll({ compiler, work, sanitize });
    renameAcross(built, program);
    writeFileSync(`${program}.stamp`, stamp);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return program;
}

/**
 * Builds the parser's fuzz driver with the sanitizers into `folder`.
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function buildFuzzer(folder) {
  const program = path.join(folder, 'requests');
  const sources = ['fuzz/requests.c', 'src/request.c', 'src/wire.c', 'src/fault.c'].map((name) => path.join(HERE, name));
  await compile(process.env.CC ?? 'cc', [...SANITIZED, `-I${path.join(HERE, 'src')}`, ...sources, '-o', program]);
  return program;
}

function sourceFiles() {
  return readdirSync(path.join(HERE, 'src'))
    .filter((name) => name.endsWith('.c'))
    .sort();
}

function hashSources(extra) {
  const hash = createHash('sha256')
    .update(JSON.stringify(extra))
    .update(readFileSync(fileURLToPath(import.meta.url)));
  for (const folder of ['src', 'seccomp'])
    for (const name of readdirSync(path.join(HERE, folder)).sort()) hash.update(name).update(readFileSync(path.join(HERE, folder, name)));
  return hash.digest('hex');
}

function readStamp(program) {
  return existsSync(`${program}.stamp`) ? readFileSync(`${program}.stamp`, 'utf8') : '';
}

async function requireCompiler(compiler) {
  try {
    await run(compiler, ['--version']);
  } catch (cause) {
    throw new Error(
      `The native launcher needs a C compiler and none was found (tried "${compiler}"). Install one, e.g. on Debian or Ubuntu: ` +
        'apt-get install gcc libc6-dev; on Fedora: dnf install gcc glibc-static; on Alpine: apk add gcc musl-dev linux-headers.',
      { cause },
    );
  }
}

async function compileAll({ compiler, work, sanitize }) {
  const flags = sanitize ? SANITIZED : RELEASE;
  const generated = path.join(work, 'seccomp_data.c');
  writeFileSync(generated, await seccompData(compiler));
  const sources = [generated, ...sourceFiles().map((name) => path.join(HERE, 'src', name))];
  const objects = await eachInParallel(sources, async (source) => {
    const object = path.join(work, `${path.basename(source, '.c')}.o`);
    await compile(compiler, [...flags, `-I${path.join(HERE, 'src')}`, '-c', source, '-o', object]);
    return object;
  });
  return link({ compiler, work, objects, flags, variants: sanitize ? [[]] : LINKED });
}

async function eachInParallel(items, work) {
  const results = new Array(items.length);
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return results;
}

async function compile(compiler, args) {
  try {
    await run(compiler, args);
  } catch (error) {
    throw new Error(`The native launcher does not compile:\n${error.stderr || error.message}`, { cause: error });
  }
}

/** A fully static program starts fastest and needs nothing of the machine it runs on; not every machine can link one. */
async function link({ compiler, work, objects, flags, variants }) {
  const program = path.join(work, 'codearena-launcher');
  let failure;
  for (const variant of variants) {
    try {
      await run(compiler, [...flags, ...variant, ...objects, '-o', program]);
      return program;
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`The native launcher does not link:\n${failure.stderr || failure.message}`, { cause: failure });
}

/** The profiles as text, and every system call's name and number as this machine's headers know them. */
async function seccompData(compiler) {
  const { stdout } = await run(compiler, ['-E', '-dM', '-include', 'sys/syscall.h', '-x', 'c', '/dev/null'], { maxBuffer: 1 << 24 });
  const names = [...stdout.matchAll(/^#define __NR_([a-z0-9_]+) /gm)].map(([, name]) => name).sort();
  const calls = names.map((name) => `  {"${name}", __NR_${name}},`);
  const profiles = PROFILES.map((name) => `  ${JSON.stringify(readFileSync(path.join(HERE, 'seccomp', `${name}.list`), 'utf8'))},`);
  return [
    '#include "seccomp_data.h"',
    '#include <sys/syscall.h>',
    'const struct known_call KNOWN_CALLS[] = {',
    ...calls,
    '};',
    'const size_t KNOWN_CALL_COUNT = sizeof KNOWN_CALLS / sizeof *KNOWN_CALLS;',
    'const char *const PROFILE_TEXTS[] = {',
    ...profiles,
    '};',
    '',
  ].join('\n');
}

/** Over another file system too, and never half-written: a launcher that runs keeps its old file. */
function renameAcross(from, to) {
  const beside = `${to}.${process.pid}.new`;
  writeFileSync(beside, readFileSync(from), { mode: 0o755 });
  renameSync(beside, to);
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const program = await buildLauncher({ sanitize: process.argv.includes('--sanitize') });
  process.stdout.write(`${program}\n`);
}
