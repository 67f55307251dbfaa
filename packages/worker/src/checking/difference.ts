import { excerpt } from './excerpt.ts';

/** Where an output first departs from its answer, counted in the output: lines from 1, tokens from 1 on each line. */
export type Position = { line: number; token: number };

export type Difference =
  | { kind: 'token'; position: Position; expected: Uint8Array; got: Uint8Array }
  | { kind: 'number'; position: Position; expected: Uint8Array; got: Uint8Array; isNumber: boolean }
  | { kind: 'missing'; position: Position; expected: Uint8Array; empty: boolean }
  | { kind: 'extra'; position: Position; got: Uint8Array }
  /** Bytes; -1 stands for the end of the file. */
  | { kind: 'whitespace'; position: Position; expected: number; got: number };

/** For samples, whose answers everyone may see. */
export function describeDifference(difference: Difference): string {
  const { line, token } = difference.position;
  const at = `line ${line}, token ${token}`;
  switch (difference.kind) {
    case 'token':
      return `${at}: expected ${show(difference.expected)}, got ${show(difference.got)}`;
    case 'number':
      return difference.isNumber
        ? `${at}: expected about ${show(difference.expected)}, got ${show(difference.got)}`
        : `${at}: expected the number ${show(difference.expected)}, got ${show(difference.got)}`;
    case 'missing':
      return difference.empty
        ? `no output, expected ${show(difference.expected)}`
        : `the output ends at line ${line}, expected ${show(difference.expected)} next`;
    case 'extra':
      return `${at}: expected no more output, got ${show(difference.got)}`;
    case 'whitespace':
      return `line ${line}: expected ${nameByte(difference.expected)}, got ${nameByte(difference.got)}`;
    default:
      return difference satisfies never;
  }
}

/** For hidden tests: what went wrong and where in the program's own output, but nothing of the answer. */
export function hintAtDifference(difference: Difference): string {
  const { line, token } = difference.position;
  switch (difference.kind) {
    case 'token':
    case 'number':
      return `first difference at line ${line}, token ${token}`;
    case 'missing':
      return difference.empty ? 'no output' : 'the output ends too early';
    case 'extra':
      return `more output than expected, from line ${line}, token ${token}`;
    case 'whitespace':
      return `whitespace differs at line ${line}`;
    default:
      return difference satisfies never;
  }
}

/** Longest part of a token that a message shows. */
export const SHOWN_BYTES = 60;

function show(token: Uint8Array): string {
  return excerpt(token, SHOWN_BYTES);
}

function nameByte(byte: number): string {
  const names: Record<number, string> = {
    0x20: 'a space',
    0x09: 'a tab',
    0x0a: 'a line break',
    0x0b: 'a vertical tab',
    0x0c: 'a form feed',
    0x0d: 'a carriage return',
  };
  return byte < 0 ? 'the end' : (names[byte] ?? 'a token');
}
