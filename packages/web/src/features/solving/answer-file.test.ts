import { expect, it } from 'vitest';
import { answerFileFor } from './answer-file.ts';

it.each([
  ['01.out', '01.out'],
  ['01.txt', '01.out'],
  ['small/07.out', 'small/07.out'],
  ['08.ans', 'large/08.out'],
  ['07.out', undefined],
  ['notes.md', undefined],
])('%s is %s', (name, expected) => {
  expect(answerFileFor(['01.out', 'small/07.out', 'large/07.out', 'large/08.out'], name)).toBe(expected);
});
