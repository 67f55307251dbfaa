import { setTimeout as sleep } from 'node:timers/promises';
import {
  MAX_ATTEMPTS,
  SandboxFault,
  type EventBus,
  type JudgingStore,
  type Outcome,
  type QueueItem,
  type SubmissionRecovery,
  type Work,
} from '@codearena/core';
import type { Judge } from '../judging/judge.ts';
import type { Logger } from '../logger.ts';
import type { WorkerMetrics } from '../metrics.ts';
import type { Announcer } from './announcer.ts';
import { keepLease, LEASE_MS, LeaseLost, type Lease } from './lease.ts';
import type { Pace } from './pace.ts';
import { completedEvent, finalStatus, judgeError } from './outcomes.ts';
import { createProgressWriter, publishAll, type ProgressWriter } from './progress.ts';
import { timed, type Stopwatch } from './stopwatch.ts';

/*
 * One attempt at one submission: claim it, judge it, store the verdict, announce it. Every write carries the claim, so an
 * attempt that has become an older one can do no harm; it stops as soon as it knows. What fails for a reason of ours is
 * given back to be tried again later, here or on another worker, and becomes a Judge Error when that keeps happening.
 */
export type AttemptParts = {
  workerId: string;
  judging: JudgingStore;
  recovery: SubmissionRecovery;
  bus: EventBus;
  judge: Judge;
  announcer: Announcer;
  pace: Pace;
  metrics: WorkerMetrics;
  logger: Logger;
};

const FIRST_RETRY_MS = 500;
/** A verdict that is known is worth some patience with the database. */
const STORE_AGAIN_AFTER_MS = [200, 1_000, 3_000];

/** The worker is being stopped: the submission goes back untouched. */
export class Draining extends Error {
  constructor() {
    super('the worker is stopping');
    this.name = 'Draining';
  }
}

type Attempt = { work: Work; lease: Lease; progress: ProgressWriter; stopwatch: Stopwatch; logger: Logger };

/** Never rejects for a reason that concerns this submission alone. */
export async function attempt(parts: AttemptParts, item: QueueItem, draining: AbortSignal): Promise<void> {
  const claimedAt = performance.now();
  const work = await parts.judging.claim(item.id, parts.workerId, LEASE_MS);
  if (work === null) return;
  const { claim } = work;
  const logger = parts.logger.child({ submissionId: claim.id, requestId: work.requestId, attempt: claim.attempt });
  const lease = keepLease(parts.judging, claim, claimedAt, logger);
  const superseded = () => lease.lose('it was given to another attempt');
  const progress = createProgressWriter({ store: parts.judging, bus: parts.bus, claim, logger, onSuperseded: superseded });
  const stopwatch = timed(progress.observer, work.language, parts.metrics, claimedAt);
  parts.metrics.active.inc();
  try {
    await judgeAndFinish(parts, { work, lease, progress, stopwatch, logger }, draining);
    parts.pace.note(performance.now() - claimedAt);
  } finally {
    lease.stop();
    parts.metrics.active.dec();
  }
}

async function judgeAndFinish(parts: AttemptParts, attempted: Attempt, draining: AbortSignal): Promise<void> {
  const { work, lease, stopwatch } = attempted;
  if (work.claim.attempt === 1) parts.metrics.waiting.observe({ kind: work.kind }, (Date.now() - work.createdAt.getTime()) / 1000);
  try {
    const outcome = await parts.judge.judge(work, stopwatch.observer, AbortSignal.any([lease.signal, draining]));
    stopwatch.end();
    await finish(parts, attempted, outcome);
  } catch (error) {
    await giveUp(parts, attempted, error);
  }
}

async function finish(parts: AttemptParts, { work, lease, progress, stopwatch, logger }: Attempt, outcome: Outcome, fault?: string): Promise<void> {
  const unpublished = await progress.close();
  const sequence = progress.nextSequence();
  const stored = await withPatience(lease.signal, () => parts.judging.finish(work.claim, outcome, sequence, fault));
  if (!stored) throw new LeaseLost('another attempt was first');
  const verdict = finalStatus(outcome);
  parts.metrics.verdicts.inc({ language: work.language, verdict });
  logger.info({ verdict, language: work.language, took: stopwatch.took() }, 'judged');
  if (outcome.kind === 'submission' && outcome.complaints.length > 0) {
    logger.error({ problem: work.kind === 'submission' ? work.problem.slug : null, complaints: outcome.complaints }, 'a program of the problem failed');
  }
  await publishAll(parts.bus, unpublished, logger);
  await parts.announcer.announce(completedEvent(work.claim, outcome, sequence));
}

async function giveUp(parts: AttemptParts, attempted: Attempt, error: unknown): Promise<void> {
  const { work, progress, logger } = attempted;
  await progress.close();
  if (error instanceof LeaseLost) return logger.warn({ err: error }, 'gave up judging');
  if (error instanceof Draining) return giveBack(parts, attempted, { delayMs: 0 });
  if (error instanceof SandboxFault) parts.metrics.sandboxFailures.inc({ step: error.step });
  logger.error({ err: error }, 'judging failed for a reason of ours');
  const fault = describeFault(error);
  if (work.tries < MAX_ATTEMPTS) return giveBack(parts, attempted, { delayMs: retryDelay(work), fault });
  await finish(parts, attempted, judgeError(work.kind), fault).catch((failure: unknown) =>
    logger.error({ err: failure }, 'the Judge Error could not be stored'),
  );
}

/** Where even that fails, the lease runs out and the sweeper finds it. */
async function giveBack(
  parts: AttemptParts,
  { work, lease, progress, logger }: Attempt,
  { delayMs, fault }: { delayMs: number; fault?: string },
): Promise<void> {
  const sequence = progress.nextSequence();
  parts.metrics.retries.inc();
  try {
    const released = await withPatience(lease.signal, () => parts.judging.release(work.claim, delayMs, sequence, fault));
    if (!released) return;
    await publishAll(parts.bus, [{ event: 'submission_status', payload: { submissionId: work.claim.id, status: 'Queued', sequence } }], logger);
  } catch (error) {
    logger.error({ err: error }, 'could not be given back; its lease will run out');
  }
}

function retryDelay({ tries }: Work): number {
  return FIRST_RETRY_MS * 2 ** (tries - 1);
}

/** For operators: the step that failed, where it is known. */
function describeFault(error: unknown): string {
  if (error instanceof SandboxFault) return [error.step, error.message, error.errno].filter(Boolean).join(': ');
  return error instanceof Error ? error.message : String(error);
}

/** Tries a write again as long as the lease stands. */
async function withPatience<Result>(signal: AbortSignal, write: () => Promise<Result>): Promise<Result> {
  for (const delayMs of STORE_AGAIN_AFTER_MS) {
    try {
      return await write();
    } catch {
      await sleep(delayMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
  return write();
}
