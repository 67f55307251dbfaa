import { access, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFile } from '@codearena/core';
import { newProblem } from '@codearena/core/fixtures.contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStoreWorld, type StoreWorld } from '../testing-world.ts';
import { createTestData } from './test-data.ts';

const BYTES = 100_000;

let world: StoreWorld;
let directory: string;
let files: DataFile[];
beforeAll(async () => {
  world = await createStoreWorld();
  directory = await mkdtemp(join(tmpdir(), 'codearena-cache-test-'));
  const fixture = newProblem(
    {},
    Array.from({ length: 6 }, (_, number): [string, string] => [String(number).repeat(BYTES), 'x']),
  );
  await world.problems.save(fixture.definition, fixture.data);
  files = fixture.definition.tests.map(({ input }) => input);
});
afterAll(async () => {
  await world.close();
  await rm(directory, { recursive: true });
});

const cached = async (): Promise<string[]> =>
  (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
const lastUsed = async (path: string, minutesAgo: number): Promise<void> =>
  utimes(path, Date.now() / 1_000 - minutesAgo * 60, Date.now() / 1_000 - minutesAgo * 60);

test('keeps to its size by removing what was not used for longest, and fetches that again when it is asked for', async () => {
  const testData = createTestData(world.database, directory, 3 * BYTES);
  const [first, second, third, fourth] = files as [DataFile, DataFile, DataFile, DataFile];
  for (const [file, minutesAgo] of [
    [first, 60],
    [second, 50],
    [third, 40],
  ] as const)
    await lastUsed(await testData.path(file), minutesAgo);
  await testData.path(first); // Used again: it is the newest now.
  await testData.path(fourth);
  expect((await cached()).sort()).toEqual([first, third, fourth].map(({ sha256 }) => sha256).sort());
  await access(await testData.path(second));
});

test('never removes what may be in use, whatever its size', async () => {
  const testData = createTestData(world.database, directory, BYTES);
  const paths = await Promise.all(files.map((file) => testData.path(file)));
  for (const path of paths) await access(path);
});
