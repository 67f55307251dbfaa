import type { Logger } from 'pino';
import { ANSWER_LANGUAGE, filesOfSource, type Language, type Source, type SourceFile } from '@codearena/contracts';
import {
  CodeArenaError,
  type Creation,
  type CreationContext,
  type QueueItem,
  type SubmissionKind,
  type SubmissionQueue,
  type SubmissionStore,
} from '@codearena/core';
import { within } from './deadline.ts';
import { freshWithin } from './fresh.ts';
import { createQueueRoom } from './queue-room.ts';

const QUEUE_ANSWER_MS = 1_500;
const QUEUE_HEALTH_MS = 1_000;
/** A full queue empties by judging; asking more often would not make it faster. */
const FULL_RETRY_SECONDS = 10;

export type AcceptanceOptions = {
  submissions: Pick<SubmissionStore, 'countWaiting' | 'isRepetition'>;
  queue: SubmissionQueue;
  languages: () => Promise<Language[]>;
  maxSourceBytes: number;
  /** How many submissions and runs may wait. */
  queueLimit: number;
  logger: Logger;
};

export type Acceptance = ReturnType<typeof createAcceptance>;

type Sender = Pick<CreationContext, 'viewer' | 'idempotencyKey'>;

/**
 * What submissions and runs have in common on their way in.
 *
 * The queue is looked at before the row is written, so that nothing is accepted while it cannot be reached or is full (503). Once
 * the row is committed the submission *is* accepted: should the queue fail in that moment, the answer stays 202, because the row
 * alone says that it must be judged and the recovery sweeper queues it again. For the same reason the repetition of what was
 * accepted is answered whatever the state of the queue.
 */
export function createAcceptance(options: AcceptanceOptions) {
  const { submissions, queue, queueLimit } = options;
  const queueAnswers = freshWithin(QUEUE_HEALTH_MS, () => within(QUEUE_ANSWER_MS, 'The queue', queue.depth()));
  const room = createQueueRoom({ limit: queueLimit, countWaiting: (most) => submissions.countWaiting(most) });

  /** Before the rate limit, so that what is refused here costs nothing. */
  async function check(kind: SubmissionKind, source: Source & { language: string }, sender: Sender): Promise<void> {
    checkSize(filesOfSource(source), options.maxSourceBytes);
    // Whether the problem takes answers is for the store to say.
    if (kind === 'run' || source.language !== ANSWER_LANGUAGE) await checkLanguage(source.language, await options.languages());
    const obstacle = await findObstacle();
    if (obstacle !== null && !(await submissions.isRepetition(sender))) throw obstacle;
  }

  async function findObstacle(): Promise<CodeArenaError | null> {
    try {
      await queueAnswers();
    } catch (cause) {
      return new CodeArenaError('unavailable', 'The queue cannot be reached; nothing was accepted', { retryAfterSeconds: 5, cause });
    }
    return (await room.isFree()) ? null : queueIsFull();
  }

  function queueIsFull(): CodeArenaError {
    const message = `${queueLimit} submissions and runs are waiting already; nothing was accepted`;
    return new CodeArenaError('overloaded', message, { retryAfterSeconds: FULL_RETRY_SECONDS });
  }

  /** Creates it where there is room, and queues it. */
  async function accept(kind: SubmissionKind, context: CreationContext, create: () => Promise<Creation>): Promise<string> {
    const creation = (await room.enter(create, ({ created }) => created)) ?? (await repeat(context, create));
    const { requestId, viewer } = context;
    if (creation.created) await enqueue({ id: creation.id, kind, attempt: 1, turn: creation.turn, requestId, sessionId: viewer.sessionId });
    return creation.id;
  }

  async function repeat(context: CreationContext, create: () => Promise<Creation>): Promise<Creation> {
    if (await submissions.isRepetition(context)) return create();
    throw queueIsFull();
  }

  async function enqueue(item: QueueItem): Promise<void> {
    try {
      await within(QUEUE_ANSWER_MS, 'The queue', queue.add(item));
    } catch (err) {
      options.logger.warn({ err, submissionId: item.id, requestId: item.requestId }, 'accepted, but not queued yet: left to recovery');
    }
  }

  return { check, accept };
}

function checkSize(files: readonly SourceFile[], maxSourceBytes: number): void {
  const bytes = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  if (bytes > maxSourceBytes) throw new CodeArenaError('payload_too_large', `The source is ${bytes} bytes long; ${maxSourceBytes} are allowed`);
}

async function checkLanguage(language: string, offered: readonly Language[]): Promise<void> {
  if (offered.some(({ id }) => id === language)) return;
  if (offered.length === 0) throw new CodeArenaError('unavailable', 'No worker has reported its languages yet; nothing was accepted', { retryAfterSeconds: 5 });
  throw new CodeArenaError('unsupported_language', 'This language is not offered here', {
    errors: [{ path: 'language', message: `must be one of ${offered.map(({ id }) => id).join(', ')}` }],
  });
}
