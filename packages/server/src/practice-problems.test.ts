import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { USUAL_INSTALLATION_LIMITS, type ProblemStore } from '@codearena/core';
import { createDatabase, createProblemStore, type Database } from '@codearena/data';
import { createTestDatabase, silentLogger, type TestDatabase } from '@codearena/data/testing';
import { scaffoldPackage } from '@codearena/problem-package';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importPackage } from './practice-problems.ts';

let testDatabase: TestDatabase;
let database: Database;
let problems: ProblemStore;
let directory: string;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = createDatabase({ connectionString: testDatabase.connectionString, logger: silentLogger });
  problems = createProblemStore(database);
  directory = await mkdtemp(path.join(tmpdir(), 'codearena-import-'));
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(directory, { recursive: true });
});

const load = (root: string) => importPackage(problems, root, USUAL_INSTALLATION_LIMITS);
const stored = async () => ({
  versions: await problems.versions(),
  rows: await database.query({ text: 'select (select count(*) from problem_versions) as versions, (select count(*) from blobs) as blobs' }),
});

it('a package is imported, left alone while it is the same, and replaced when it changes', async () => {
  const root = await scaffoldPackage(directory, 'sum');
  expect(await load(root)).toMatchObject({ slug: 'sum', changed: true });
  expect(await load(root)).toMatchObject({ slug: 'sum', changed: false });
  await writeFile(path.join(root, 'statement/problem.en.md'), 'Something else.\n');
  expect(await load(root)).toMatchObject({ slug: 'sum', changed: true });
});

it.each<[string, string, (root: string) => Promise<void>]>([
  ['a test without its answer', 'data/secret/zzz.in: has no answer file', (root) => writeFile(path.join(root, 'data/secret/zzz.in'), 'x')],
  ['bad YAML', 'problem.yaml:2: is not valid YAML', (root) => writeFile(path.join(root, 'problem.yaml'), 'name: [\n')],
  ['a link out', 'include: is a symbolic link that leads out', (root) => symlink('/etc', path.join(root, 'include'))],
])('of a package with %s nothing is imported, and what was there stays', async (_, message, spoil) => {
  const root = await scaffoldPackage(directory, 'kept');
  await load(root);
  const before = await stored();
  await spoil(root);
  await expect(load(root)).rejects.toThrow(message);
  expect(await stored()).toEqual(before);
  await rm(root, { recursive: true });
});
