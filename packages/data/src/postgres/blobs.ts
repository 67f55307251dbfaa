import { createHash } from 'node:crypto';
import { CodeArenaError, type DataFile, type TestDataSource } from '@codearena/core';
import type { Query } from './database.ts';

/** Test data is stored in rows of this size: streamed in and out, never whole in memory. */
const CHUNK_BYTES = 1_048_576;

/** A sample is shown up to here. */
const SHOWN_BYTES = 65_536;

/** Stores what is not there yet. The caller's transaction makes it visible at once, or not at all. */
export async function saveBlobs(query: Query, files: readonly DataFile[], source: TestDataSource): Promise<void> {
  const known = await query<{ sha256: string }>({
    text: 'select sha256 from blobs where sha256 = any ($1)',
    values: [files.map((file) => file.sha256)],
  });
  const missing = new Map(files.map((file) => [file.sha256, file]));
  for (const { sha256 } of known) missing.delete(sha256);
  // In one order for all, so that two imports that share files cannot wait for each other.
  const inOrder = [...missing.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  for (const file of inOrder) await saveBlob(query, file, source.open(file));
}

async function saveBlob(query: Query, file: DataFile, content: AsyncIterable<Uint8Array>): Promise<void> {
  const inserted = await query({
    name: 'insert-blob',
    text: 'insert into blobs (sha256, bytes) values ($1, $2) on conflict do nothing returning bytes',
    values: [file.sha256, file.bytes],
  });
  if (inserted.length === 0) return;
  const hash = createHash('sha256');
  let bytes = 0;
  let index = 0;
  for await (const chunk of inChunks(content)) {
    hash.update(chunk);
    bytes += chunk.length;
    await query({
      name: 'insert-blob-chunk',
      text: 'insert into blob_chunks (sha256, index, content) values ($1, $2, $3)',
      values: [file.sha256, index, chunk],
    });
    index += 1;
  }
  if (bytes !== file.bytes || hash.digest('hex') !== file.sha256) {
    throw new CodeArenaError('invalid_request', `The test data ${file.sha256} is not what its hash and size say`);
  }
}

async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    held.push(part);
    size += part.length;
    if (size < CHUNK_BYTES) continue;
    const joined = Buffer.concat(held);
    const whole = joined.length - (joined.length % CHUNK_BYTES);
    for (let start = 0; start < whole; start += CHUNK_BYTES) yield joined.subarray(start, start + CHUNK_BYTES);
    held = [joined.subarray(whole)];
    size = joined.length - whole;
  }
  if (size > 0) yield Buffer.concat(held);
}

export async function* readBlob(query: Query, sha256: string): AsyncGenerator<Buffer> {
  for (let index = 0; ; index++) {
    const [row] = await query<{ content: Buffer }>({
      name: 'read-blob-chunk',
      text: 'select content from blob_chunks where sha256 = $1 and index = $2',
      values: [sha256, index],
    });
    if (!row) return;
    yield row.content;
  }
}

/** As text for display: cut, invalid bytes replaced, and NUL too, which neither JSON in the database nor a page can show. */
export async function readTextBlob(query: Query, file: DataFile): Promise<string> {
  const [row] = await query<{ start: Buffer }>({
    text: 'select substring(content from 1 for $2) as start from blob_chunks where sha256 = $1 and index = 0',
    values: [file.sha256, SHOWN_BYTES],
  });
  const text = new TextDecoder().decode(row?.start ?? new Uint8Array()).replaceAll('\0', '\uFFFD');
  return file.bytes > SHOWN_BYTES ? `${text}…` : text;
}
