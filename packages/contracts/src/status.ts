import { z } from 'zod';

/** Where a submission is before it has a verdict, in the order it passes through. */
export const PENDING_STATUSES = ['Queued', 'Compiling', 'Running'] as const;

/** The outcome of a test and of a whole submission. `Judge Error` is always our fault, never the author's of the code. */
export const VERDICTS = [
  'Accepted',
  'Partially Accepted',
  'Wrong Answer',
  'Time Limit Exceeded',
  'Memory Limit Exceeded',
  'Output Limit Exceeded',
  'Runtime Error',
  'Compilation Error',
  'Judge Error',
] as const;

export const pendingStatusSchema = z.enum(PENDING_STATUSES);
export const verdictSchema = z.enum(VERDICTS);
export const statusSchema = z.enum([...PENDING_STATUSES, ...VERDICTS]);

/** Whether a test counts as passed: with all of its points, or some. */
export function isPassed(status: Status): boolean {
  return status === 'Accepted' || status === 'Partially Accepted';
}

export type PendingStatus = z.infer<typeof pendingStatusSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type Status = z.infer<typeof statusSchema>;

export function isFinal(status: Status): status is Verdict {
  return (VERDICTS as readonly string[]).includes(status);
}

/** A run with one's own input has no expected output, so it ends as `Completed` or as one of these verdicts. */
export const runStatusSchema = z.enum([...PENDING_STATUSES, 'Completed', ...VERDICTS]);
export type RunStatus = z.infer<typeof runStatusSchema>;

export function isRunFinal(status: RunStatus): boolean {
  return !(PENDING_STATUSES as readonly string[]).includes(status);
}

/** Whether nothing can follow any more. After a Judge Error something can: an operator may have it judged again. */
export function isLastWord(status: RunStatus): boolean {
  return isRunFinal(status) && status !== 'Judge Error';
}
