import type { SubscriptionState } from '@codearena/contracts';
import type { SubmissionStore, Viewer } from '@codearena/core';

/** A submission or run as its subscribers see it; null when there is none of this id that the viewer may see. */
export async function findState(submissions: SubmissionStore, id: string, viewer: Viewer): Promise<SubscriptionState | null> {
  const submission = await submissions.findSubmission(id, viewer);
  if (submission !== null) return { kind: 'submission', ...submission };
  const run = await submissions.findRun(id, viewer);
  return run === null ? null : { kind: 'run', submissionId: run.runId, ...run };
}
