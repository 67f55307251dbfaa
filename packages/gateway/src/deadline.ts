import { CodeArenaError } from '@codearena/core';

/** Clients of queues and databases may wait for a reconnection without end; a request may not. */
export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new CodeArenaError('unavailable', `${what} did not answer in time`, { retryAfterSeconds: 5 })), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
