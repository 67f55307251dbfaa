import { runMigrations } from 'bullmq';
import pg from 'pg';
import { rethrow } from './failure.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.ts';

/** Any number; the same for all versions, so that of two migrations at once one waits for the other. */
const MIGRATION_LOCK = 1_129_270_851;

export type MigrationReport = { from: number; to: number };

/** Brings the schema up to date, in one transaction. Safe to run twice, also at once. */
export async function migrate(connectionString: string, target: number = SCHEMA_VERSION): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString, application_name: 'codearena migrate' });
  client.on('error', () => undefined); // The statement under way reports it.
  await client.connect().catch(rethrow);
  try {
    const report = await migrateSchema(client, target);
    await runMigrations(client);
    return report;
  } catch (error) {
    return rethrow(error);
  } finally {
    await client.end();
  }
}

async function migrateSchema(client: pg.Client, target: number): Promise<MigrationReport> {
  await client.query('begin');
  try {
    const from = await applyMigrations(client, target);
    await client.query('commit');
    return { from, to: Math.max(from, target) };
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // The first error says more.
    throw error;
  }
}

/** Within the caller's transaction; gives the version that there was. */
export async function applyMigrations(client: pg.Client, target: number): Promise<number> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  await client.query(
    'create table if not exists schema_versions (version integer primary key, name text not null, applied_at timestamptz not null default now())',
  );
  const from = await readVersion(client);
  refuseNewer(from);
  for (const migration of MIGRATIONS) {
    if (migration.version > from && migration.version <= target) await apply(client, migration);
  }
  return from;
}

async function apply(client: pg.Client, migration: (typeof MIGRATIONS)[number]): Promise<void> {
  await client.query(migration.sql);
  await client.query('insert into schema_versions (version, name) values ($1, $2)', [migration.version, migration.name]);
}

type Queryable = { query(text: string): Promise<{ rows: { version: number }[] }> };

async function readVersion(client: Queryable): Promise<number> {
  const { rows } = await client.query('select coalesce(max(version), 0)::integer as version from schema_versions');
  return rows[0]?.version ?? 0;
}

function refuseNewer(version: number): void {
  if (version <= SCHEMA_VERSION) return;
  throw new Error(`The database has schema version ${version}; this version of CodeArena knows only ${SCHEMA_VERSION}: start a newer one`);
}

/** 0: there is none. */
export async function readSchemaVersion(client: Queryable): Promise<number> {
  const { rows } = await client.query("select (to_regclass('public.schema_versions') is not null)::integer as version");
  return rows[0]?.version === 1 ? readVersion(client) : 0;
}

/** Throws unless the schema is the one that this code was written for. */
export async function assertMigrated(client: Queryable): Promise<void> {
  const version = await readSchemaVersion(client).catch(rethrow);
  refuseNewer(version);
  if (version === SCHEMA_VERSION) return;
  throw new Error(`The database has schema version ${version}, and ${SCHEMA_VERSION} is needed: run codearena migrate`);
}
