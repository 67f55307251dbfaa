import { TOKEN_VALIDATOR, type DefaultValidator } from '@codearena/core';
import { describe, expect, it } from 'vitest';
import { createAnswerReader } from './answer-reader.ts';
import { describeDifference, hintAtDifference, type Difference } from './difference.ts';
import { createOutputCheck } from './output-check.ts';
import { CASE_GROUPS } from './output-check.cases.ts';

/** Feeds the output in pieces of a given size; the answer comes in pieces of the same size. */
function check(validator: DefaultValidator, answer: string, output: string, pieceBytes = Infinity): Difference | null {
  const reader = createAnswerReader(inPieces(Buffer.from(answer, 'latin1'), pieceBytes));
  const outputCheck = createOutputCheck(validator, reader);
  const bytes = Buffer.from(output, 'latin1');
  for (let start = 0; start < bytes.length; start += pieceBytes) outputCheck.push(bytes.subarray(start, start + pieceBytes));
  return outputCheck.end();
}

function inPieces(bytes: Buffer, pieceBytes: number) {
  let start = 0;
  const read = (buffer: Uint8Array, offset: number) => {
    const piece = bytes.subarray(start, start + Math.min(pieceBytes, buffer.length - offset));
    buffer.set(piece, offset);
    start += piece.length;
    return piece.length;
  };
  return { read, close: () => {} };
}

const short = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}… (${text.length})` : text);

describe.each(CASE_GROUPS)('$name', ({ validator, cases }) => {
  it.each(cases.map((row) => ({ ...row, name: `${row.accepted ? 'accepts' : 'rejects'} ${short(row.output)} for ${short(row.answer)}` })))(
    '$name',
    ({ answer, output, accepted }) => {
      const whole = check(validator, answer, output);
      expect(whole === null).toBe(accepted);
      for (const pieceBytes of answer.length + output.length > 1000 ? [4096] : [1, 2, 3]) {
        expect(check(validator, answer, output, pieceBytes)).toEqual(whole);
      }
    },
  );
});

describe('the table of cases', () => {
  it('has at least 300 different ones', () => {
    const all = CASE_GROUPS.flatMap(({ validator, cases }) => cases.map(({ answer, output }) => JSON.stringify([validator, answer, output])));
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(300);
  });
});

const tolerant: DefaultValidator = { ...TOKEN_VALIDATOR, floatAbsoluteTolerance: 1e-6, floatRelativeTolerance: 1e-6 };

describe('the message at the first difference', () => {
  const messages: { name: string; validator?: DefaultValidator; answer: string; output: string; shown: string; hidden: string }[] = [
    {
      name: 'a wrong token',
      answer: '1 2\n3 4\n',
      output: '1 2\n3 5\n',
      shown: 'line 2, token 2: expected 4, got 5',
      hidden: 'first difference at line 2, token 2',
    },
    {
      name: 'a token that is too long',
      answer: 'abc d',
      output: 'abcde f',
      shown: 'line 1, token 1: expected abc, got abcde',
      hidden: 'first difference at line 1, token 1',
    },
    {
      name: 'a token that is too short',
      answer: 'abcde',
      output: 'abc',
      shown: 'line 1, token 1: expected abcde, got abc',
      hidden: 'first difference at line 1, token 1',
    },
    {
      name: 'a token in other case',
      answer: 'Yes Maybe',
      output: 'yes mayor',
      shown: 'line 1, token 2: expected Maybe, got mayor',
      hidden: 'first difference at line 1, token 2',
    },
    { name: 'no output', answer: '5\n', output: '', shown: 'no output, expected 5', hidden: 'no output' },
    { name: 'an end too early', answer: '5 6\n', output: '5\n', shown: 'the output ends at line 2, expected 6 next', hidden: 'the output ends too early' },
    {
      name: 'too much output',
      answer: '5\n',
      output: '5\n\n6 7\n',
      shown: 'line 3, token 1: expected no more output, got 6',
      hidden: 'more output than expected, from line 3, token 1',
    },
    {
      name: 'a number too far off',
      validator: tolerant,
      answer: '0.5',
      output: '0.6',
      shown: 'line 1, token 1: expected about 0.5, got 0.6',
      hidden: 'first difference at line 1, token 1',
    },
    {
      name: 'a word for a number',
      validator: tolerant,
      answer: '0.5',
      output: 'half',
      shown: 'line 1, token 1: expected the number 0.5, got half',
      hidden: 'first difference at line 1, token 1',
    },
    {
      name: 'other whitespace',
      validator: { ...TOKEN_VALIDATOR, spaceChangeSensitive: true },
      answer: 'a\nb c\n',
      output: 'a\nb\tc\n',
      shown: 'line 2: expected a space, got a tab',
      hidden: 'whitespace differs at line 2',
    },
    {
      name: 'a missing line break',
      validator: { ...TOKEN_VALIDATOR, spaceChangeSensitive: true },
      answer: 'a\n',
      output: 'a',
      shown: 'line 1: expected a line break, got the end',
      hidden: 'whitespace differs at line 1',
    },
  ];
  it.each(messages)('$name', ({ validator = TOKEN_VALIDATOR, answer, output, shown, hidden }) => {
    for (const pieceBytes of [1, 3, Infinity]) {
      const difference = check(validator, answer, output, pieceBytes);
      if (difference === null) throw new Error('accepted');
      expect(describeDifference(difference)).toBe(shown);
      expect(hintAtDifference(difference)).toBe(hidden);
    }
  });

  it('counts lines and tokens over long equal parts', () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `${index} ${index * 7}\n`);
    const wrong = lines.with(29_999, '29999 1\n').join('');
    for (const pieceBytes of [997, 65_536, Infinity]) {
      expect(check(TOKEN_VALIDATOR, lines.join(''), wrong, pieceBytes)?.position).toEqual({ line: 30_000, token: 2 });
    }
  });

  it('cuts long tokens and shows bytes that are no text as U+FFFD', () => {
    const difference = check(TOKEN_VALIDATOR, 'a'.repeat(500), '\xff\0' + 'b'.repeat(500));
    if (difference === null) throw new Error('accepted');
    expect(describeDifference(difference)).toBe(`line 1, token 1: expected ${'a'.repeat(60)}…, got \ufffd\ufffd${'b'.repeat(58)}…`);
  });
});

it('needs the same memory however long a token is', () => {
  const outputCheck = createOutputCheck(
    TOKEN_VALIDATOR,
    createAnswerReader({ read: (buffer, offset) => (buffer.fill(0x61, offset), buffer.length - offset), close: () => {} }),
  );
  const chunk = new Uint8Array(1024 * 1024).fill(0x61);
  const before = process.memoryUsage();
  for (let count = 0; count < 64; count += 1) outputCheck.push(chunk);
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(8 * 1024 * 1024);
  expect(after.heapUsed - before.heapUsed).toBeLessThan(32 * 1024 * 1024);
});
