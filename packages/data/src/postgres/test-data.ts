import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodeArenaError, type DataFile, type TestData } from '@codearena/core';
import { readBlob } from './blobs.ts';
import type { Database } from './database.ts';

/** Test data on this machine's disk, fetched once from the database; files are named by content and never change. */
export function createTestData(database: Database, directory: string): TestData {
  const underWay = new Map<string, Promise<string>>();
  return {
    path(file) {
      const known = underWay.get(file.sha256);
      if (known) return known;
      const fetched = provide(database, directory, file).finally(() => underWay.delete(file.sha256));
      underWay.set(file.sha256, fetched);
      return fetched;
    },
  };
}

async function provide(database: Database, directory: string, file: DataFile): Promise<string> {
  const path = join(directory, file.sha256.slice(0, 2), file.sha256);
  if ((await sizeOf(path)) !== file.bytes) await fetch(database, file, path);
  return path;
}

/** Complete or absent: written beside, checked, flushed, then renamed. */
async function fetch(database: Database, file: DataFile, path: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.new`;
  await mkdir(dirname(path), { recursive: true });
  await rm(unfinished, { force: true });
  try {
    const digest = await write(database, file, unfinished);
    if (digest !== file.sha256) throw new CodeArenaError('internal', `The database does not hold the test data ${file.sha256}`);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function write(database: Database, file: DataFile, path: string): Promise<string> {
  const hash = createHash('sha256');
  const target = await open(path, 'wx', 0o444);
  try {
    for await (const chunk of readBlob(database.query, file.sha256)) {
      hash.update(chunk);
      await target.write(chunk);
    }
    await target.datasync();
  } finally {
    await target.close();
  }
  return hash.digest('hex');
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (file) => file.size,
    () => null,
  );
}
