import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CodeArenaError, type DataFile, type TestData } from '@codearena/core';
import { readBlob } from './blobs.ts';
import { evict, noteUse } from './cached-files.ts';
import type { Database } from './database.ts';

/** What is kept on the disk, besides what is in use. */
const MOST_BYTES = 2_000_000_000;

/** Test data on this machine's disk, fetched once from the database; files are named by content and never change. */
export function createTestData(database: Database, directory: string, maxBytes: number = MOST_BYTES): TestData {
  const underWay = new Map<string, Promise<string>>();
  return {
    path(file) {
      const known = underWay.get(file.sha256);
      if (known) return known;
      const fetched = provide({ database, directory, maxBytes }, file).finally(() => underWay.delete(file.sha256));
      underWay.set(file.sha256, fetched);
      return fetched;
    },
  };
}

type Cache = { database: Database; directory: string; maxBytes: number };

async function provide({ database, directory, maxBytes }: Cache, file: DataFile): Promise<string> {
  const path = join(directory, file.sha256.slice(0, 2), file.sha256);
  // At once, since it is asked for before each test: a trip through the thread pool costs far more.
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.size === file.bytes) {
    await noteUse(path, there.mtimeMs);
    return path;
  }
  await evict(directory, maxBytes - file.bytes).catch(() => 0); // Room is made as well as it can be; a full disk is told below.
  await fetch(database, file, path);
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
