import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmptyDatabase, silentLogger as logger, type TestDatabase } from '../testing.ts';
import { createDatabase, type Database } from './database.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations/index.ts';

let empty: TestDatabase;
let database: Database;
beforeEach(async () => {
  empty = await createEmptyDatabase();
  database = createDatabase({ connectionString: empty.connectionString, logger });
});
afterEach(async () => {
  await database.close();
  await empty.drop();
});

test('the versions are numbered without gaps', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(Array.from({ length: SCHEMA_VERSION }, (_, index) => index + 1));
});

test('a database without the schema is refused, and told what to run', async () => {
  await expect(database.start()).rejects.toThrow(/run codearena migrate/);
  await migrate(empty.connectionString);
  await database.start();
});

test.each(MIGRATIONS.map(({ version }) => version - 1))('from version %i the newest is reached', async (from) => {
  await migrate(empty.connectionString, from);
  expect(await migrate(empty.connectionString)).toEqual({ from, to: SCHEMA_VERSION });
  expect(await migrate(empty.connectionString)).toEqual({ from: SCHEMA_VERSION, to: SCHEMA_VERSION });
  await database.assertMigrated();
});

test('of several at once one migrates, and the others find it done', async () => {
  const reports = await Promise.all(Array.from({ length: 4 }, () => migrate(empty.connectionString)));
  expect(reports.map(({ from }) => from).toSorted((a, b) => a - b)).toEqual([0, ...Array.from({ length: 3 }, () => SCHEMA_VERSION)]);
  const applied = await database.query<{ version: number }>({ text: 'select version from schema_versions order by version' });
  expect(applied.map(({ version }) => version)).toEqual(MIGRATIONS.map(({ version }) => version));
});

test('a schema of a newer version is left alone', async () => {
  await migrate(empty.connectionString);
  await database.query({ text: "insert into schema_versions (version, name) values (999, 'from the future')" });
  await expect(migrate(empty.connectionString)).rejects.toThrow(/999.*start a newer one/s);
  await expect(database.start()).rejects.toThrow(/start a newer one/);
});

test('a migration that fails changes nothing', async () => {
  const client = new pg.Client({ connectionString: empty.connectionString });
  await client.connect();
  await client.query('create table submissions (in_the_way integer)');
  await expect(migrate(empty.connectionString)).rejects.toThrow(/already exists/);
  const { rows } = await client.query("select table_name from information_schema.tables where table_schema = 'public'");
  expect(rows).toEqual([{ table_name: 'submissions' }]);
  await client.end();
});
