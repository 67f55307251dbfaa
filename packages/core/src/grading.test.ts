import type { Verdict } from '@codearena/contracts';
import { describe, expect, it } from 'vitest';
import { finalResult } from './final-result.ts';
import { checkRange, gradeGroup, type Grade } from './group-grade.ts';
import { completeDefinition, LEGACY_GRADER, PASS_FAIL, TOKEN_VALIDATOR, type GroupRule, type ProblemDefinition, type TestGroup } from './problem.ts';
import { NO_SCORES, scoreTest, type ValidatorScores } from './test-score.ts';

type Points = Extract<GroupRule, { kind: 'points' }>;
type Grader = Extract<GroupRule, { kind: 'grader' }>;

const points = (changes: Partial<Points> = {}): Points => ({ kind: 'points', aggregation: 'sum', maxScore: 100, testMaxScore: 50, ...changes });
const grader = (changes: Partial<Grader> = {}): Grader => ({ ...LEGACY_GRADER, ...changes });
const ac = (score: number | null = null): Grade => ({ verdict: 'Accepted', score });
const no = (verdict: Verdict, score: number | null = 0): Grade => ({ verdict, score });

describe('a test’s score', () => {
  const cases: [string, GroupRule, Verdict, Partial<ValidatorScores>, number | null][] = [
    ['nothing in a pass-fail problem', { kind: 'pass-fail' }, 'Accepted', { score: 3 }, null],
    ['all that it can be, by default', points(), 'Accepted', {}, 50],
    ['nothing when it failed', points(), 'Time Limit Exceeded', {}, 0],
    ['what the validator says', points(), 'Accepted', { score: 12.5 }, 12.5],
    ['a part of the most', points(), 'Accepted', { multiplier: 0.5 }, 25],
    ['what the validator says where there is no most', points({ maxScore: null, testMaxScore: null }), 'Accepted', { score: 1e6 }, 1e6],
    ['none of its own in a group that passes or fails', points({ aggregation: 'pass-fail', testMaxScore: null }), 'Accepted', {}, null],
    ['the accept score of a legacy group', grader({ acceptScore: 20 }), 'Accepted', {}, 20],
    ['the reject score of a legacy group', grader({ rejectScore: -5 }), 'Wrong Answer', {}, -5],
    ['the validator’s score in a legacy group', grader({ acceptScore: 20 }), 'Accepted', { score: 7 }, 7],
  ];
  it.each(cases)('is %s', (_name, rule, verdict, said, expected) => {
    expect(scoreTest(rule, verdict, { ...NO_SCORES, ...said })).toEqual({ score: expected });
  });

  const errors: [string, Points, Verdict, Partial<ValidatorScores>][] = [
    ['a score for a wrong answer', points(), 'Wrong Answer', { score: 1 }],
    ['a multiplier for a wrong answer', points(), 'Wrong Answer', { multiplier: 0 }],
    ['both at once', points(), 'Accepted', { score: 1, multiplier: 1 }],
    ['a score in a pass-fail group', points({ aggregation: 'pass-fail' }), 'Accepted', { score: 1 }],
    ['no score without a maximum', points({ testMaxScore: null }), 'Accepted', {}],
    ['a multiplier without a maximum', points({ testMaxScore: null }), 'Accepted', { multiplier: 1 }],
    ['a negative score', points(), 'Accepted', { score: -1 }],
    ['more than the maximum', points(), 'Accepted', { score: 50.1 }],
    ['a multiplier above one', points(), 'Accepted', { multiplier: 1.5 }],
  ];
  it.each(errors)('is a judge error with %s', (_name, rule, verdict, said) => {
    expect(scoreTest(rule, verdict, { ...NO_SCORES, ...said })).toHaveProperty('complaint');
  });
});

