/**
 * Frames of the lane protocol (launcher/PROTOCOL.md): a header of 12 bytes, a head of fixed fields and strings, a body
 * of plain bytes. Numbers are little-endian.
 */
export const PROTOCOL_VERSION = 3;
export const MAX_BODY_BYTES = 2 ** 30;

export const REQUEST = { hello: 1, write: 2, snapshot: 3, run: 4, reset: 5, directory: 6, courier: 7, bring: 8 } as const;
export const REPLY = { ready: 65, done: 66, fault: 67, file: 68, stdout: 69, stderr: 70, result: 71, said: 72, heard: 73 } as const;

const HEADER_BYTES = 12;
const MAX_HEAD_BYTES = 2 ** 20;

export type FrameHandler = {
  /** A frame begins; its body follows in pieces. */
  onFrame(type: number, head: Buffer, bodyBytes: number): void;
  onBody(chunk: Buffer): void;
  onEnd(): void;
};

export function frameHeader(type: number, headBytes: number, bodyBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(type, 0);
  header.writeUInt32LE(headBytes, 4);
  header.writeUInt32LE(bodyBytes, 8);
  return header;
}

/** Takes a stream apart as it arrives; bodies are passed on without being gathered. */
export function createFrameReader(handler: FrameHandler): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let bodyLeft = 0;

  function takeBody(): void {
    const part = pending.subarray(0, bodyLeft);
    pending = pending.subarray(part.length);
    bodyLeft -= part.length;
    if (part.length > 0) handler.onBody(part);
    if (bodyLeft === 0) handler.onEnd();
  }

  function takeHeader(): boolean {
    if (pending.length < HEADER_BYTES) return false;
    const headBytes = pending.readUInt32LE(4);
    if (headBytes > MAX_HEAD_BYTES) throw new Error(`frame head of ${headBytes} bytes`);
    if (pending.length < HEADER_BYTES + headBytes) return false;
    bodyLeft = pending.readUInt32LE(8);
    const type = pending.readUInt8(0);
    const head = pending.subarray(HEADER_BYTES, HEADER_BYTES + headBytes);
    pending = pending.subarray(HEADER_BYTES + headBytes);
    handler.onFrame(type, head, bodyLeft);
    if (bodyLeft === 0) handler.onEnd();
    return true;
  }

  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length > 0) {
      if (bodyLeft > 0) takeBody();
      else if (!takeHeader()) return;
    }
  };
}
