import { isSpace } from './answer-reader.ts';
import type { Position } from './difference.ts';

const STEP_BYTES = 1024;

/**
 * Most outputs are their answers, byte for byte. How many bytes of `output` from `from` on are the same as in `answer`,
 * up to and including a whitespace, so that both go on between two tokens. Equal bytes are equal under every argument.
 */
export function identicalRun(output: Uint8Array, from: number, answer: Uint8Array): number {
  const most = Math.min(output.length - from, answer.length);
  let length = 0;
  while (length < most) {
    const step = Math.min(STEP_BYTES, most - length);
    const start = from + length;
    if (Buffer.compare(output.subarray(start, start + step), answer.subarray(length, length + step)) !== 0) break;
    length += step;
  }
  while (length > 0 && !isSpace(output[from + length - 1] ?? 0)) length -= 1;
  return length;
}

/** Where a run that begins and ends between tokens leaves off. */
export function advance(position: Position, output: Uint8Array, from: number, length: number): Position {
  let { line, token } = position;
  let inside = false;
  for (let index = from; index < from + length; index += 1) {
    const byte = output[index] ?? 0;
    const space = isSpace(byte);
    if (!space && !inside) token += 1;
    inside = !space;
    if (byte !== 0x0a) continue;
    line += 1;
    token = 0;
  }
  return { line, token };
}
