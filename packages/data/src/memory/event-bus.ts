import type { SubmissionEvent } from '@codearena/contracts';
import type { EventBus } from '@codearena/core';

type Listener = (event: SubmissionEvent) => void;

/** For one process: workers and watchers are in the same one. Ids come from clients: they are keys of a map, nothing else. */
export function createMemoryEventBus(): EventBus {
  const listeners = new Map<string, Set<Listener>>();
  return {
    async publish(event) {
      for (const listener of listeners.get(event.payload.submissionId) ?? []) listener(event);
    },
    async subscribe(submissionId, listener) {
      // Each subscription is its own, also of the same function.
      const own: Listener = (event) => listener(event);
      const here = listeners.get(submissionId) ?? new Set();
      listeners.set(submissionId, here.add(own));
      return async () => {
        here.delete(own);
        if (here.size === 0 && listeners.get(submissionId) === here) listeners.delete(submissionId);
      };
    },
    async close() {
      listeners.clear();
    },
  };
}
