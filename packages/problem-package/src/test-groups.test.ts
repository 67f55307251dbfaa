import { LEGACY_GRADER } from '@codearena/core';
import { afterEach, describe, expect, it } from 'vitest';
import { LEGACY, openChanged, refusal, removeFixtures } from './package.fixture.ts';

afterEach(removeFixtures);

const SCORING = 'problem_format_version: 2025-09\ntype: scoring\nname: Sum\nlimits: {time_limit: 1}\n';
const OLD_SCORING = 'type: scoring\n';
const group = (name: string, tests: number, settings?: string, file = 'test_group.yaml') => ({
  ...Object.fromEntries(Array.from({ length: tests }, (_, index) => [`data/secret/${name}/${index}.in`, `${name} ${index}`])),
  ...Object.fromEntries(Array.from({ length: tests }, (_, index) => [`data/secret/${name}/${index}.ans`, 'x'])),
  ...(settings === undefined ? {} : { [`data/secret/${name}/${file}`]: settings }),
});
const NO_TESTS = { 'data/secret/1.in': null, 'data/secret/1.ans': null };
const groupsOf = async (files: Record<string, string | null>) => (await openChanged(files)).definition.groups;

describe('groups of a pass-fail problem', () => {
  it('are not listed: all of them must pass', async () => {
    expect(await groupsOf({ ...NO_TESTS, ...group('a', 2), ...group('b', 1) })).toEqual([]);
  });

  it('have no points', async () => {
    expect(await refusal({ ...NO_TESTS, ...group('a', 1, 'max_score: 10\n') })).toContain('data/secret/a/test_group.yaml:1: a pass-fail problem has no points');
  });

  it('of the old version are listed where they say how they are graded', async () => {
    const groups = await groupsOf({ ...LEGACY, 'data/secret/testdata.yaml': 'on_reject: continue\ngrader_flags: first_error\n' });
    expect(groups.map(({ name, onReject, rule }) => [name, onReject, rule.kind === 'grader' && rule.verdict])).toEqual([
      ['', 'break', 'worst_error'],
      ['sample', 'break', 'worst_error'],
      ['secret', 'continue', 'first_error'],
    ]);
  });
});

describe('points since 2025-09', () => {
  it('are those that secret and its groups say', async () => {
    const groups = await groupsOf({
      'problem.yaml': SCORING,
      ...NO_TESTS,
      ...group('a', 2, 'max_score: 30\n'),
      ...group('b', 4, 'max_score: 70\nscore_aggregation: sum\nrequire_pass: [sample, secret/a]\n'),
    });
    expect(groups).toEqual([
      {
        name: 'secret',
        onReject: 'continue',
        rule: { kind: 'points', aggregation: 'sum', maxScore: 100, testMaxScore: null },
        requires: [],
        staticValidation: null,
      },
      {
        name: 'secret/a',
        onReject: 'break',
        rule: { kind: 'points', aggregation: 'pass-fail', maxScore: 30, testMaxScore: null },
        requires: [],
        staticValidation: null,
      },
      {
        name: 'secret/b',
        onReject: 'continue',
        rule: { kind: 'points', aggregation: 'sum', maxScore: 70, testMaxScore: 17.5 },
        requires: ['sample', 'secret/a'],
        staticValidation: null,
      },
    ]);
  });

  it('may be those of the tests in secret, without bound', async () => {
    const [unbounded] = await groupsOf({ 'problem.yaml': SCORING, 'data/secret/test_group.yaml': 'max_score: unbounded\n' });
    expect(unbounded?.rule).toEqual({ kind: 'points', aggregation: 'sum', maxScore: null, testMaxScore: null });
    const [least] = await groupsOf({ 'problem.yaml': SCORING, 'data/secret/test_group.yaml': 'score_aggregation: min\n' });
    expect(least?.rule).toEqual({ kind: 'points', aggregation: 'min', maxScore: 100, testMaxScore: 100 });
  });

  it('of a static validation are taken from the group', async () => {
    const [secret] = await groupsOf({
      'problem.yaml': SCORING,
      'data/secret/test_group.yaml': 'static_validation_score: 40\nstatic_validator_args: [--short]\n',
      'static_validator/check.py': 'exit(42)\n',
    });
    expect(secret).toMatchObject({ rule: { testMaxScore: 60 }, staticValidation: { maxScore: 40, arguments: ['--short'] } });
  });

  it('take tests in deeper directories into the group', async () => {
    const { definition } = await openChanged({
      'problem.yaml': SCORING,
      ...NO_TESTS,
      ...group('a', 1, 'max_score: 100\nscore_aggregation: sum\n'),
      ...group('a/deep', 1),
    });
    expect(definition.tests.map((test) => [test.name, test.group])).toEqual([
      ['sample/1', 'sample'],
      ['secret/a/0', 'secret/a'],
      ['secret/a/deep/0', 'secret/a'],
    ]);
    expect(definition.groups.map(({ name, rule }) => [name, rule.kind === 'points' && rule.testMaxScore])).toEqual([
      ['secret', null],
      ['secret/a', 50],
    ]);
  });

  it.each([
    [
      'more than the whole',
      { ...group('a', 1, 'max_score: 60\n'), ...group('b', 1, 'max_score: 50\n') },
      'the groups’ maximum scores sum to 110, more than 100',
    ],
    ['a group that is not there', group('a', 1, 'max_score: 100\nrequire_pass: secret/x\n'), 'require_pass: there is no group "secret/x"'],
    [
      'a later group',
      { ...group('a', 1, 'max_score: 50\nrequire_pass: secret/b\n'), ...group('b', 1, 'max_score: 50\n') },
      '"secret/b" does not come before "secret/a"',
    ],
    ['a negative score', group('a', 1, 'max_score: -1\n'), 'data/secret/a/test_group.yaml:1: max_score:'],
  ])('are refused with %s', async (_, files, message) => {
    expect((await refusal({ 'problem.yaml': SCORING, ...NO_TESTS, ...files })).replace("'", '’')).toContain(message);
  });
});

