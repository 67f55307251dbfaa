import { SandboxFault } from '@codearena/core';
import type { Container } from './container.ts';

/** Containers created and started ahead. Each is handed out once and never comes back. */
export type ContainerPool = {
  /** Begins to fill; resolves when the first one is there. */
  start(): Promise<void>;
  take(signal?: AbortSignal): Promise<Container>;
  /** Removes a container in the background. */
  discard(container: Container): void;
  ready(): number;
  stop(): Promise<void>;
};

export type ContainerPoolOptions = {
  create: () => Promise<Container>;
  /** How many stand ready. */
  size: number;
  /** How many may be in the making or in removal at once: each costs the machine a core for a while. */
  budget: number;
  logger?: { warn(details: object, message: string): void };
};

type Taker = { resolve: (container: Container) => void; reject: (error: unknown) => void };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export function createContainerPool({ create, size, budget, logger }: ContainerPoolOptions): ContainerPool {
  const ready: Container[] = [];
  const takers: Taker[] = [];
  const work = new Set<Promise<void>>();
  const ended = new AbortController();
  let making = 0;
  let pauseMs = 0;
  let retry: NodeJS.Timeout | undefined;

  function track(job: Promise<void>): void {
    work.add(job);
    void job.finally(() => {
      work.delete(job);
      refill();
    });
  }

  /** Someone who waits comes before the budget: his container is for now, not for later. */
  function refill(): void {
    while (!ended.signal.aborted && making < wanted()) {
      making++;
      track(makeOne());
    }
  }

  function wanted(): number {
    if (retry) return takers.length;
    const ahead = Math.min(size - ready.length, budget - (work.size - making));
    return Math.max(takers.length, ahead);
  }

  async function makeOne(): Promise<void> {
    try {
      const container = await create();
      recover();
      deliver(container);
    } catch (error) {
      postpone();
      const taker = takers.shift();
      if (taker) taker.reject(error);
      else logger?.warn({ err: error, retryInMs: pauseMs }, 'A container for the pool could not be started');
    } finally {
      making--;
    }
  }

  /** While the engine fails, only those who wait make us ask it again before the pause is over. */
  function postpone(): void {
    pauseMs = Math.min(Math.max(FIRST_PAUSE_MS, pauseMs * 2), LONGEST_PAUSE_MS);
    clearTimeout(retry);
    retry = setTimeout(() => {
      retry = undefined;
      refill();
    }, pauseMs);
    retry.unref();
  }

  function recover(): void {
    pauseMs = 0;
    clearTimeout(retry);
    retry = undefined;
  }

  function deliver(container: Container): void {
    const taker = takers.shift();
    if (taker) taker.resolve(container);
    else if (ended.signal.aborted) discard(container);
    else ready.push(container);
  }

  /** Removal that fails is not the taker's trouble: what is left carries our label and is found by it later. */
  function discard(container: Container): void {
    track(container.remove().catch((error) => logger?.warn({ err: error, container: container.id }, 'A container could not be removed')));
  }

  function takeReady(): Container | undefined {
    for (let container = ready.shift(); container; container = ready.shift()) {
      if (container.connection.usable()) return container;
      discard(container);
    }
    return undefined;
  }

  function wait(signal: AbortSignal | undefined): Promise<Container> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        takers.splice(takers.indexOf(taker), 1);
        reject(signal?.reason);
      };
      const settle = (): void => signal?.removeEventListener('abort', leave);
      const taker: Taker = { resolve: (container) => (settle(), resolve(container)), reject: (error) => (settle(), reject(error)) };
      takers.push(taker);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  async function take(signal?: AbortSignal): Promise<Container> {
    signal?.throwIfAborted();
    if (ended.signal.aborted) throw stopped();
    const container = takeReady();
    const taken = container ? Promise.resolve(container) : wait(signal);
    refill();
    return taken;
  }

  async function makeFirst(): Promise<void> {
    making++;
    try {
      deliver(await create());
    } finally {
      making--;
    }
  }

  /** Unlike those that follow, the first one's failure is the caller's to know. */
  function start(): Promise<void> {
    if (ready.length > 0) return Promise.resolve();
    const first = makeFirst();
    track(first.catch(() => undefined));
    return first;
  }

  async function stop(): Promise<void> {
    ended.abort();
    clearTimeout(retry);
    for (const taker of takers.splice(0)) taker.reject(stopped());
    for (const container of ready.splice(0)) discard(container);
    while (work.size > 0) await Promise.all(work);
  }

  return { start, take, discard, ready: () => ready.length, stop };
}

function stopped(): SandboxFault {
  return new SandboxFault('open box', 'The sandbox is stopped');
}
