import type { InstallationLimits, InstalledLanguage, Sandbox } from '@codearena/core';
import type { ProblemPackage } from '@codearena/problem-package';
import { shareParts } from '../judging/judge.ts';
import { limitWarnings, measureLimit } from './judged-submissions.ts';
import { verifySubmission } from './jury-submission.ts';
import { wantedLimits } from './package-judging.ts';

export type InferredLimit = { timeMs: number; warnings: string[] };

/** For a package that gives no time limit: measures the submissions that must be fast enough, one after another. */
export async function inferLimit(
  problem: ProblemPackage,
  installed: { sandbox: Sandbox; languages: ReadonlyMap<string, InstalledLanguage>; installation: InstallationLimits },
): Promise<InferredLimit> {
  const parts = shareParts({ ...installed, testData: problem.data });
  const { rule } = problem.timeLimit;
  const { installation } = installed;
  const wanted = wantedLimits(problem);
  const { lower, timeMs } = await measureLimit(problem, installation, (definition, submission) => verifySubmission(parts, definition, submission, wanted));
  return { timeMs, warnings: limitWarnings(rule, lower, installation) };
}
