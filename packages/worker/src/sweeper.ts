import type { EventBus, SubmissionQueue, SubmissionRecovery } from '@codearena/core';
import type { Logger } from './logger.ts';

export type SweeperDeps = {
  recovery: SubmissionRecovery;
  queue: Pick<SubmissionQueue, 'add'>;
  bus: EventBus;
  logger: Logger;
  everyMs?: number;
};

export type Sweeper = { start(): void; stop(): Promise<void> };

const EVERY_MS = 1_000;
const BATCH = 100;
/** Younger ends are still being announced by the worker that stored them. */
const UNANNOUNCED_AFTER_MS = 3_000;

/**
 * Puts right what a lost job, a lost event or a dead worker left behind. Doing a thing twice does no harm, so every
 * worker runs one.
 */
export function createSweeper({ recovery, queue, bus, logger, everyMs = EVERY_MS }: SweeperDeps): Sweeper {
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let stopped = false;
  let failing = false;

  const sweep = async () => {
    try {
      await enqueueOverdue(recovery, queue);
      await announceForgotten(recovery, bus);
      failing = false;
    } catch (error) {
      // Told once, not every second of an outage.
      if (!failing) logger.warn({ err: error }, 'sweeping failed; it goes on when the services are back');
      failing = true;
    }
    schedule();
  };
  const begin = () => {
    sweeping = sweep();
  };
  const schedule = () => {
    // Now sooner, now later: of several sweepers not always the same is first, which may be one that cannot reach the queue.
    if (!stopped) timer = setTimeout(begin, everyMs * (0.5 + Math.random()));
  };
  return {
    start: schedule,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await sweeping;
    },
  };
}

async function enqueueOverdue(recovery: SubmissionRecovery, queue: Pick<SubmissionQueue, 'add'>): Promise<void> {
  for (const item of await recovery.findOverdue(BATCH)) await queue.add(item);
}

async function announceForgotten(recovery: SubmissionRecovery, bus: EventBus): Promise<void> {
  const announced: string[] = [];
  for (const id of await recovery.findUnannounced(UNANNOUNCED_AFTER_MS, BATCH)) {
    const event = await recovery.completedEvent(id);
    if (event) await bus.publish(event);
    announced.push(id);
  }
  if (announced.length > 0) await recovery.markAnnounced(announced);
}
