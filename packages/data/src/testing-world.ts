import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JudgeErrorStore, JudgingStore, ProblemStore, SubmissionRecovery, SubmissionStore, TestData } from '@codearena/core';
import { createDatabase, type Database } from './postgres/database.ts';
import { createJudgeErrorStore } from './postgres/judge-errors.ts';
import { createJudgingStore } from './postgres/judging-store.ts';
import { createProblemStore } from './postgres/problem-store.ts';
import { createSubmissionRecovery } from './postgres/recovery.ts';
import { createSubmissionStore } from './postgres/submission-store.ts';
import { createTestData } from './postgres/test-data.ts';
import { createTestDatabase, silentLogger } from './testing.ts';

/** All stores on a database of their own. */
export type StoreWorld = {
  database: Database;
  connectionString: string;
  submissions: SubmissionStore;
  judging: JudgingStore;
  judgeErrors: JudgeErrorStore;
  recovery: SubmissionRecovery;
  problems: ProblemStore;
  testData: TestData;
  close(): Promise<void>;
};

export async function createStoreWorld(): Promise<StoreWorld> {
  const { connectionString, drop } = await createTestDatabase();
  const directory = await mkdtemp(join(tmpdir(), 'codearena-cache-'));
  const database = createDatabase({ connectionString, logger: silentLogger });
  return {
    database,
    connectionString,
    submissions: createSubmissionStore(database),
    judging: createJudgingStore(database),
    judgeErrors: createJudgeErrorStore(database),
    recovery: createSubmissionRecovery(database),
    problems: createProblemStore(database),
    testData: createTestData(database, directory),
    async close() {
      await database.close();
      await drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
