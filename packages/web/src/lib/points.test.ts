import type { GroupResult } from '@codearena/contracts';
import { expect, it } from 'vitest';
import { describeScore, groupName, lossOf } from './points.ts';

const group = (changes: Partial<GroupResult>): GroupResult => ({
  name: 'secret/1',
  status: 'Accepted',
  score: 30,
  maxScore: 30,
  failedTest: null,
  unmet: [],
  ...changes,
});

it.each([
  ['everything', {}, ''],
  ['a failed test', { status: 'Wrong Answer' as const, score: 0, failedTest: 4 }, 'failed on test 4'],
  ['a failed test that its grader forgave', { score: 10, failedTest: 4 }, 'failed on test 4'],
  ['a group that it depends on', { status: null, score: 0, unmet: ['sample', 'secret/1-small'] }, 'not judged: needs sample and 1-small first'],
  ['an answer that could be better', { score: 12.5 }, 'right, but not the best'],
  ['points without end', { score: 12.5, maxScore: null }, ''],
])('says why a group earned what it did: %s', (_name, changes, words) => {
  expect(lossOf(group(changes))).toBe(words);
});

it('writes points without noise', () => {
  expect([describeScore(100, 100), describeScore(100 / 3, null), describeScore(0.1 + 0.2, 1)]).toEqual([
    '100 of 100 points',
    '33.33 points',
    '0.3 of 1 points',
  ]);
});

it('names groups as their author did', () => {
  expect([groupName('secret'), groupName('secret/a/b'), groupName('sample')]).toEqual(['All tests', 'a/b', 'sample']);
});
