import { z } from 'zod';

/*
 * A backup is a gzip stream (RFC 1952) of frames: one letter, the payload's length as 32 bits big-endian, the payload.
 *
 *   H  JSON   what this is, of which version of the format and of the schema; always first
 *   T  JSON   a table begins: its name and columns
 *   D  bytes  a part of its rows, as PostgreSQL's COPY writes them in text format
 *   C  JSON   the table ends: rows, bytes, SHA-256 of all its D payloads
 *   E  JSON   the end: how many tables; without it the file was cut off
 *
 * Text rather than binary rows: they are read by any later PostgreSQL on any machine.
 */
export const FORMAT_VERSION = 1;
const FORMAT = 'codearena-backup';

export const headerSchema = z.object({
  format: z.literal(FORMAT),
  version: z.number().int(),
  schemaVersion: z.number().int().min(1),
  createdAt: z.iso.datetime(),
});
export const tableSchema = z.object({ table: z.string().regex(/^[a-z_]+$/), columns: z.array(z.string().regex(/^[a-z_0-9]+$/)).min(1) });
export const tableEndSchema = z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() });
export const endSchema = z.object({ tables: z.number().int() });

export type Frame = { kind: string; payload: Buffer };
export class BackupError extends Error {}

const HEAD_BYTES = 5;
/** A row of COPY is far smaller: test data is stored in parts of 1 MB, which text doubles. */
const LONGEST_PAYLOAD = 64 * 1024 * 1024;

export function header(schemaVersion: number): Buffer {
  return jsonFrame('H', { format: FORMAT, version: FORMAT_VERSION, schemaVersion, createdAt: new Date().toISOString() });
}

export function jsonFrame(kind: string, value: unknown): Buffer {
  return frame(kind, Buffer.from(JSON.stringify(value)));
}

export function frame(kind: string, payload: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

/** Throws a `BackupError` where the bytes are no frames or end within one. */
export async function* readFrames(source: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let held = Buffer.alloc(0);
  for await (const chunk of source) {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
    for (;;) {
      const length = payloadLength(held);
      if (length === null || held.length < HEAD_BYTES + length) break;
      yield { kind: held.toString('latin1', 0, 1), payload: held.subarray(HEAD_BYTES, HEAD_BYTES + length) };
      held = held.subarray(HEAD_BYTES + length);
    }
  }
  if (held.length > 0) throw new BackupError('The backup is damaged: it ends in the middle');
}

function payloadLength(held: Buffer): number | null {
  if (held.length < HEAD_BYTES) return null;
  const length = held.readUInt32BE(1);
  if (length > LONGEST_PAYLOAD) throw new BackupError('The backup is damaged, or is none');
  return length;
}

export function parseJson<S extends z.ZodType>({ payload }: Frame, schema: S): z.infer<S> {
  try {
    return schema.parse(JSON.parse(payload.toString('utf8')));
  } catch (cause) {
    throw new BackupError('The backup is damaged, or is none', { cause });
  }
}