describe('points of the 2023 draft', () => {
  it('are shared evenly among those that say nothing', async () => {
    const groups = await groupsOf({
      'problem.yaml': SCORING.replace('2025-09', '2023-07'),
      ...NO_TESTS,
      ...group('a', 2, 'scoring: {score: 20}\n'),
      ...group('b', 2),
      ...group('c', 2, 'scoring: {aggregation: sum, require_pass: secret/a}\n'),
    });
    expect(groups.map(({ name, rule, requires }) => [name, rule.kind === 'points' && rule.maxScore, requires])).toEqual([
      ['secret', 100, []],
      ['secret/a', 20, []],
      ['secret/b', 40, []],
      ['secret/c', 40, ['secret/a']],
    ]);
  });
});

describe('graders of the old version', () => {
  it('have their flags, scores and ranges from the nearest group that says them', async () => {
    const groups = await groupsOf({
      ...LEGACY,
      'problem.yaml': OLD_SCORING,
      ...NO_TESTS,
      'data/testdata.yaml': 'on_reject: continue\nrange: 0 100\ngrader_flags: ignore_sample\n',
      ...group('a', 1, 'accept_score: 40\nrange: 0 40\non_reject: break\ngrader_flags: min sum min\n', 'testdata.yaml'),
      ...group('b', 1, 'grader_flags: always_accept avg accept_if_any_accepted\n', 'testdata.yaml'),
    });
    const rule = { ...LEGACY_GRADER, range: { least: 0, most: 100 } };
    expect(groups).toEqual([
      { name: '', onReject: 'continue', rule: { ...rule, ignoreSample: true }, requires: [], staticValidation: null },
      { name: 'sample', onReject: 'continue', rule, requires: [], staticValidation: null },
      { name: 'secret', onReject: 'continue', rule, requires: [], staticValidation: null },
      {
        name: 'secret/a',
        onReject: 'break',
        rule: { ...rule, score: 'min', acceptScore: 40, range: { least: 0, most: 40 } },
        requires: [],
        staticValidation: null,
      },
      {
        name: 'secret/b',
        onReject: 'continue',
        rule: { ...rule, verdict: 'always_accept', score: 'avg', acceptIfAnyAccepted: true },
        requires: [],
        staticValidation: null,
      },
    ]);
  });

  it('may be the author’s', async () => {
    const groups = await groupsOf({
      ...LEGACY,
      'problem.yaml': OLD_SCORING,
      'data/secret/testdata.yaml': 'grading: custom\ngrader_flags: --half\n',
      'graders/grade.py': 'print("AC 1")\n',
    });
    expect(groups.map(({ name, rule }) => [name, rule.kind])).toEqual([
      ['', 'grader'],
      ['sample', 'grader'],
      ['secret', 'custom'],
    ]);
    expect(groups[2]?.rule).toMatchObject({ program: { name: 'graders/grade.py', language: 'python' }, arguments: ['--half'] });
  });

  it('know whether more or less is better', async () => {
    const { definition } = await openChanged({ ...LEGACY, 'problem.yaml': 'type: scoring\ngrading: {objective: min, accept_score: 5}\n' });
    expect(definition.kind).toEqual({ scoring: true, objective: 'min', interactive: false, passes: 1, submitAnswer: false });
    expect(definition.groups[0]?.rule).toMatchObject({ acceptScore: 5 });
  });

  it.each([
    ['range: 5', 'range: "5" is not two numbers'],
    ['range: 5 1', 'range: "5 1" is not two numbers, the smaller first'],
    ['range: 0 +inf\naccept_score: many', 'accept_score:'],
    ['on_reject: perhaps', 'on_reject:'],
  ])('are refused with %s', async (settings, message) => {
    expect(await refusal({ ...LEGACY, 'problem.yaml': OLD_SCORING, 'data/secret/testdata.yaml': `${settings}\n` })).toContain(message);
  });
});
