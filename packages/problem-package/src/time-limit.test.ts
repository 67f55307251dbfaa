import { afterEach, describe, expect, it } from 'vitest';
import { LEGACY, openChanged, refusal, removeFixtures } from './package.fixture.ts';
import { inferTimeLimit, type MeasuredTime } from './time-limit.ts';

afterEach(removeFixtures);

const yaml = (limits: string) => ({ 'problem.yaml': `problem_format_version: 2025-09\nname: Sum\nlimits: ${limits}\n` });
const MODERN = { acToTimeLimit: 2, timeLimitToTle: 1.5, resolutionMs: 1000 };

describe('how a package says its time limit', () => {
  it.each([
    ['by a number', yaml('{time_limit: 0.5}'), { kind: 'given', ms: 500, rule: MODERN }],
    [
      'by margins',
      yaml('{time_multipliers: {ac_to_time_limit: 3, time_limit_to_tle: 1}, time_resolution: 0.1}'),
      { kind: 'inferred', rule: { acToTimeLimit: 3, timeLimitToTle: 1, resolutionMs: 100 } },
    ],
    ['not at all', yaml('{}'), { kind: 'inferred', rule: MODERN }],
    [
      'by nothing in the old version',
      { ...LEGACY, '.timelimit': null },
      { kind: 'inferred', rule: { acToTimeLimit: 5, timeLimitToTle: 2, resolutionMs: 1000 } },
    ],
    [
      'by multipliers of the old version',
      { ...LEGACY, '.timelimit': null, 'problem.yaml': 'limits: {time_multiplier: 4, time_safety_margin: 1.2}\n' },
      { kind: 'inferred', rule: { acToTimeLimit: 4, timeLimitToTle: 1.2, resolutionMs: 1000 } },
    ],
    ['by DOMjudge’s file', LEGACY, { kind: 'given', ms: 1000 }],
  ])('%s', async (_, files, expected) => {
    expect((await openChanged(files)).timeLimit).toMatchObject(expected);
  });

  it('gives the installation’s limit for measuring', async () => {
    expect((await openChanged(yaml('{}'))).definition.limits.timeMs).toBe(10_000);
  });

  it('must be one that can hold', async () => {
    expect(await refusal(yaml('\n  time_multipliers: {ac_to_time_limit: 0.5}'))).toContain(
      'problem.yaml:4: limits.time_multipliers.ac_to_time_limit: must be at least 1',
    );
  });
});

describe('a time limit that is inferred', () => {
  const measured = (...times: [string, 'lower' | 'upper', number][]): MeasuredTime[] => times.map(([path, bound, slowestMs]) => ({ path, bound, slowestMs }));

  it.each([
    ['is the next whole second above twice the slowest', MODERN, measured(['a', 'lower', 510], ['b', 'lower', 1700]), 4000, null],
    ['is exact where the time is', MODERN, measured(['a', 'lower', 500]), 1000, null],
    ['is at least one step', { ...MODERN, resolutionMs: 100 }, measured(['a', 'lower', 0]), 100, null],
    ['leaves room to what must be too slow', MODERN, measured(['a', 'lower', 400], ['slow', 'upper', 1500]), 1000, null],
    [
      'does not fit',
      MODERN,
      measured(['a', 'lower', 400], ['slow', 'upper', 1499], ['slower', 'upper', 9000]),
      1000,
      'slow takes 1499 ms, less than 1.5 times the limit of 1000 ms',
    ],
    ['is more than there is', MODERN, measured(['a', 'lower', 5001]), 10_000, 'a would need a limit of 11000 ms; this installation gives at most 10000 ms'],
    ['has nothing to follow from', MODERN, measured(['slow', 'upper', 1499]), 1000, 'no submission that must be fast enough was measured'],
  ])('%s', (_, rule, times, ms, problem) => {
    expect(inferTimeLimit(rule, times, 10_000)).toMatchObject({ ms, problem });
  });

  it('names the submissions that decided', () => {
    const inferred = inferTimeLimit(MODERN, measured(['a', 'lower', 400], ['b', 'lower', 300], ['c', 'upper', 9000], ['d', 'upper', 8000]), 10_000);
    expect([inferred.slowestAccepted?.path, inferred.fastestTooSlow?.path]).toEqual(['a', 'd']);
  });
});
