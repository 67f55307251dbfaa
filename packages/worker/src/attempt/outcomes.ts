import { UNSCORED, type SubmissionEvent } from '@codearena/contracts';
import { VERDICT_ALONE, type Claim, type Outcome, type Work } from '@codearena/core';

/** The last event of a submission or run. */
export function completedEvent(claim: Claim, outcome: Outcome, sequence: number): SubmissionEvent {
  const common = { submissionId: claim.id, sequence };
  const payload =
    outcome.kind === 'submission'
      ? {
          ...common,
          status: outcome.verdict,
          score: outcome.score,
          maxScore: outcome.maxScore,
          testResults: outcome.testResults,
          groupResults: outcome.groupResults,
          executionTimeMs: outcome.executionTimeMs,
          memoryKb: outcome.memoryKb,
        }
      : {
          ...common,
          status: outcome.status,
          ...UNSCORED,
          testResults: [],
          executionTimeMs: outcome.timeMs,
          memoryKb: outcome.memoryKb,
        };
  return { event: 'submission_completed', payload };
}

/** Ours, never the user's: given only when several attempts failed for reasons of ours. */
export function judgeError(kind: Work['kind']): Outcome {
  if (kind === 'submission') {
    return { kind, verdict: 'Judge Error', ...VERDICT_ALONE, testResults: [], compileOutput: null, executionTimeMs: null, memoryKb: null };
  }
  const nothing = { exitCode: null, signal: null, timeMs: null, wallMs: null, memoryKb: null, compileOutput: null };
  return { kind, status: 'Judge Error', stdout: '', stderr: '', stdoutTruncated: false, stderrTruncated: false, ...nothing };
}

export function finalStatus(outcome: Outcome): string {
  return outcome.kind === 'submission' ? outcome.verdict : outcome.status;
}
