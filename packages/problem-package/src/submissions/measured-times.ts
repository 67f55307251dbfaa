import type { MeasuredTime } from '../time-limit.ts';
import { matchesGlob } from './glob.ts';
import type { JurySubmission } from './submissions.ts';

/**
 * What a submission says about the time limit: the slowest of the tests to which each of its requirements applies. `timeMs` is
 * the CPU time of a test, `timeMultiplier` that of the submission's language, by which its limit is longer.
 */
export function measuredTimes(submission: JurySubmission, tests: readonly { name: string; timeMs: number }[], timeMultiplier: number): MeasuredTime[] {
  const { path, requirements, timeLimit } = submission;
  const bounds = requirements.length === 0 ? [{ tests: null, timeLimit }] : requirements;
  return bounds.flatMap(({ tests: pattern, timeLimit: bound }) => {
    const times = tests.filter((test) => pattern === null || matchesGlob(pattern, test.name)).map((test) => test.timeMs / timeMultiplier);
    return bound === null || times.length === 0 ? [] : [{ path, bound, slowestMs: Math.max(...times) }];
  });
}
