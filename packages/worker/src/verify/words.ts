import type { SubmissionReport } from './report.ts';

/** Why a submission was skipped or what is surprising about it, in lines; nothing where all is as expected. */
export function reasonsOf(submission: SubmissionReport): string[] {
  if (submission.result === 'expected') return [];
  const where = submission.failedTest === null ? '' : `${submission.failedTest}: `;
  const asked = submission.unmet.filter((words) => !words.startsWith('got '));
  const reason = submission.reason ?? (asked.length === 0 ? 'unexpected' : null);
  return [...(reason === null ? [] : [`${where}${reason}`]), ...asked];
}

/** What it must get; what is called a runtime error may be any of three. */
export function expectedWords({ expected }: SubmissionReport, or: string): string {
  const runtimeError = ['Runtime Error', 'Memory Limit Exceeded', 'Output Limit Exceeded'];
  return expected?.join(or).replace(runtimeError.join(or), 'Runtime Error') ?? 'anything';
}
