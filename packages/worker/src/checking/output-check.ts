import type { DefaultValidator } from '@codearena/core';
import { isSpace, type AnswerReader } from './answer-reader.ts';
import { SHOWN_BYTES, type Difference, type Position } from './difference.ts';
import { advance, identicalRun } from './identical-run.ts';
import { isWithin, MAX_NUMBER_BYTES, parseNumber } from './number-token.ts';

/*
 * The default output validator of the ICPC package format: output and answer are split at whitespace into tokens, which
 * are compared one by one. It is fed the output as it arrives and reads the answer beside it, so memory stays the same
 * however long the files, their lines or their tokens are.
 *
 * The state says where in the output we are. With `space_change_sensitive` the whitespace of both is compared byte by
 * byte in lockstep; without it, the answer's is skipped when the output's next token begins.
 */
export type OutputCheck = {
  push(chunk: Uint8Array): void;
  /** After the last chunk. Null: the output is accepted. */
  end(): Difference | null;
};

type State = {
  readonly validator: DefaultValidator;
  readonly answer: AnswerReader;
  /** `mismatch`: the difference is known, the rest of its token is still wanted for the message. */
  place: 'gap' | 'word' | 'number' | 'mismatch' | 'done';
  position: Position;
  empty: boolean;
  difference: Difference | null;
  readonly got: Head;
  readonly expected: Head;
};

/** The beginning of a token: one byte more than a number may be long, so that a longer one is known for it. */
type Head = { bytes: Uint8Array; length: number };

export function createOutputCheck(validator: DefaultValidator, answer: AnswerReader): OutputCheck {
  const state: State = {
    validator,
    answer,
    place: 'gap',
    position: { line: 1, token: 0 },
    empty: true,
    difference: null,
    got: { bytes: new Uint8Array(MAX_NUMBER_BYTES + 1), length: 0 },
    expected: { bytes: new Uint8Array(MAX_NUMBER_BYTES + 1), length: 0 },
  };
  return {
    push(chunk) {
      let index = 0;
      let retryAt = 0;
      while (index < chunk.length && state.place !== 'done') {
        if (state.place === 'gap' && index >= retryAt) {
          const length = takeIdentical(state, chunk, index);
          index += length;
          if (length > 0) continue;
          retryAt = index + RETRY_BYTES;
        }
        takeByte(state, chunk[index] ?? 0);
        index += 1;
      }
    },
    end: () => finish(state),
  };
}

/** Without a run of equal bytes, how far to go token by token before looking for one again. */
const RETRY_BYTES = 2048;

function takeIdentical(state: State, chunk: Uint8Array, from: number): number {
  const length = identicalRun(chunk, from, state.answer.peekBlock());
  if (length === 0) return 0;
  state.position = advance(state.position, chunk, from, length);
  state.empty &&= state.position.line === 1 && state.position.token === 0;
  state.answer.skip(length);
  return length;
}

function takeByte(state: State, byte: number): void {
  if (isSpace(byte)) takeSpace(state, byte);
  else takeTokenByte(state, byte);
}

function takeSpace(state: State, byte: number): void {
  if (state.place !== 'gap') endToken(state);
  if (state.place === 'done') return;
  matchSpace(state, byte);
  if (byte === 0x0a) state.position = { line: state.position.line + 1, token: 0 };
}

/** Also where whitespace does not matter, both go on together as long as they can: see `identicalRun`. */
function matchSpace(state: State, byte: number): void {
  const expected = state.answer.peek();
  if (expected === byte) state.answer.take();
  else if (state.validator.spaceChangeSensitive) settle(state, { kind: 'whitespace', position: state.position, expected, got: byte });
}

function takeTokenByte(state: State, byte: number): void {
  if (state.place === 'gap') beginToken(state, byte);
  remember(state.got, byte);
  if (state.place === 'word') matchByte(state, byte);
}

