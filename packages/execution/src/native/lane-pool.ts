import { SandboxFault } from '@codearena/core';

export type LanePool = {
  /** The number of a lane that is the caller's until released; first come, first served. */
  acquire(signal?: AbortSignal): Promise<number>;
  release(lane: number): void;
  /** Nobody gets a lane any more. */
  close(): void;
};

type Waiter = { resolve: (lane: number) => void; reject: (error: unknown) => void };

export function createLanePool(lanes: number): LanePool {
  const free = Array.from({ length: lanes }, (_, lane) => lane);
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
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    async acquire(signal) {
      signal?.throwIfAborted();
      if (closed) throw stopped();
      const lane = free.shift();
      return lane ?? wait(signal);
    },
    release(lane) {
      const next = waiters.shift();
      if (next) next.resolve(lane);
      else free.push(lane);
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
