import { isPassed, type Verdict } from '@codearena/contracts';
import type { GroupRule, LegacyScores } from './problem.ts';
import { exceeds } from './test-score.ts';

/** The result of a test or group as the group around it sees it. */
export type Grade = { verdict: Verdict; score: number | null };
export type GroupGrade = Grade | { complaint: string };

/**
 * A group's result from those of its tests and subgroups, in their order; `skipped` says that some were not judged.
 * Custom graders are programs: their answer goes through `checkRange` alone.
 */
export function gradeGroup(rule: Exclude<GroupRule, { kind: 'custom' }>, results: readonly Grade[], skipped: boolean): GroupGrade {
  switch (rule.kind) {
    case 'pass-fail':
      return { verdict: firstError(results), score: null };
    case 'points':
      return gradePoints(rule, results, skipped);
    case 'grader':
      return gradeLegacy(rule, results);
    default:
      return rule satisfies never;
  }
}

/** "Scoring test data groups" of format version 2025-09. */
function gradePoints(rule: Extract<GroupRule, { kind: 'points' }>, results: readonly Grade[], skipped: boolean): GroupGrade {
  const score = pointsOf(rule, results, skipped);
  if (rule.maxScore !== null && exceeds(score, rule.maxScore)) return { complaint: `the score ${score} is more than the maximum of ${rule.maxScore}` };
  return { verdict: firstError(results), score };
}

function pointsOf(rule: Extract<GroupRule, { kind: 'points' }>, results: readonly Grade[], skipped: boolean): number {
  const scores = results.map((result) => result.score ?? 0);
  switch (rule.aggregation) {
    case 'pass-fail':
      return !skipped && results.length > 0 && results.every((result) => isPassed(result.verdict)) ? (rule.maxScore ?? 0) : 0;
    case 'sum':
      return sum(scores);
    case 'min':
      return skipped || scores.length === 0 ? 0 : Math.min(...scores);
    default:
      return rule.aggregation satisfies never;
  }
}

/** "Default grader specification" of the legacy format. */
function gradeLegacy(rule: Extract<GroupRule, { kind: 'grader' }>, results: readonly Grade[]): GroupGrade {
  const last = results.at(-1);
  if (!last) return { verdict: 'Accepted', score: 0 };
  // Of the root's two, the second is the secret tests'.
  if (rule.ignoreSample) return checkRange(rule, last);
  const verdict = legacyVerdict(rule, results);
  const scores = results.map((result) => result.score ?? 0);
  return checkRange(rule, { verdict, score: AGGREGATIONS[rule.score](scores) });
}

const AGGREGATIONS: Record<'sum' | 'avg' | 'min' | 'max', (scores: readonly number[]) => number> = {
  sum,
  avg: (scores) => sum(scores) / scores.length,
  min: (scores) => Math.min(...scores),
  max: (scores) => Math.max(...scores),
};

/** From bad to worse is from right to left. */
const WORST_FIRST: readonly Verdict[] = [
  'Judge Error',
  'Runtime Error',
  'Memory Limit Exceeded',
  'Time Limit Exceeded',
  'Output Limit Exceeded',
  'Wrong Answer',
];

function legacyVerdict(rule: Extract<GroupRule, { kind: 'grader' }>, results: readonly Grade[]): Verdict {
  if (results.some(({ verdict }) => verdict === 'Judge Error')) return 'Judge Error';
  if (rule.verdict === 'always_accept') return 'Accepted';
  if (rule.acceptIfAnyAccepted && results.some(({ verdict }) => isPassed(verdict))) return 'Accepted';
  if (rule.verdict === 'first_error') return firstError(results);
  return WORST_FIRST.find((verdict) => results.some((result) => result.verdict === verdict)) ?? 'Accepted';
}

/** The score of what was not accepted does not count, so neither does its range. */
export function checkRange({ range }: LegacyScores, grade: Grade): GroupGrade {
  const { verdict, score } = grade;
  if (score === null || !isPassed(verdict)) return grade;
  const tooLow = range.least !== null && exceeds(range.least, score);
  const tooHigh = range.most !== null && exceeds(score, range.most);
  return tooLow || tooHigh ? { complaint: `the score ${score} is outside of the range ${range.least ?? '-inf'} to ${range.most ?? '+inf'}` } : grade;
}

function firstError(results: readonly Grade[]): Verdict {
  return results.find(({ verdict }) => !isPassed(verdict))?.verdict ?? 'Accepted';
}

function sum(scores: readonly number[]): number {
  return scores.reduce((total, score) => total + score, 0);
}
