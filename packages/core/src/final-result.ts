import { isPassed, type Verdict } from '@codearena/contracts';
import type { Grade } from './group-grade.ts';
import type { GroupRule, ProblemDefinition } from './problem.ts';

export type FinalResult = { verdict: Verdict; score: number | null; maxScore: number | null };

/** The group whose score is the submission's: since 2023-07 samples earn nothing, before that the root's grader decides. */
export function scoredGroup({ groups }: ProblemDefinition): GroupRule {
  const secret = groups.find(({ name }) => name === 'secret')?.rule;
  if (secret?.kind === 'points') return secret;
  return groups.find(({ name }) => name === '')?.rule ?? secret ?? { kind: 'pass-fail' };
}

/** The best score that there can be, where there is one. */
export function bestScore(problem: ProblemDefinition): number | null {
  return problem.kind.scoring ? bestOf(scoredGroup(problem), problem.kind.objective) : null;
}

export function bestOf(rule: GroupRule, objective: 'max' | 'min'): number | null {
  switch (rule.kind) {
    case 'pass-fail':
      return null;
    case 'points':
      return rule.maxScore;
    case 'grader':
    case 'custom':
      return objective === 'max' ? rule.range.most : rule.range.least;
    default:
      return rule satisfies never;
  }
}

/**
 * What people are told. A scoring submission that earned something but not everything is `Partially Accepted`; one that
 * earned nothing is told the first thing that went wrong.
 */
export function finalResult(problem: ProblemDefinition, { verdict, score }: Grade): FinalResult {
  if (!problem.kind.scoring) return { verdict, score: null, maxScore: null };
  const maxScore = bestScore(problem);
  if (verdict === 'Judge Error') return { verdict, score: null, maxScore };
  if (scoredGroup(problem).kind === 'points') return { verdict: byPoints(verdict, score ?? 0, maxScore), score: score ?? 0, maxScore };
  if (!isPassed(verdict)) return { verdict, score: 0, maxScore };
  return { verdict: isBest(score ?? 0, maxScore, problem.kind.objective) ? 'Accepted' : 'Partially Accepted', score: score ?? 0, maxScore };
}

/** Of a submission or a group of a problem with points. */
export function byPoints(verdict: Verdict, score: number, maxScore: number | null): Verdict {
  if (maxScore !== null && isBest(score, maxScore, 'max')) return 'Accepted';
  if (isPassed(verdict)) return maxScore === null ? 'Accepted' : 'Partially Accepted';
  return score > 0 ? 'Partially Accepted' : verdict;
}

function isBest(score: number, best: number | null, objective: 'max' | 'min'): boolean {
  if (best === null) return true;
  const tolerance = 1e-9 * Math.max(1, Math.abs(best));
  return objective === 'max' ? score >= best - tolerance : score <= best + tolerance;
}
