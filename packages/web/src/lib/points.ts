import type { GroupResult } from '@codearena/contracts';

/** Points as people write them: up to two decimals, none where they are whole. */
export function formatPoints(points: number): string {
  return String(Math.round(points * 100) / 100);
}

export function describeScore(score: number, maxScore: number | null): string {
  return maxScore === null ? `${formatPoints(score)} points` : `${formatPoints(score)} of ${formatPoints(maxScore)} points`;
}

/** In a column of points. */
export function formatScore({ score, maxScore }: Pick<GroupResult, 'score' | 'maxScore'>): string {
  return maxScore === null ? formatPoints(score) : `${formatPoints(score)} of ${formatPoints(maxScore)}`;
}

/** "secret/2-large" → "2-large"; the whole is "All tests". */
export function groupName(name: string): string {
  return name === 'secret' ? 'All tests' : name.replace(/^secret\//, '');
}

/** Why a group earned less than it could; empty where it earned everything. */
export function lossOf({ unmet, failedTest, score, maxScore }: GroupResult): string {
  if (unmet.length > 0) return `not judged: needs ${unmet.map(groupName).join(' and ')} first`;
  if (failedTest !== null) return `failed on test ${failedTest}`;
  return maxScore !== null && score < maxScore ? 'right, but not the best' : '';
}