describe('a group’s grade', () => {
  const cases: [string, Exclude<GroupRule, { kind: 'custom' }>, Grade[], Grade][] = [
    ['pass-fail: all accepted', { kind: 'pass-fail' }, [ac(), ac()], ac()],
    ['pass-fail: the first error', { kind: 'pass-fail' }, [ac(), no('Wrong Answer'), no('Runtime Error')], no('Wrong Answer', null)],
    ['points, sum', points(), [ac(50), no('Wrong Answer'), ac(20)], no('Wrong Answer', 70)],
    ['points, min', points({ aggregation: 'min' }), [ac(50), ac(20)], ac(20)],
    ['points, pass-fail: all of it', points({ aggregation: 'pass-fail', maxScore: 30 }), [ac(), ac()], ac(30)],
    ['points, pass-fail: nothing of it', points({ aggregation: 'pass-fail', maxScore: 30 }), [ac(), no('Wrong Answer', null)], no('Wrong Answer')],
    ['points, pass-fail: nothing for no tests', points({ aggregation: 'pass-fail', maxScore: 30 }), [], ac(0)],
    ['legacy: worst error', grader(), [no('Wrong Answer'), no('Time Limit Exceeded'), ac(1)], no('Time Limit Exceeded', 1)],
    ['legacy: worst error is a runtime error', grader(), [no('Time Limit Exceeded'), no('Runtime Error')], no('Runtime Error', 0)],
    ['legacy: first error', grader({ verdict: 'first_error' }), [no('Wrong Answer'), no('Time Limit Exceeded')], no('Wrong Answer', 0)],
    ['legacy: always accept', grader({ verdict: 'always_accept' }), [no('Wrong Answer'), ac(5)], ac(5)],
    ['legacy: accept if any', grader({ acceptIfAnyAccepted: true }), [no('Wrong Answer'), ac(5)], ac(5)],
    ['legacy: accept if any, and none is', grader({ acceptIfAnyAccepted: true }), [no('Wrong Answer')], no('Wrong Answer', 0)],
    ['legacy: min', grader({ score: 'min' }), [ac(3), ac(5)], ac(3)],
    ['legacy: max', grader({ score: 'max' }), [ac(3), ac(5)], ac(5)],
    ['legacy: avg', grader({ score: 'avg' }), [ac(3), ac(5), ac(1)], ac(3)],
    ['legacy: the secret group alone', grader({ ignoreSample: true }), [no('Wrong Answer'), ac(60)], ac(60)],
    ['legacy: the range of what was not accepted does not matter', grader({ range: { least: 5, most: 9 } }), [no('Wrong Answer')], no('Wrong Answer', 0)],
  ];
  it.each(cases)('%s', (_name, rule, results, expected) => {
    expect(gradeGroup(rule, results, false)).toEqual(expected);
  });

  it.each(['pass-fail', 'min'] as const)('%s earns nothing as long as something was not judged', (aggregation) => {
    expect(gradeGroup(points({ aggregation }), [ac(50)], true)).toEqual(ac(0));
  });

  it('is a judge error beyond the most, or out of range', () => {
    expect(gradeGroup(points({ maxScore: 99 }), [ac(50), ac(50)], false)).toHaveProperty('complaint');
    expect(
      gradeGroup(
        points({ maxScore: 1 }),
        Array.from({ length: 3 }, () => ac(1 / 3)),
        false,
      ),
    ).toEqual(ac(1));
    expect(checkRange(grader({ range: { least: 0, most: 10 } }), ac(11))).toEqual({ complaint: 'the score 11 is outside of the range 0 to 10' });
    expect(checkRange(grader({ range: { least: 0, most: null } }), ac(-1))).toHaveProperty('complaint');
    expect(checkRange(grader({ range: { least: 0, most: 10 } }), ac(10))).toEqual(ac(10));
  });
});

describe('the final result', () => {
  const group = (name: string, rule: GroupRule): TestGroup => ({ name, onReject: 'continue', rule, requires: [], staticValidation: null });
  const problem = (groups: TestGroup[], kind: Partial<ProblemDefinition['kind']> = {}): ProblemDefinition => ({
    ...completeDefinition({
      slug: 's',
      title: 'S',
      difficulty: 'easy',
      tags: [],
      statement: '',
      limits: { timeMs: 1, memoryMb: 1, outputKb: 1, sourceBytes: 1 },
      validator: TOKEN_VALIDATOR,
      tests: [],
      allowedLanguages: null,
    }),
    groups,
    kind: { ...PASS_FAIL, scoring: true, ...kind },
  });
  const bounded = problem([group('secret', points())]);
  const unbounded = problem([group('secret', points({ maxScore: null, testMaxScore: null }))]);
  const legacy = problem([group('', grader({ range: { least: 0, most: 100 } }))]);
  const smallest = problem([group('', grader({ range: { least: 0, most: 100 } }))], { objective: 'min' });

  const cases: [string, ProblemDefinition, Grade, ReturnType<typeof finalResult>][] = [
    ['no points in a pass-fail problem', problem([], { scoring: false }), no('Wrong Answer', 5), { verdict: 'Wrong Answer', score: null, maxScore: null }],
    ['all points', bounded, ac(100), { verdict: 'Accepted', score: 100, maxScore: 100 }],
    ['all points although a sample failed', bounded, no('Wrong Answer', 100), { verdict: 'Accepted', score: 100, maxScore: 100 }],
    ['some points', bounded, no('Runtime Error', 40), { verdict: 'Partially Accepted', score: 40, maxScore: 100 }],
    ['some points without an error', bounded, ac(40), { verdict: 'Partially Accepted', score: 40, maxScore: 100 }],
    ['no points', bounded, no('Runtime Error'), { verdict: 'Runtime Error', score: 0, maxScore: 100 }],
    ['points without end', unbounded, ac(1e9), { verdict: 'Accepted', score: 1e9, maxScore: null }],
    ['points without end, and an error', unbounded, no('Wrong Answer', 7), { verdict: 'Partially Accepted', score: 7, maxScore: null }],
    ['legacy: the best', legacy, ac(100), { verdict: 'Accepted', score: 100, maxScore: 100 }],
    ['legacy: less than the best', legacy, ac(99), { verdict: 'Partially Accepted', score: 99, maxScore: 100 }],
    ['legacy: the score of what was not accepted does not count', legacy, no('Wrong Answer', 60), { verdict: 'Wrong Answer', score: 0, maxScore: 100 }],
    ['legacy: less is better', smallest, ac(0), { verdict: 'Accepted', score: 0, maxScore: 0 }],
    ['legacy: more is worse', smallest, ac(3), { verdict: 'Partially Accepted', score: 3, maxScore: 0 }],
    ['a judge error', bounded, { verdict: 'Judge Error', score: null }, { verdict: 'Judge Error', score: null, maxScore: 100 }],
  ];
  it.each(cases)('%s', (_name, definition, grade, expected) => {
    expect(finalResult(definition, grade)).toEqual(expected);
  });
});
