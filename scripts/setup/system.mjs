// What set-up needs of the operating system: Debian packages where they may be installed, and the service's user.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const SERVICE_USER = 'codearena';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READABLE = 0o055;

export function missingNodeVersion(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19) ? null : `Node.js ${version} is too old; CodeArena needs 20.19 or newer.`;
}

export function isRoot() {
  return process.getuid?.() === 0;
}

export function onPath(program) {
  return (process.env.PATH ?? '').split(':').some((directory) => directory !== '' && existsSync(path.join(directory, program)));
}

function mayInstallPackages() {
  return isRoot() && onPath('apt-get') && process.env.CODEARENA_NO_APT !== '1';
}

/**
 * Installs Debian packages, saying so. Answers false where it may not (not root, no apt-get, CODEARENA_NO_APT=1) or
 * where apt-get failed; the caller then says what is missing and goes on, or stops if it cannot.
 */
export function installPackages(packages, reason) {
  if (!mayInstallPackages()) return false;
  process.stdout.write(`  installing Debian packages ${packages.join(' ')} (${reason}; CODEARENA_NO_APT=1 prevents this)\n`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => spawnSync('apt-get', ['-q', '-o', 'Dpkg::Use-Pty=0', ...args], { env: environment, encoding: 'utf8' });
  let result = apt('install', '-y', '--no-install-recommends', ...packages);
  if (result.status !== 0) {
    apt('update');
    result = apt('install', '-y', '--no-install-recommends', ...packages);
  }
  if (result.status !== 0) process.stdout.write(`  apt-get could not install them: ${lastLine(result.stderr)}\n`);
  return result.status === 0;
}

function lastLine(text) {
  return (text ?? '').trim().split('\n').at(-1) ?? '';
}

/** Started as root, everything but the launcher runs as this user; it owns the data directory. */
export function ensureServiceUser() {
  if (!isRoot()) return;
  if (spawnSync('id', ['-u', SERVICE_USER]).status !== 0) {
    process.stdout.write(`  creating the system user "${SERVICE_USER}" that the service will run as\n`);
    execFileSync('useradd', ['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin', SERVICE_USER]);
  }
  openToOthers(ROOT);
  const directory = path.resolve(process.env.DATA_DIR ?? '.codearena');
  mkdirSync(directory, { recursive: true, mode: 0o750 });
  giveTo(directory, idOf('-u'), idOf('-g'));
}

/** A clone in a directory that was there before, such as one of mktemp, is as closed as that was; git makes them readable. */
export function openToOthers(directory) {
  const { mode } = statSync(directory);
  if ((mode & READABLE) === READABLE) return;
  process.stdout.write(`  making ${directory} readable for the user "${SERVICE_USER}" (chmod go+rx)\n`);
  chmodSync(directory, (mode & 0o7777) | READABLE);
}

function idOf(flag) {
  return Number(execFileSync('id', [flag, SERVICE_USER], { encoding: 'utf8' }));
}

/** Whole tree, only when its top still belongs to somebody else: an installation that was first used by another user. */
function giveTo(directory, uid, gid) {
  if (statSync(directory).uid === uid) return;
  chownSync(directory, uid, gid);
  for (const entry of readdirSync(directory, { withFileTypes: true, recursive: true })) lchownSync(path.join(entry.parentPath, entry.name), uid, gid);
}
