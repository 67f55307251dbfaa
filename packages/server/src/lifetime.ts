import type { Logger } from 'pino';

/**
 * What a main has opened, released last first: on a signal, at the end, and also when the start itself fails half-way.
 * Each release gets its turn even when an earlier one failed.
 */
export type Lifetime = {
  /** Registers how to release what was just opened. */
  onEnd(name: string, release: () => unknown): void;
  end(): Promise<void>;
};

export function createLifetime(logger: Logger): Lifetime {
  const releases: { name: string; release: () => unknown }[] = [];
  let ending: Promise<void> | undefined;
  return {
    onEnd(name, release) {
      releases.push({ name, release });
      // Opened while everything is being closed: it must not stay behind.
      if (ending) ending = ending.then(() => releaseAll(releases, logger));
    },
    end: () => (ending ??= releaseAll(releases, logger)),
  };
}

async function releaseAll(releases: { name: string; release: () => unknown }[], logger: Logger): Promise<void> {
  for (const { name, release } of releases.splice(0).toReversed()) {
    try {
      await release();
      logger.debug({ part: name }, 'stopped');
    } catch (error) {
      logger.error({ err: error, part: name }, 'could not stop cleanly');
    }
  }
}

/** Runs a service: `start` opens it, then it lives until SIGINT or SIGTERM; a second signal does not wait any longer. */
export async function live(logger: Logger, start: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  const lifetime = createLifetime(logger);
  const signalled = nextSignal();
  try {
    await Promise.race([start(lifetime), signalled]);
    await signalled;
  } finally {
    void nextSignal().then(() => process.exit(1));
    await lifetime.end();
  }
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
  });
}
