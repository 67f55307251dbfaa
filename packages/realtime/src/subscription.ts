import { isLastWord, isRunFinal, UNSCORED, type Submission, type SubmissionEvent, type SubscriptionState } from '@codearena/contracts';
import type { Channels } from './channels.ts';
import type { Turns } from './turns.ts';

export type SubscriptionOptions = {
  id: string;
  channels: Channels;
  /** When the bus has been away, all want to ask the store at once. */
  takeTurns: Turns;
  /** The state as stored, if the viewer may see it. */
  load: () => Promise<SubscriptionState | null>;
  /** Must not throw. */
  deliver: (event: SubmissionEvent) => void;
  onEnd: () => void;
  onError: (error: unknown) => void;
  /** After so much silence the store is asked: the bus may have lost something. */
  quietMs?: number;
};

export type Subscription = ReturnType<typeof createSubscription>;

/**
 * One client's view of one submission. Listens first and reads the state second, so that nothing falls between; what arrives
 * meanwhile is held back. Delivered are events newer than the acknowledged state, in order, up to the final one, once. A
 * Judge Error is not always the last word: whoever watches hears of it when it is judged again.
 */
export function createSubscription(options: SubscriptionOptions) {
  const { id, channels, takeTurns, load, deliver, onEnd, onError, quietMs = 20_000 } = options;
  let held: SubmissionEvent[] | null = [];
  let sequence = -1;
  let ended = false;
  let leave: (() => void) | null = null;
  let quiet: NodeJS.Timeout | undefined;

  async function start(acknowledge: (state: SubscriptionState | null) => void): Promise<void> {
    await joinChannel();
    const state = await load();
    if (state !== null) sequence = state.sequence;
    if (state === null || isLastWord(state.status)) end();
    acknowledge(state);
    const waiting = held ?? [];
    held = null;
    for (const event of waiting) forward(event);
    watchForSilence();
  }

  async function joinChannel(): Promise<void> {
    const leaveChannel = await channels.join(id, { receive, catchUp: () => void takeTurns(catchUp) });
    // Ended while joining: there was nothing to leave yet.
    if (ended) leaveChannel();
    else leave = leaveChannel;
  }

  function receive(event: SubmissionEvent): void {
    if (held === null) forward(event);
    else held.push(event);
  }

  function forward(event: SubmissionEvent): void {
    if (ended || event.payload.sequence <= sequence) return;
    sequence = event.payload.sequence;
    quiet?.refresh();
    deliver(event);
    if (event.event === 'submission_completed' && isLastWord(event.payload.status)) end();
  }

  function watchForSilence(): void {
    clearTimeout(quiet);
    if (ended) return;
    quiet = setTimeout(() => void catchUp(), quietMs);
    quiet.unref();
  }

  async function catchUp(): Promise<void> {
    if (ended) return;
    try {
      const state = await load();
      if (state !== null) receive(isRunFinal(state.status) ? completed(state) : { event: 'submission_status', payload: statusOf(state) });
    } catch (error) {
      onError(error);
    }
    watchForSilence();
  }

  function end(): void {
    if (ended) return;
    ended = true;
    clearTimeout(quiet);
    leave?.();
    onEnd();
  }

  return { start, end };
}

function statusOf({ submissionId, sequence, status }: SubscriptionState) {
  return { submissionId, sequence, status };
}

function completed(state: SubscriptionState): SubmissionEvent {
  const results = state.kind === 'submission' ? resultsOf(state) : { ...UNSCORED, testResults: [], executionTimeMs: state.timeMs };
  return { event: 'submission_completed', payload: { ...statusOf(state), ...results, memoryKb: state.memoryKb } };
}

function resultsOf({ score, maxScore, testResults, groupResults, executionTimeMs }: Submission) {
  return { score, maxScore, testResults, groupResults, executionTimeMs };
}
