import { CodeArenaError } from '@codearena/core';

/**
 * A Redis that does not answer is worth another try, and one that answers that it can do nothing now; what else it
 * answers with an error is a defect of ours.
 */
export function rethrowRedis(error: unknown): never {
  if (!(error instanceof Error)) throw error;
  if (error.name !== 'ReplyError') throw new CodeArenaError('unavailable', 'Redis cannot be reached', { cause: error, retryAfterSeconds: 2 });
  if (NOT_NOW.has(error.message.split(' ', 1)[0] ?? '')) {
    throw new CodeArenaError('unavailable', 'Redis cannot do its work at the moment', { cause: error, retryAfterSeconds: 5 });
  }
  throw error;
}

/**
 * First words of answers that speak of the server's state and not of the command: it reads its files, has become a replica,
 * lacks a primary, replicas or nodes, has no room in memory or on the disk, or a script runs for too long.
 */
const NOT_NOW = new Set(['LOADING', 'READONLY', 'MASTERDOWN', 'NOREPLICAS', 'CLUSTERDOWN', 'TRYAGAIN', 'OOM', 'MISCONF', 'BUSY']);
