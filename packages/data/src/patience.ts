import { setTimeout as sleep } from 'node:timers/promises';
import { CodeArenaError } from '@codearena/core';
import type { Logger } from './logger.ts';

const RETRY_MS = 500;
const REPEAT_EVERY = 10;

export type Waiting = { name: string; logger: Logger; signal?: AbortSignal };

/** For the start of a process: waits for a service that is not there yet, and says so, rather than end and be started again. */
export async function waitFor(check: () => Promise<unknown>, { name, logger, signal }: Waiting): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await check();
      if (tries > 0) logger.info({}, `The ${name} answers`);
      return;
    } catch (error) {
      if (!(error instanceof CodeArenaError) || error.code !== 'unavailable') throw error;
      if (tries % REPEAT_EVERY === 0) logger.warn({ reason: reasonOf(error) }, `Waiting for the ${name}`);
      await sleep(RETRY_MS, undefined, { signal });
    }
  }
}

function reasonOf(error: CodeArenaError): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