function beginToken(state: State, byte: number): void {
  state.empty = false;
  state.position.token += 1;
  state.got.length = 0;
  state.expected.length = 0;
  const { answer, validator } = state;
  if (!validator.spaceChangeSensitive) skipSpace(answer);
  const next = answer.peek();
  if (next < 0) disagree(state, { kind: 'extra', position: state.position, got: state.got.bytes });
  else if (isSpace(next)) settle(state, { kind: 'whitespace', position: state.position, expected: next, got: byte });
  else state.place = beginsNumber(state) ? 'number' : 'word';
}

/** With a tolerance, the answer decides whether a token is a number; the output has to follow. */
function beginsNumber({ validator, answer, expected }: State): boolean {
  if (validator.floatAbsoluteTolerance === null && validator.floatRelativeTolerance === null) return false;
  const token = answer.peekToken(MAX_NUMBER_BYTES + 1);
  if (token.length > MAX_NUMBER_BYTES || parseNumber(token) === null) return false;
  expected.bytes.set(token);
  expected.length = token.length;
  answer.skip(token.length);
  return true;
}

function matchByte(state: State, byte: number): void {
  const expected = state.answer.peek();
  const same = expected === byte || (!state.validator.caseSensitive && expected >= 0 && lower(expected) === lower(byte));
  if (!same) return disagreeOnToken(state);
  state.answer.take();
  remember(state.expected, expected);
}

function endToken(state: State): void {
  if (state.place === 'number') compareNumbers(state);
  else if (state.place === 'word' && !endsToken(state.answer.peek())) disagreeOnToken(state);
  if (state.place === 'mismatch') state.place = 'done';
  else if (state.place !== 'done') state.place = 'gap';
}

function compareNumbers(state: State): void {
  const { validator, got, expected } = state;
  const answer = parseNumber(expected.bytes.subarray(0, expected.length)) ?? Number.NaN;
  const output = got.length <= MAX_NUMBER_BYTES ? parseNumber(got.bytes.subarray(0, got.length)) : null;
  if (output !== null && isWithin(answer, output, validator.floatAbsoluteTolerance, validator.floatRelativeTolerance)) return;
  disagree(state, { kind: 'number', position: state.position, expected: expected.bytes, got: got.bytes, isNumber: output !== null });
}

function disagreeOnToken(state: State): void {
  disagree(state, { kind: 'token', position: state.position, expected: state.expected.bytes, got: state.got.bytes });
}

/** The difference is cut to size in `finish`, when both heads are complete. */
function disagree(state: State, difference: Difference): void {
  state.difference = difference;
  state.place = 'mismatch';
}

function settle(state: State, difference: Difference): void {
  state.difference = difference;
  state.place = 'done';
}

function finish(state: State): Difference | null {
  if (state.place !== 'gap' && state.place !== 'done') endToken(state);
  if (state.difference === null) checkAnswerEnds(state);
  const { difference } = state;
  if (difference === null) return null;
  completeExpected(state);
  const heads = { got: headOf(state.got), expected: headOf(state.expected) };
  return difference.kind === 'whitespace' ? difference : { ...difference, ...heads };
}

function checkAnswerEnds(state: State): void {
  const { answer, validator, position } = state;
  if (!validator.spaceChangeSensitive) skipSpace(answer);
  const next = answer.peek();
  if (next < 0) return;
  if (isSpace(next)) return settle(state, { kind: 'whitespace', position, expected: next, got: -1 });
  state.expected.length = 0;
  settle(state, { kind: 'missing', position, expected: state.expected.bytes, empty: state.empty });
}

/** Reads on in the answer's token as far as a message shows it. */
function completeExpected({ answer, expected }: State): void {
  while (expected.length <= SHOWN_BYTES && !endsToken(answer.peek())) remember(expected, answer.take());
}

function headOf(head: Head): Uint8Array {
  return head.bytes.slice(0, Math.min(head.length, SHOWN_BYTES + 1));
}

function remember(head: Head, byte: number): void {
  if (head.length < head.bytes.length) head.bytes[head.length++] = byte;
}

function skipSpace(answer: AnswerReader): void {
  while (isSpace(answer.peek())) answer.take();
}

function endsToken(byte: number): boolean {
  return byte < 0 || isSpace(byte);
}

/** ASCII letters only, as the format says. */
function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
