import { describe, expect, it } from 'vitest';
import { foldSame } from './folded-diff.ts';
import { diffLines } from './line-diff.ts';

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at));

describe('foldSame', () => {
  it('folds what is further than three lines from a change', () => {
    const parts = foldSame(diffLines(numbers(1, 20), [...numbers(1, 9), 'x', ...numbers(11, 20)]));
    expect(parts.map(({ folded, lines }) => [folded, lines.length])).toEqual([
      [true, 6],
      [false, 8],
      [true, 7],
    ]);
  });

  it('does not fold a few lines', () => {
    const parts = foldSame(diffLines(numbers(1, 6), ['x', ...numbers(2, 6)]));
    expect(parts.every((part) => !part.folded)).toBe(true);
  });
});
