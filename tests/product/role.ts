import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { below, readProcess } from './processes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RESTART_AFTER_MS = 300;
const STOP_TIMEOUT_MS = 30_000;

/** One process of the product with all below it, started again whenever it ends, as a service manager does. */
export type Role = {
  name: string;
  /** The process that was started, then what runs below it. Empty while it is down. */
  pids(): number[];
  /** The Node.js process, below the launcher. */
  nodePid(): number | undefined;
  launcherPid(): number | undefined;
  /** Every launcher that this role ever had. */
  launchers: Set<number>;
  terminate(): void;
  /** Ends it for good as a service manager does; answers its exit code, or what became of it. */
  stop(): Promise<number | string>;
};

/** `root`: of the version to run; this one by default. */
export function keepRunning(name: string, command: string, environment: Record<string, string>, logFile: string, root = ROOT): Role {
  const log = createWriteStream(logFile, { flags: 'a' });
  const launchers = new Set<number>();
  let child: ChildProcess | undefined;
  let stopping = false;

  const start = (): void => {
    if (stopping) return;
    child = launch(root, command, environment, log);
    if (child.pid !== undefined) launchers.add(child.pid);
    child.once('exit', (code, signal) => {
      log.write(`-- ended: ${signal ?? code}\n`);
      setTimeout(start, RESTART_AFTER_MS);
    });
  };
  start();

  const alive = (): number | undefined => (child?.exitCode === null && child.signalCode === null ? child.pid : undefined);
  const pids = (): number[] => {
    const top = alive();
    return top === undefined ? [] : [top, ...below(top)];
  };
  return {
    name,
    pids,
    launchers,
    launcherPid: alive,
    nodePid: () => pids().find((pid) => isNode(pid)),
    terminate: () => void child?.kill('SIGTERM'),
    async stop() {
      stopping = true;
      const running = child;
      if (alive() === undefined || !running) return 'was not running';
      const exited = new Promise<number | string>((resolve) => running.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown')));
      running.kill('SIGTERM');
      const ended = await Promise.race([exited, sleep(STOP_TIMEOUT_MS, 'did not stop', { ref: false })]);
      log.end();
      return ended;
    },
  };
}

function launch(root: string, command: string, environment: Record<string, string>, log: WriteStream): ChildProcess {
  const child = spawn(path.join(root, 'bin/codearena'), [command], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  return child;
}

function isNode(pid: number): boolean {
  return /\0[^\0]*codearena\.mjs\0/.test(readProcess(String(pid), 'cmdline')) && !readProcess(String(pid), 'comm').startsWith('codearena-');
}
