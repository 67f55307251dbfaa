import { CodeArenaError } from '@codearena/core';

/** A Redis that does not answer is worth another try; what it answers with an error is a defect of ours. */
export function rethrowRedis(error: unknown): never {
  if (error instanceof Error && error.name !== 'ReplyError') {
    throw new CodeArenaError('unavailable', 'Redis cannot be reached', { cause: error, retryAfterSeconds: 2 });
  }
  throw error;
}
