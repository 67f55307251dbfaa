/**
 * A container engine for tests, apart from any that the machine has: started as root when the first test needs it,
 * shared by all test processes, stopped with the last of them. Its image is made from Debian packages.
 */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { buildLauncher } from '../launcher/program.ts';
import { createEngine } from './engine.ts';

export type BareTestEngine = {
  socketPath: string;
  pid: number;
  /** Ends the engine unless another process still uses it. */
  stop(): Promise<void>;
};
export type TestEngine = BareTestEngine & { image: string };

const execute = promisify(execFile);

const RUNNER = path.join(import.meta.dirname, '..', '..', '..', '..', 'deploy', 'runner');
const HOME = '/run/codearena-test-docker';
const DATA = '/var/lib/codearena-test-docker';
const SOCKET = path.join(HOME, 'docker.sock');
const PID_FILE = path.join(HOME, 'docker.pid');
const HOLDERS = path.join(HOME, 'holders');
const LOCK = path.join(HOME, 'lock');
/** A part of the runner's packages: what contract, attacks and bench need. */
const PACKAGES = 'gcc g++ libc6-dev python3 openjdk-17-jdk-headless nodejs';
const NEEDED = ['/usr/sbin/dockerd', '/usr/bin/docker', '/usr/sbin/debootstrap'];

/** Why there is no engine to test with, or null. For root in CI its absence is a failure, not a skip. */
export function dockerIsMissing(): string | null {
  if (process.getuid?.() !== 0) return 'only root can start a container engine';
  const absent = NEEDED.filter((file) => !existsSync(file));
  if (absent.length === 0) return null;
  const reason = `${absent.join(', ')} not found: apt-get install docker.io debootstrap`;
  if (process.env.CI === 'true') throw new Error(reason);
  return reason;
}

/** A first start builds the image, which takes minutes; later ones take a second. */
export async function startTestEngine(): Promise<TestEngine> {
  const engine = await startBareTestEngine();
  return { ...engine, image: await whileLocked(buildImage) };
}

/** Without the runner's image. */
export async function startBareTestEngine(): Promise<BareTestEngine> {
  await mkdir(HOLDERS, { recursive: true });
  await whileLocked(async () => {
    if (!(await answers())) await launch();
    await writeFile(path.join(HOLDERS, String(process.pid)), '');
  });
  return { socketPath: SOCKET, pid: Number(await readFile(PID_FILE, 'utf8')), stop: () => whileLocked(leave) };
}

async function leave(): Promise<void> {
  await rm(path.join(HOLDERS, String(process.pid)), { force: true });
  if ((await readdir(HOLDERS)).some((pid) => isAlive(Number(pid)))) return;
  await endEngine();
  await rm(HOLDERS, { recursive: true, force: true });
}

/** The machine's firewall is left alone: containers reach each other without it, and their published ports have a proxy. */
async function launch(): Promise<void> {
  await endEngine();
  for (const stale of [SOCKET, PID_FILE]) await rm(stale, { force: true });
  const log = openSync(path.join(HOME, 'log'), 'w');
  const places = ['--host', `unix://${SOCKET}`, '--data-root', DATA, '--exec-root', path.join(HOME, 'exec'), '--pidfile', PID_FILE];
  const group = ['--group', await serviceGroup()];
  const daemon = spawn('/usr/sbin/dockerd', ['--bridge=none', '--iptables=false', ...group, ...places], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  daemon.unref();
  for (let tries = 0; tries < 600; tries++) {
    if (await answers()) return;
    if (daemon.exitCode !== null) break;
    await sleep(100);
  }
  throw new Error(`The test engine did not start: ${(await readFile(path.join(HOME, 'log'), 'utf8')).slice(-2000)}`);
}

/** Who may speak to it beside root: the user that an installation started by root becomes. */
async function serviceGroup(): Promise<string> {
  return /^codearena:/m.test(await readFile('/etc/group', 'utf8')) ? 'codearena' : 'root';
}

async function endEngine(): Promise<void> {
  const pid = existsSync(PID_FILE) ? Number(await readFile(PID_FILE, 'utf8')) : 0;
  if (!(await isEngine(pid))) return;
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; tries < 300 && isAlive(pid); tries++) await sleep(100);
}

/** A stale file may name a process that is somebody else's by now. */
async function isEngine(pid: number): Promise<boolean> {
  if (!(pid > 0) || !isAlive(pid)) return false;
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(PID_FILE);
}

async function answers(): Promise<boolean> {
  const engine = createEngine(SOCKET);
  try {
    await engine.call('ask test engine', 'GET', '/version', { timeoutMs: 5_000 });
    return true;
  } catch {
    return false;
  } finally {
    engine.close();
  }
}

/** Named by what it is made of, so that neither an old one nor another clone's is taken. */
async function buildImage(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(await buildLauncher()));
  for (const file of ['Dockerfile', 'build-image.sh']) hash.update(await readFile(path.join(RUNNER, file)));
  const image = `codearena-runner-test:${hash.digest('hex').slice(0, 16)}`;
  const engine = createEngine(SOCKET);
  const found = await engine.call<{ Id?: string }>('look for image', 'GET', `/images/${image}/json`, { accept: [200, 404] });
  engine.close();
  if (found.Id) return image;
  const env = { ...process.env, DOCKER: '/usr/bin/docker', DOCKER_HOST: `unix://${SOCKET}` };
  await execute(path.join(RUNNER, 'build-image.sh'), ['--tag', image, '--packages', PACKAGES], { env, maxBuffer: 1 << 24 });
  return image;
}

async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  while (!(await takeLock())) await sleep(100);
  try {
    return await work();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

/** A directory, because making one succeeds for one process only; the lock of a dead process counts for nothing. */
async function takeLock(): Promise<boolean> {
  try {
    await mkdir(LOCK);
    await writeFile(path.join(LOCK, String(process.pid)), '');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = await readdir(LOCK).then(
      ([pid]) => Number(pid ?? process.pid),
      () => process.pid,
    );
    if (!isAlive(owner)) await rm(LOCK, { recursive: true, force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
