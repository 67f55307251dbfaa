import type { Logger } from 'pino';
import { CodeArenaError, type EventBus, type JudgeErrorStore, type SubmissionQueue } from '@codearena/core';
import { within } from '../deadline.ts';

const QUEUE_ANSWER_MS = 1_500;

export type JudgeAgainOptions = { judgeErrors: JudgeErrorStore; queue: SubmissionQueue; bus: EventBus; logger: Logger };

/** Has a Judge Error judged again. Once the store says so it will be: a job that cannot be added now is added by the sweeper. */
export function createJudgeAgain({ judgeErrors, queue, bus, logger }: JudgeAgainOptions): (id: string) => Promise<void> {
  return async (id) => {
    const again = await judgeErrors.judgeAgain(id);
    if (again === null) throw new CodeArenaError('not_found', 'There is no such Judge Error: it ended otherwise, or is being judged again');
    logger.info({ submissionId: id }, 'an operator has it judged again');
    const event = { event: 'submission_status' as const, payload: { submissionId: id, status: 'Queued' as const, sequence: again.sequence } };
    await bus.publish(event).catch((err: unknown) => logger.warn({ err, submissionId: id }, 'that it is queued again could not be published'));
    await within(QUEUE_ANSWER_MS, 'The queue', queue.add(again.item)).catch((err: unknown) =>
      logger.warn({ err, submissionId: id }, 'to be judged again, but not queued yet: left to recovery'),
    );
  };
}
