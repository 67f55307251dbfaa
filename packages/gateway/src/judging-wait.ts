import type { EventBus } from '@codearena/core';

export type JudgingWait = {
  bus: EventBus;
  timeoutMs?: number;
  /** The bus may lose an event; the store never does, so it is asked again this often. */
  recheckMs?: number;
  onError: (error: unknown) => void;
};

/**
 * Waits until a submission or run has ended and gives what is stored of it; null when it has not ended in time or `gone` is aborted.
 * Never throws: what is waited for was accepted, and an error would tell the client that it was not.
 */
export async function waitUntilEnded<T>(wait: JudgingWait, id: string, gone: AbortSignal, findEnded: () => Promise<T | null>): Promise<T | null> {
  try {
    return await listenAndLook(wait, id, gone, findEnded);
  } catch (error) {
    wait.onError(error);
    return null;
  }
}

/** Subscribes first and looks second, so that an end in between is not missed. */
async function listenAndLook<T>(wait: JudgingWait, id: string, gone: AbortSignal, findEnded: () => Promise<T | null>): Promise<T | null> {
  const deadline = performance.now() + (wait.timeoutMs ?? 30_000);
  const bell = createBell(gone);
  const unsubscribe = await wait.bus
    .subscribe(id, (event) => {
      if (event.event === 'submission_completed') bell.ring();
    })
    .catch(wait.onError);
  try {
    for (;;) {
      const ended = await findEnded();
      const left = deadline - performance.now();
      if (ended !== null || left <= 0 || gone.aborted) return ended;
      await bell.heard(Math.min(left, wait.recheckMs ?? 3_000));
    }
  } finally {
    bell.remove();
    await unsubscribe?.();
  }
}

/** Remembers a ring that nobody was waiting for yet. */
function createBell(gone: AbortSignal) {
  let rung = false;
  let wake: (() => void) | null = null;
  const ring = () => {
    rung = true;
    wake?.();
  };
  gone.addEventListener('abort', ring);
  return {
    ring,
    remove: () => gone.removeEventListener('abort', ring),
    async heard(timeoutMs: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}
