import type { Housekeeping } from '@codearena/core';
import type { Logger } from './logger.ts';

export type Housekeeper = { start(): void; stop(): Promise<void> };

const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 3_600_000;

/** Removes now and then what nobody needs any more. Every worker has one; doing it twice at once does no harm. */
export function createHousekeeper({ housekeeping, logger }: { housekeeping: Housekeeping; logger: Logger }): Housekeeper {
  let timer: NodeJS.Timeout | undefined;
  let tidying: Promise<void> = Promise.resolve();
  let stopped = false;
  const schedule = (delayMs: number): void => {
    if (!stopped) timer = setTimeout(begin, delayMs);
  };
  const begin = (): void => {
    tidying = tidy().finally(() => schedule(EVERY_MS));
  };
  const tidy = async (): Promise<void> => {
    try {
      const removed = await housekeeping.tidy();
      if (Object.values(removed).some((count) => count > 0)) logger.info({ removed }, 'removed what nobody needs any more');
    } catch (error) {
      logger.warn({ err: error }, 'housekeeping failed; it is tried again later');
    }
  };
  return {
    start: () => schedule(FIRST_AFTER_MS),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await tidying;
    },
  };
}
