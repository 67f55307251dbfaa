import type { Box, Sandbox } from '@codearena/core';

/**
 * Waits for a box, lends it and closes it, whatever happens. When `signal` aborts, the box is closed under the program
 * that runs in it, and what is thrown is the signal's reason rather than the fault that follows from it.
 */
export async function withBox<Result>(sandbox: Sandbox, signal: AbortSignal | undefined, use: (box: Box) => Promise<Result>): Promise<Result> {
  const box = await sandbox.open(signal ? { signal } : {});
  // A failure to close is told by the second call below.
  const abandon = () => void box.close().catch(() => {});
  signal?.addEventListener('abort', abandon, { once: true });
  try {
    signal?.throwIfAborted();
    const result = await use(box);
    signal?.throwIfAborted();
    return result;
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  } finally {
    signal?.removeEventListener('abort', abandon);
    await box.close();
  }
}
