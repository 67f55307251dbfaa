import { EventEmitter } from 'node:events';
import type { SubmissionEvent } from '@codearena/contracts';
import type { EventBus } from '@codearena/core';
import { channelOf } from '../channel.ts';

/** For one process: workers and watchers are in the same one. */
export function createMemoryEventBus(): EventBus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    async publish(event) {
      emitter.emit(channelOf(event.payload.submissionId), event);
    },
    async subscribe(submissionId, listener: (event: SubmissionEvent) => void) {
      // Each subscription is its own, also of the same function.
      const own = (event: SubmissionEvent): void => listener(event);
      emitter.on(channelOf(submissionId), own);
      return async () => void emitter.off(channelOf(submissionId), own);
    },
    async close() {
      emitter.removeAllListeners();
    },
  };
}
