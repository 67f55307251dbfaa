import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import { clearStalePostmasterFile } from './postmaster-file.ts';
import { startPostmaster, type Postmaster, type PostmasterOptions } from './postmaster.ts';

/** Keeps a server running until it is told to stop. */
export type Supervisor = { start(): Promise<void>; stop(): Promise<void> };

export type SupervisorOptions = Omit<PostmasterOptions, 'wrapper'> & {
  /** Default: `setpriv` where it exists. */
  wrapper: readonly string[] | undefined;
  logger: Logger;
};

const STOP_TIMEOUT_MS = 20_000;
const LONGEST_BACK_OFF_MS = 5_000;
const STABLE_MS = 60_000;

export function supervise({ logger, ...options }: SupervisorOptions): Supervisor {
  const stopping = new AbortController();
  let current: Postmaster | null = null;
  let restarts: Promise<void> = Promise.resolve();

  async function launch(): Promise<void> {
    await clearStalePostmasterFile(options.directory);
    current = await startPostmaster({ ...options, wrapper: options.wrapper ?? (await defaultWrapper()) });
  }

  async function restartWhenItDies(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted && current) {
      const since = Date.now();
      const reason = await current.exited;
      if (stopping.signal.aborted) return;
      if (Date.now() - since > STABLE_MS) failures = 0;
      logger.error({ reason }, 'PostgreSQL ended by itself; starting it again');
      failures = await relaunch(failures);
    }
  }

  /** Tries until it runs; answers how often it has died or failed lately. */
  async function relaunch(failures: number): Promise<number> {
    for (let tries = failures; ; tries++) {
      if (tries > 0) await pause(Math.min(LONGEST_BACK_OFF_MS, 50 * 2 ** tries), stopping.signal);
      if (stopping.signal.aborted) return tries;
      try {
        await launch();
        logger.info({}, 'PostgreSQL runs again');
        return tries + 1;
      } catch (error) {
        logger.error({ err: error }, 'PostgreSQL did not start; trying again');
      }
    }
  }

  return {
    async start() {
      await launch();
      restarts = restartWhenItDies();
    },
    async stop() {
      stopping.abort();
      await shutDown(current);
      await restarts;
      // A restart that was under way when we were told to stop.
      await shutDown(current);
    },
  };
}

/** Fast shutdown: connections are ended, a checkpoint is written. An immediate one if that takes too long; nothing committed is lost. */
async function shutDown(postmaster: Postmaster | null): Promise<void> {
  if (postmaster === null || postmaster.hasExited()) return;
  postmaster.kill('SIGINT');
  const patience = setTimeout(() => postmaster.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await postmaster.exited;
  clearTimeout(patience);
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

let setpriv: Promise<readonly string[]> | null = null;

function defaultWrapper(): Promise<readonly string[]> {
  setpriv ??= new Promise((resolve) => {
    execFile('setpriv', ['--pdeathsig', 'QUIT', 'true'], (error) => resolve(error ? [] : ['setpriv', '--pdeathsig', 'QUIT', '--']));
  });
  return setpriv;
}
