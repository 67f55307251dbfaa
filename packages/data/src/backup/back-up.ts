import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { rethrow } from '../postgres/failure.ts';
import { readSchemaVersion } from '../postgres/migrate.ts';
import { frame, header, jsonFrame } from './format.ts';
import { copyTarget, tablesToKeep, type Table } from './tables.ts';

export type Progress = { table: string; bytes: number };
export type BackupReport = { schemaVersion: number; tables: number; rows: number; fileBytes: number };

/** Most of it is test data and text: little is gained by compressing harder, and much time lost. */
const COMPRESSION = 4;

/**
 * Writes everything of the database that is worth keeping to a file, as of one moment, while others go on writing: all tables
 * are read in one transaction on one snapshot. The file is complete or not there, and only its owner may read it: it holds
 * everybody's code and the key that signs sessions.
 */
export async function backUp(connectionString: string, file: string, onProgress: (progress: Progress) => void = () => undefined): Promise<BackupReport> {
  const client = new pg.Client({ connectionString, application_name: 'codearena backup' });
  client.on('error', () => undefined); // The statement under way reports it.
  await client.connect().catch(rethrow);
  const unfinished = `${file}.${process.pid}.unfinished`;
  try {
    await client.query('begin isolation level repeatable read read only');
    const schemaVersion = await readSchemaVersion(client);
    if (schemaVersion === 0) throw new Error('This database is empty: there is nothing to back up');
    const tables = await tablesToKeep(client);
    const counted = { rows: 0, bytes: 0 };
    const frames = writeFrames({ client, schemaVersion, tables, counted, onProgress });
    await pipeline(Readable.from(frames), createGzip({ level: COMPRESSION }), createWriteStream(unfinished, { mode: 0o600, flags: 'wx' }));
    await flush(unfinished);
    await rename(unfinished, file);
    return { schemaVersion, tables: tables.length, rows: counted.rows, fileBytes: (await stat(file)).size };
  } finally {
    await rm(unfinished, { force: true });
    await client.end();
  }
}

type Writing = {
  client: pg.Client;
  schemaVersion: number;
  tables: readonly Table[];
  counted: { rows: number; bytes: number };
  onProgress: (progress: Progress) => void;
};

async function* writeFrames({ client, schemaVersion, tables, counted, onProgress }: Writing): AsyncGenerator<Buffer> {
  yield header(schemaVersion);
  for (const table of tables) {
    yield jsonFrame('T', table);
    const hash = createHash('sha256');
    const rows = client.query(copyTo(`copy ${copyTarget(table)} to stdout`));
    let bytes = 0;
    for await (const chunk of rows as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      counted.bytes += chunk.length;
      onProgress({ table: table.table, bytes: counted.bytes });
      yield frame('D', chunk);
    }
    counted.rows += rows.rowCount;
    yield jsonFrame('C', { rows: rows.rowCount, bytes, sha256: hash.digest('hex') });
  }
  yield jsonFrame('E', { tables: tables.length });
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
