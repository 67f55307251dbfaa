import type { Logger } from 'pino';
import type { Language } from '@codearena/contracts';
import { CodeArenaError, type QueueItem, type SubmissionQueue } from '@codearena/core';
import { within } from './deadline.ts';
import { freshWithin } from './fresh.ts';

const QUEUE_ANSWER_MS = 1_500;
const QUEUE_HEALTH_MS = 1_000;

export type AcceptanceOptions = {
  queue: SubmissionQueue;
  languages: () => Promise<Language[]>;
  maxSourceBytes: number;
  logger: Logger;
};

export type Acceptance = ReturnType<typeof createAcceptance>;

/**
 * What submissions and runs have in common on their way in.
 *
 * The queue is looked at before the row is written, so that nothing is accepted while it cannot be reached (503). Once the row is
 * committed the submission *is* accepted: should the queue fail in that moment, the answer stays 202, because the row alone says
 * that it must be judged and the recovery sweeper queues it again.
 */
export function createAcceptance(options: AcceptanceOptions) {
  const queueAnswers = freshWithin(QUEUE_HEALTH_MS, () => within(QUEUE_ANSWER_MS, 'The queue', options.queue.depth()));

  async function check(source: { language: string; code: string }): Promise<void> {
    checkSize(source.code, options.maxSourceBytes);
    await checkLanguage(source.language, await options.languages());
    await queueAnswers().catch((cause: unknown) => {
      throw new CodeArenaError('unavailable', 'The queue cannot be reached; nothing was accepted', { retryAfterSeconds: 5, cause });
    });
  }

  async function enqueue(item: QueueItem): Promise<void> {
    try {
      await within(QUEUE_ANSWER_MS, 'The queue', options.queue.add(item));
    } catch (err) {
      options.logger.warn({ err, submissionId: item.id, requestId: item.requestId }, 'accepted, but not queued yet: left to recovery');
    }
  }

  return { check, enqueue };
}

function checkSize(code: string, maxSourceBytes: number): void {
  const bytes = Buffer.byteLength(code);
  if (bytes > maxSourceBytes) throw new CodeArenaError('payload_too_large', `The source is ${bytes} bytes long; ${maxSourceBytes} are allowed`);
}

async function checkLanguage(language: string, offered: readonly Language[]): Promise<void> {
  if (offered.some(({ id }) => id === language)) return;
  if (offered.length === 0) throw new CodeArenaError('unavailable', 'No worker has reported its languages yet; nothing was accepted', { retryAfterSeconds: 5 });
  throw new CodeArenaError('unsupported_language', 'This language is not offered here', {
    errors: [{ path: 'language', message: `must be one of ${offered.map(({ id }) => id).join(', ')}` }],
  });
}
