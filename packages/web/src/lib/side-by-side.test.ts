import { describe, expect, it } from 'vitest';
import { compareSideBySide } from './side-by-side.ts';

describe('compareSideBySide', () => {
  it('puts a changed line beside what took its place', () => {
    expect(compareSideBySide('1\n2\n3\n', '1\n5\n3\n')).toEqual([
      { same: true, left: { text: '1', line: 1 }, right: { text: '1', line: 1 } },
      { same: false, left: { text: '2', line: 2 }, right: { text: '5', line: 2 } },
      { same: true, left: { text: '3', line: 3 }, right: { text: '3', line: 3 } },
    ]);
  });

  it('leaves a side empty where a line is missing', () => {
    expect(compareSideBySide('1\n2\n', '1\n')[1]).toEqual({ same: false, left: { text: '2', line: 2 } });
    expect(compareSideBySide('', 'x')).toEqual([{ same: false, right: { text: 'x', line: 1 } }]);
  });

  it('does not pair changes across an equal line', () => {
    const rows = compareSideBySide('a\nb\n', 'b\nc\n');
    expect(rows).toEqual([
      { same: false, left: { text: 'a', line: 1 } },
      { same: true, left: { text: 'b', line: 2 }, right: { text: 'b', line: 1 } },
      { same: false, right: { text: 'c', line: 2 } },
    ]);
  });
});
