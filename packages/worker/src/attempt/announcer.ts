import type { SubmissionEvent } from '@codearena/contracts';
import type { EventBus, SubmissionRecovery } from '@codearena/core';
import type { Logger } from '../logger.ts';

const MARK_EVERY_MS = 200;

/**
 * Announces ended submissions and notes that they were: many in one write. What is published and not noted, because we
 * died in between, the sweeper announces again with the same sequence number, by which everyone knows it for the same.
 */
export type Announcer = {
  announce(event: SubmissionEvent): Promise<void>;
  stop(): Promise<void>;
};

export function createAnnouncer(recovery: Pick<SubmissionRecovery, 'markAnnounced'>, bus: EventBus, logger: Logger): Announcer {
  let announced: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let marking: Promise<void> = Promise.resolve();

  const mark = async () => {
    const ids = announced;
    announced = [];
    if (ids.length === 0) return;
    await recovery.markAnnounced(ids).catch((error: unknown) => logger.warn({ err: error }, 'announcements could not be noted'));
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    marking = marking.then(mark);
    return marking;
  };
  return {
    async announce(event) {
      try {
        await bus.publish(event);
      } catch (error) {
        logger.warn({ err: error }, 'the end could not be announced yet');
        return;
      }
      announced.push(event.payload.submissionId);
      timer ??= setTimeout(() => void flush(), MARK_EVERY_MS);
    },
    stop: flush,
  };
}
