import { Duplex } from 'node:stream';

const HEADER_BYTES = 8;
const STDERR = 2;
const KEPT_STDERR_BYTES = 4096;

export type AttachedStream = {
  /** Writes to the container's stdin, reads its stdout. */
  stream: Duplex;
  /** The first few kilobytes that the container said on stderr. */
  complaint(): string;
};

/**
 * Takes stdout out of an attached connection, in which the engine puts a header of 8 bytes before each piece:
 * the stream's number, three zeros and the length, big-endian.
 */
export function separateStreams(connection: Duplex): AttachedStream {
  let pending: Buffer = Buffer.alloc(0);
  let bodyLeft = 0;
  let source = 0;
  let stderr = '';

  function takeBody(): boolean {
    const part = pending.subarray(0, bodyLeft);
    pending = pending.subarray(part.length);
    bodyLeft -= part.length;
    if (source !== STDERR) return stream.push(part);
    stderr = (stderr + part.toString()).slice(0, KEPT_STDERR_BYTES);
    return true;
  }

  function takeHeader(): void {
    source = pending.readUInt8(0);
    bodyLeft = pending.readUInt32BE(4);
    pending = pending.subarray(HEADER_BYTES);
  }

  connection.on('data', (chunk: Buffer) => {
    let wanted = true;
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length > 0) {
      if (bodyLeft > 0) wanted = takeBody();
      else if (pending.length >= HEADER_BYTES) takeHeader();
      else break;
    }
    if (!wanted) connection.pause();
  });
  connection.once('end', () => stream.push(null));
  connection.once('close', () => stream.destroy());
  connection.on('error', (error) => stream.destroy(error));

  const stream = new Duplex({
    read: () => void connection.resume(),
    // Done when the connection has passed it on, since the sender uses its buffer again, or never will: then the stream ends anyway.
    write: (chunk: Buffer, _encoding, done) => void connection.write(chunk, () => done()),
    writev: (chunks, done) => void connection.write(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), () => done()),
    final: (done) => void connection.end(done),
    destroy: (error, done) => (connection.destroy(), done(error)),
  });
  return { stream, complaint: () => stderr.trim() };
}
