import type { PendingStatus, SubmissionEvent, TestResult } from '@codearena/contracts';
import { sequenceOf, type Claim, type EventBus, type JudgingStore, type Progress } from '@codearena/core';
import type { JudgeObserver } from '../judging/submission-judge.ts';
import type { Logger } from '../logger.ts';

/** At most ten writes a second for one submission; the first waits a little, so that who is judged in a moment has one. */
const WRITE_EVERY_MS = 100;
const FIRST_AFTER_MS = 20;
const RETRY_AFTER_MS = 1_000;

export type ProgressWriter = {
  observer: JudgeObserver;
  nextSequence(): number;
  /** Writes nothing more; gives back the events whose writing was not reached, for after the end was stored. */
  close(): Promise<SubmissionEvent[]>;
};

export type ProgressParts = {
  store: Pick<JudgingStore, 'progress'>;
  bus: EventBus;
  claim: Claim;
  logger: Logger;
  /** The store says that this attempt is no longer the newest. */
  onSuperseded(): void;
};

type Pending = { change: Omit<Progress, 'sequence'>; events: SubmissionEvent[] };

/**
 * Stores what a judging reports and then announces it: database first, so that whoever asks after an event sees at least
 * what the event said. Reports between two writes go together. Judging never waits for this, and a write that fails is
 * tried again with the next: what counts is stored with the verdict anyway.
 */
export function createProgressWriter(parts: ProgressParts): ProgressWriter {
  const { claim } = parts;
  let count = 0;
  let total = 0;
  let pending: Pending = { change: {}, events: [] };
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let busy = false;
  let closed = false;
  let nextWriteAt = performance.now() + FIRST_AFTER_MS;

  const nextSequence = () => sequenceOf(claim.attempt, (count += 1));
  const schedule = () => {
    if (closed || busy || timer !== undefined || pending.events.length === 0) return;
    timer = setTimeout(begin, Math.max(0, nextWriteAt - performance.now()));
  };
  const begin = () => {
    timer = undefined;
    busy = true;
    writing = write();
  };
  const write = async () => {
    const taken = pending;
    pending = { change: {}, events: [] };
    nextWriteAt = performance.now() + WRITE_EVERY_MS;
    if (!(await store(parts, taken))) {
      pending = merge(taken, pending);
      nextWriteAt = performance.now() + RETRY_AFTER_MS;
    }
    busy = false;
    schedule();
  };
  const report = (change: Pending['change'], event: SubmissionEvent) => {
    pending = merge(pending, { change, events: [event] });
    schedule();
  };
  const reportStatus = (status: PendingStatus, change: Pending['change']) =>
    report({ ...change, status }, { event: 'submission_status', payload: { submissionId: claim.id, status, sequence: nextSequence() } });

  return {
    nextSequence,
    observer: {
      compiling: () => reportStatus('Compiling', {}),
      running(testsTotal) {
        total = testsTotal;
        reportStatus('Running', { testsTotal });
      },
      tested: (testResult) => report({ testResults: [testResult] }, testEvent(claim.id, testResult, total, nextSequence())),
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await writing;
      return pending.events;
    },
  };
}

/** Whether it need not be written again. */
async function store(parts: ProgressParts, { change, events }: Pending): Promise<boolean> {
  const sequence = events.at(-1)?.payload.sequence ?? 0;
  try {
    if (await parts.store.progress(parts.claim, { ...change, sequence })) await publishAll(parts.bus, events, parts.logger);
    else parts.onSuperseded();
    return true;
  } catch (error) {
    parts.logger.warn({ err: error }, 'progress could not be stored yet');
    return false;
  }
}

/** In order. Live events are best effort: who misses one sees the state when asking again. */
export async function publishAll(bus: EventBus, events: readonly SubmissionEvent[], logger: Logger): Promise<void> {
  const results = await Promise.allSettled(events.map((event) => bus.publish(event)));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) logger.warn({ err: failure.reason as unknown }, 'events could not be published');
}

function merge(earlier: Pending, later: Pending): Pending {
  const testResults = [...(earlier.change.testResults ?? []), ...(later.change.testResults ?? [])];
  return {
    change: { ...earlier.change, ...later.change, ...(testResults.length > 0 && { testResults }) },
    events: [...earlier.events, ...later.events],
  };
}

function testEvent(submissionId: string, testResult: TestResult, total: number, sequence: number): SubmissionEvent {
  return { event: 'submission_test', payload: { submissionId, testResult, done: testResult.index, total, sequence } };
}
