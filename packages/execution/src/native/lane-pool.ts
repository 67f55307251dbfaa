import { SandboxFault } from '@codearena/core';

export type LanePool = {
  /** The number of a lane that is the caller's until released; first come, first served. */
  acquire(signal?: AbortSignal): Promise<number>;
  /**
   * A lane that has been free for a while, so that it is not one between two callers; null where there is none. `onWanted` is
   * called when somebody waits for a lane.
   */
  acquireSpare(onWanted: () => void): number | null;
  release(lane: number): void;
  /** Nobody gets a lane any more. */
  close(): void;
};

/** Where work follows work, a lane is free for less. */
const RESTED_MS = 50;

type Waiter = { resolve: (lane: number) => void; reject: (error: unknown) => void };

export function createLanePool(lanes: number): LanePool {
  const free = Array.from({ length: lanes }, (_, lane) => ({ lane, since: performance.now() }));
  const spares = new Map<number, () => void>();
  const waiters: Waiter[] = [];
  let closed = false;

  function wait(signal: AbortSignal | undefined): Promise<number> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiters.splice(waiters.indexOf(waiter), 1);
        reject(signal?.reason);
      };
      const settle = (): void => signal?.removeEventListener('abort', leave);
      const waiter: Waiter = {
        resolve: (lane) => (settle(), resolve(lane)),
        reject: (error) => (settle(), reject(error)),
      };
      waiters.push(waiter);
      askForSpare();
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  function askForSpare(): void {
    const [spare] = spares;
    if (!spare) return;
    const [lane, onWanted] = spare;
    spares.delete(lane);
    onWanted();
  }

  return {
    async acquire(signal) {
      signal?.throwIfAborted();
      if (closed) throw stopped();
      return free.shift()?.lane ?? wait(signal);
    },
    acquireSpare(onWanted) {
      const at = closed ? -1 : free.findIndex(({ since }) => performance.now() - since >= RESTED_MS);
      const [taken] = at < 0 ? [] : free.splice(at, 1);
      if (!taken) return null;
      spares.set(taken.lane, onWanted);
      return taken.lane;
    },
    release(lane) {
      spares.delete(lane);
      const next = waiters.shift();
      if (next) next.resolve(lane);
      else free.push({ lane, since: performance.now() });
    },
    close() {
      closed = true;
      for (const waiter of waiters.splice(0)) waiter.reject(stopped());
    },
  };
}

function stopped(): SandboxFault {
  return new SandboxFault('open box', 'The sandbox is stopped');
}
