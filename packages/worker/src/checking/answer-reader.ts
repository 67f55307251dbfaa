import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * The answer file as bytes to look at and take, in blocks. Reading is synchronous on purpose: output arrives without a
 * way to hold it back, so the answer has to be there the moment it is needed, or memory would grow with the output.
 */
export type AnswerReader = {
  /** The next byte, or -1 at the end. */
  peek(): number;
  take(): number;
  /** The bytes up to the next whitespace, the end or `limit`; valid until the next call of anything here. */
  peekToken(limit: number): Uint8Array;
  /** Some of the bytes to come, none only at the end; valid as long as those of `peekToken`. */
  peekBlock(): Uint8Array;
  /** Leaves out bytes that `peekToken` or `peekBlock` gave. */
  skip(count: number): void;
  close(): void;
};

const BLOCK_BYTES = 64 * 1024;

export function openAnswer(path: string): AnswerReader {
  const file = openSync(path, 'r');
  const source: ByteSource = { read: (buffer, offset) => readSync(file, buffer, offset, buffer.length - offset, null), close: () => closeSync(file) };
  return createAnswerReader(source, Math.min(BLOCK_BYTES, fstatSync(file).size + 1));
}

/** `read` fills the buffer from `offset` on and tells how many bytes it got; none at the end. */
export type ByteSource = { read(buffer: Uint8Array, offset: number): number; close(): void };

export function createAnswerReader(source: ByteSource, blockBytes = BLOCK_BYTES): AnswerReader {
  const buffer = new Uint8Array(blockBytes);
  let start = 0;
  let end = 0;
  let ended = false;

  /** Makes room by moving what is left to the front; false when nothing was added. */
  const fill = (): boolean => {
    buffer.copyWithin(0, start, end);
    end -= start;
    start = 0;
    if (ended || end === buffer.length) return false;
    const count = source.read(buffer, end);
    ended = count === 0;
    end += count;
    return count > 0;
  };
  const peek = () => (start < end || fill() ? (buffer[start] ?? -1) : -1);

  return {
    peek,
    take() {
      const byte = peek();
      if (byte >= 0) start += 1;
      return byte;
    },
    peekToken(limit) {
      let length = 0;
      while (length < limit) {
        if (start + length === end && !fill()) break;
        if (isSpace(buffer[start + length] ?? 0)) break;
        length += 1;
      }
      return buffer.subarray(start, start + length);
    },
    peekBlock: () => (peek() < 0 ? buffer.subarray(0, 0) : buffer.subarray(start, end)),
    skip(count) {
      start += count;
    },
    close: () => source.close(),
  };
}

/** Space, tab, line feed, vertical tab, form feed, carriage return. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
