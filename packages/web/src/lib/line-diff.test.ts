import { describe, expect, it } from 'vitest';
import { differingPart, diffLines, splitLines } from './line-diff.ts';

function apply(diff: ReturnType<typeof diffLines>) {
  return {
    left: diff.filter((line) => line.kind !== 'added').map((line) => line.text),
    right: diff.filter((line) => line.kind !== 'removed').map((line) => line.text),
  };
}

/** A small deterministic generator, so that a failure can be repeated. */
function randomLines(seed: number, length: number): string[] {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 'abcd'[Math.floor(state / 65_536) % 4] ?? 'a';
  });
}

describe('diffLines', () => {
  it('keeps equal lines and numbers both sides', () => {
    expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([
      { kind: 'same', text: 'a', left: 1, right: 1 },
      { kind: 'removed', text: 'b', left: 2 },
      { kind: 'added', text: 'x', right: 2 },
      { kind: 'same', text: 'c', left: 3, right: 3 },
    ]);
  });

  it('finds the shortest script for the textbook example', () => {
    const diff = diffLines('ABCABBA'.split(''), 'CBABAC'.split(''));
    expect(diff.filter((line) => line.kind !== 'same')).toHaveLength(5);
    expect(apply(diff)).toEqual({ left: 'ABCABBA'.split(''), right: 'CBABAC'.split('') });
  });

  it('always gives back both texts', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const left = randomLines(seed, seed % 23);
      const right = randomLines(seed * 7, seed % 17);
      expect(apply(diffLines(left, right))).toEqual({ left, right });
    }
  });

  it('replaces as a whole what has too many differences, and stays quick', () => {
    const left = Array.from({ length: 5_000 }, (_, index) => `left ${index}`);
    const right = Array.from({ length: 5_000 }, (_, index) => `right ${index}`);
    const diff = diffLines(left, right);
    expect(apply(diff)).toEqual({ left, right });
    expect(diff[0]?.kind).toBe('removed');
    expect(diff[5_000]?.kind).toBe('added');
  });

  it('handles empty sides', () => {
    expect(diffLines([], [])).toEqual([]);
    expect(diffLines([], ['a'])).toEqual([{ kind: 'added', text: 'a', right: 1 }]);
    expect(diffLines(['a'], [])).toEqual([{ kind: 'removed', text: 'a', left: 1 }]);
  });
});

describe('differingPart', () => {
  it('cuts what both texts share at either end', () => {
    expect(differingPart('sum 12 ok', 'sum 13 ok')).toEqual({ start: 5, end: 3 });
    expect(differingPart('aa', 'aaa')).toEqual({ start: 2, end: 0 });
    expect(differingPart('same', 'same')).toEqual({ start: 4, end: 0 });
  });
});

describe('splitLines', () => {
  it('does not count the end of the last line as a line', () => {
    expect(splitLines('a\nb\n')).toEqual(['a', 'b']);
    expect(splitLines('a\n\n')).toEqual(['a', '']);
    expect(splitLines('')).toEqual([]);
  });
});
