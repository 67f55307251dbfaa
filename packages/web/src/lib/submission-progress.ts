import { isFinal, isLastWord, type Submission, type SubmissionEvent, type TestResult } from '@codearena/contracts';

/**
 * A submission's state comes by three roads (events, the answer to a subscription, polling) that overtake each other.
 * The sequence number decides: what is older than what we have is dropped.
 */
export function newerState<T extends { sequence: number }>(current: T | undefined, incoming: T): T {
  return current && current.sequence > incoming.sequence ? current : incoming;
}

export function applyEvent(state: Submission, { event, payload }: SubmissionEvent): Submission {
  if (payload.submissionId !== state.submissionId || payload.sequence <= state.sequence) return state;
  if (isLastWord(state.status)) return state;
  switch (event) {
    case 'submission_status':
      return applyStatus(state, payload);
    case 'submission_test':
      return {
        ...state,
        status: 'Running',
        verdict: null,
        sequence: payload.sequence,
        testsTotal: payload.total,
        testResults: withResult(state.testResults, payload.testResult),
      };
    case 'submission_completed':
      return applyCompletion(state, payload);
  }
}

type Payload<E extends SubmissionEvent['event']> = Extract<SubmissionEvent, { event: E }>['payload'];

/** Judging may start over (a worker died): going back to Queued or Compiling empties the strip. */
function applyStatus(state: Submission, { status, sequence }: Payload<'submission_status'>): Submission {
  if (status === 'Completed') return state;
  const startsOver = status === 'Queued' || status === 'Compiling';
  const verdict = isFinal(status) ? status : null;
  return { ...state, status, verdict, sequence, testResults: startsOver ? [] : state.testResults, ...(status === 'Queued' ? {} : { ahead: undefined }) };
}

function applyCompletion(state: Submission, payload: Payload<'submission_completed'>): Submission {
  const { submissionId: _, status, testResults, ...results } = payload;
  if (!isSubmissionVerdict(status)) return state;
  return { ...state, ...results, status, verdict: status, testResults: mergeDetails(state.testResults, testResults) };
}

function isSubmissionVerdict(status: Payload<'submission_completed'>['status']) {
  return status !== 'Completed' && isFinal(status);
}

function withResult(results: TestResult[], result: TestResult): TestResult[] {
  return [...results.filter((other) => other.index !== result.index), result].sort((a, b) => a.index - b.index);
}

/** The final list replaces what came before, yet keeps a sample's texts if only the earlier event carried them. */
function mergeDetails(earlier: TestResult[], final: TestResult[]): TestResult[] {
  const known = new Map(earlier.map((result) => [result.index, result]));
  return final.map((result) => ({ ...known.get(result.index), ...result }));
}
