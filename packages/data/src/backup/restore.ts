import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { rethrow } from '../postgres/failure.ts';
import { applyMigrations, readSchemaVersion } from '../postgres/migrate.ts';
import { SCHEMA_VERSION } from '../postgres/migrations/index.ts';
import type { Progress } from './back-up.ts';
import { BackupError, endSchema, FORMAT_VERSION, headerSchema, parseJson, readFrames, tableEndSchema, tableSchema, type Frame } from './format.ts';
import { copyTarget, type Table } from './tables.ts';

export type RestoreOptions = {
  /** Also where there are problems or submissions already; they are lost. */
  force?: boolean;
  onProgress?: (progress: Progress) => void;
};
export type RestoreReport = { createdAt: string; schemaVersion: number; tables: number; rows: number; judgedAgain: number };

/**
 * Makes the database what it was when the backup was taken, in one transaction: whatever goes wrong, nothing has changed. The
 * schema is made anew as of the backup's version, filled, and then migrated forward. What was being judged is judged again.
 */
export async function restore(connectionString: string, file: string, options: RestoreOptions = {}): Promise<RestoreReport> {
  const client = new pg.Client({ connectionString, application_name: 'codearena restore' });
  client.on('error', () => undefined); // The statement under way reports it.
  await client.connect().catch(rethrow);
  try {
    await client.query('begin');
    await refuseInUse(client);
    if (!options.force) await refuseFull(client);
    const report = await replaceAll(client, file, options.onProgress ?? (() => undefined));
    await client.query('commit');
    await client.query('analyze');
    return report;
  } finally {
    // Without a commit this undoes everything. A rollback could wait for ever, behind a COPY that waits for data.
    await client.end();
  }
}

async function refuseInUse(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ users: number }>(
    "select count(*)::integer as users from pg_stat_activity where datname = current_database() and application_name in ('codearena', 'codearena queue')",
  );
  if ((rows[0]?.users ?? 0) > 0) throw new BackupError('CodeArena is running on this database: stop it first');
}

async function refuseFull(client: pg.Client): Promise<void> {
  if ((await readSchemaVersion(client)) === 0) return;
  const { rows } = await client.query<{ full: boolean }>('select exists (select from problems) or exists (select from submissions) as full');
  if (rows[0]?.full) throw new BackupError('There are problems or submissions in this database already; --force replaces them');
}

async function replaceAll(client: pg.Client, file: string, onProgress: (progress: Progress) => void): Promise<RestoreReport> {
  const frames = readFrames(unpack(file));
  const { schemaVersion, createdAt } = readHeader(await nextFrame(frames));
  await dropEverything(client);
  await applyMigrations(client, schemaVersion);
  const counted = { tables: 0, rows: 0, bytes: 0 };
  for (;;) {
    const begun = await nextFrame(frames);
    if (begun.kind === 'E') {
      if (parseJson(begun, endSchema).tables !== counted.tables) throw new BackupError('The backup is damaged: tables are missing');
      break;
    }
    counted.rows += await fill(client, frames, parseJson(expectKind(begun, 'T'), tableSchema), (table, bytes) =>
      onProgress({ table, bytes: (counted.bytes += bytes) }),
    );
    counted.tables += 1;
  }
  await applyMigrations(client, SCHEMA_VERSION);
  return { createdAt, schemaVersion, tables: counted.tables, rows: counted.rows, judgedAgain: await judgeAgain(client) };
}

async function* unpack(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new BackupError('The backup is damaged, or is none', { cause });
  }
}

function readHeader(frame: Frame): { schemaVersion: number; createdAt: string } {
  const { version, schemaVersion, createdAt } = parseJson(expectKind(frame, 'H'), headerSchema);
  if (version <= FORMAT_VERSION && schemaVersion <= SCHEMA_VERSION) return { schemaVersion, createdAt };
  throw new BackupError('The backup is of a newer version of CodeArena: restore it with that one');
}

async function nextFrame(frames: AsyncGenerator<Frame>): Promise<Frame> {
  const { value } = (await frames.next()) as { value: Frame | undefined };
  if (!value) throw new BackupError('The backup is damaged: it ends too early');
  return value;
}

function expectKind(frame: Frame, kind: string): Frame {
  if (frame.kind !== kind) throw new BackupError('The backup is damaged, or is none');
  return frame;
}

/** One by one, since other things than ours may be in the schema's owner's way. */
async function dropEverything(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(`
    select format('drop table %s cascade', c.oid::regclass) as statement from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    union all
    select format('drop function %s cascade', p.oid::regprocedure) from pg_proc p
     where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`);
  for (const { statement } of rows) await client.query(statement);
}

async function fill(client: pg.Client, frames: AsyncGenerator<Frame>, table: Table, onBytes: (table: string, bytes: number) => void): Promise<number> {
  try {
    return await copyIn(client, frames, table, onBytes);
  } catch (error) {
    // What was changed in the file is found out by its checksums only when all of it was read; before that it may be no data at all.
    if (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''))
      throw new BackupError(`The backup is damaged: ${table.table} is not what it was`, { cause: error });
    throw error;
  }
}

async function copyIn(client: pg.Client, frames: AsyncGenerator<Frame>, table: Table, onBytes: (table: string, bytes: number) => void): Promise<number> {
  const target = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`));
  const stored = finished(target);
  stored.catch(() => undefined); // Awaited below; until then it is not unhandled.
  const hash = createHash('sha256');
  for (;;) {
    const frame = await nextFrame(frames).catch((error: Error) => {
      target.destroy(error);
      throw error;
    });
    if (frame.kind !== 'D') {
      const { rows, sha256 } = parseJson(expectKind(frame, 'C'), tableEndSchema);
      target.end();
      await stored;
      if (sha256 !== hash.digest('hex') || target.rowCount !== rows) throw new BackupError(`The backup is damaged: ${table.table} is not what it was`);
      return rows;
    }
    hash.update(frame.payload);
    onBytes(table.table, frame.payload.length);
    if (!target.write(frame.payload)) await Promise.race([once(target, 'drain'), stored]);
  }
}

/** Whoever held it is not here. All attempts are before it again, and numbers that its events may have used are not used again. */
async function judgeAgain(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(`
    with again as (
      update submissions
         set status = 'Queued', worker_id = null, lease_expires_at = null, started_at = null, due_at = now(), check_at = now(), attempts_forgiven = attempt
       where finished_at is null
      returning id
    ), forgotten as (
      delete from test_results t using again where t.submission_id = again.id
    )
    select from again`);
  return rowCount ?? 0;
}
