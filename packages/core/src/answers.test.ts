import { expect, test } from 'vitest';
import { answerFileNames, matchAnswers } from './answers.ts';
import type { TestCase } from './problem.ts';

const FILE = { sha256: '0'.repeat(64), bytes: 0 };

function testCase(name: string): TestCase {
  const sample = name.startsWith('sample/');
  return { name, group: name.slice(0, name.lastIndexOf('/')), sample, input: FILE, answer: FILE };
}

const TESTS = ['sample/1', 'secret/1', 'secret/2.5', 'secret/large/07', 'secret/small/07', 'secret/small/08'].map(testCase);

function matched(...names: string[]) {
  const { answers, strangers } = matchAnswers(
    TESTS,
    names.map((name) => ({ name, content: `of ${name}` })),
  );
  return { answers: Object.fromEntries(answers), strangers };
}

test('files are called like the secret tests', () => {
  expect(answerFileNames({ tests: TESTS })).toEqual(['1.out', '2.5.out', 'large/07.out', 'small/07.out', 'small/08.out']);
});

test.each([
  ['1.out', 'secret/1'],
  ['1', 'secret/1'],
  ['secret/1.ans', 'secret/1'],
  ['sample/1.txt', 'sample/1'],
  ['2.5', 'secret/2.5'],
  ['2.5.out', 'secret/2.5'],
  ['large/07.out', 'secret/large/07'],
  ['08.out', 'secret/small/08'],
])('%s is the answer to %s', (name, expected) => {
  expect(matched(name)).toEqual({ answers: { [expected]: `of ${name}` }, strangers: [] });
});

test.each(['07.out', 'notes.md', 'small/09.out', 'small/08.png'])('%s belongs to no test', (name) => {
  expect(matched(name)).toEqual({ answers: {}, strangers: [name] });
});

test('of two files for one test the first counts', () => {
  expect(matched('1.out', 'secret/1.out', '2.5.out')).toEqual({ answers: { 'secret/1': 'of 1.out', 'secret/2.5': 'of 2.5.out' }, strangers: ['secret/1.out'] });
});

test('a lone file belongs to a lone secret test', () => {
  const alone = ['sample/1', 'secret/only'].map(testCase);
  const answersOf = (...names: string[]) => [
    ...matchAnswers(
      alone,
      names.map((name) => ({ name, content: '' })),
    ).answers.keys(),
  ];
  expect(answersOf('')).toEqual(['secret/only']);
  expect(answersOf('answer.md')).toEqual(['secret/only']);
  expect(answersOf('sample/1.out')).toEqual(['sample/1']);
  expect(answersOf('answer.md', 'other.md')).toEqual([]);
});
