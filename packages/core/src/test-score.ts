import { isPassed, type Verdict } from '@codearena/contracts';
import type { GroupRule } from './problem.ts';

/** What a validator wrote beside its verdict. */
export type ValidatorScores = { score: number | null; multiplier: number | null };
export const NO_SCORES: ValidatorScores = { score: null, multiplier: null };

/** `complaint`: the validator broke the rules of the format, so that the test cannot be scored. */
export type TestScore = { score: number | null } | { complaint: string };

/** A test's points by the rule of the group that it lies in; null where the group counts verdicts alone. */
export function scoreTest(rule: GroupRule, verdict: Verdict, said: ValidatorScores): TestScore {
  switch (rule.kind) {
    case 'pass-fail':
      return { score: null };
    case 'points':
      return pointsOf(rule, isPassed(verdict), said);
    case 'grader':
    case 'custom':
      return { score: said.score ?? (isPassed(verdict) ? rule.acceptScore : rule.rejectScore) };
    default:
      return rule satisfies never;
  }
}

/** "Scoring test cases" of format version 2025-09, judge errors included. */
function pointsOf(rule: Extract<GroupRule, { kind: 'points' }>, passed: boolean, { score, multiplier }: ValidatorScores): TestScore {
  if (!passed && (score !== null || multiplier !== null)) return { complaint: 'gave a score to an output that it did not accept' };
  if (score !== null && multiplier !== null) return { complaint: 'wrote both score.txt and score_multiplier.txt' };
  if (rule.aggregation === 'pass-fail') {
    return score === null && multiplier === null ? { score: null } : { complaint: 'gave a score in a group whose tests have none' };
  }
  if (!passed) return { score: 0 };
  return rule.testMaxScore === null ? unboundedScore(score, multiplier) : boundedScore(rule.testMaxScore, score, multiplier);
}

function unboundedScore(score: number | null, multiplier: number | null): TestScore {
  if (multiplier !== null) return { complaint: 'wrote score_multiplier.txt where there is no maximum to multiply' };
  if (score === null) return { complaint: 'wrote no score.txt where there is no maximum score' };
  return score < 0 ? { complaint: `gave the negative score ${score}` } : { score };
}

function boundedScore(most: number, score: number | null, multiplier: number | null): TestScore {
  if (multiplier !== null) {
    return multiplier < 0 || multiplier > 1 ? { complaint: `gave the multiplier ${multiplier}, which is not between 0 and 1` } : { score: most * multiplier };
  }
  if (score === null) return { score: most };
  return score < 0 || exceeds(score, most) ? { complaint: `gave the score ${score}, which is not between 0 and ${most}` } : { score };
}

/** Sums of thirds and the like come out a little over what they should be. */
export function exceeds(score: number, most: number): boolean {
  return score > most + 1e-9 * Math.max(1, Math.abs(most));
}
