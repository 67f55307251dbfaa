import { expect, it } from 'vitest';
import { queueWords } from './queue-words.ts';

it.each([
  [{}, 'Waiting for a judge.'],
  [{ ahead: 0, waitSeconds: 0 }, 'Next in line.'],
  [{ ahead: 3 }, '3 ahead of you.'],
  [{ ahead: 1, waitSeconds: 1 }, '1 ahead of you, about 5 s.'],
  [{ ahead: 20, waitSeconds: 44 }, '20 ahead of you, about 40 s.'],
  [{ ahead: 80, waitSeconds: 170 }, '80 ahead of you, about 3 min.'],
  [{ ahead: 1_000, waitSeconds: 600 }, 'More than 1000 ahead of you, more than 10 min.'],
])('%j is "%s"', (place, words) => {
  expect(queueWords(place)).toBe(words);
});
