import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, silentLogger as logger, type TestDatabase } from '../testing.ts';
import { createDatabase, type Database } from './database.ts';

let server: TestDatabase;
beforeAll(async () => {
  server = await createTestDatabase();
});
afterAll(() => server.drop());

async function withDatabase(options: { statementTimeoutMs?: number; maxConnections?: number }, work: (database: Database) => Promise<void>): Promise<void> {
  const database = createDatabase({ connectionString: server.connectionString, logger, ...options });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

describe('trouble that waiting helps is `unavailable`', () => {
  test('when nobody listens', async () => {
    for (const address of ['postgresql://x:y@127.0.0.1:4299/x', 'postgresql://x:y@localhost/x?host=/nonexistent']) {
      const database = createDatabase({ connectionString: address, logger });
      await expect(database.query({ text: 'select 1' })).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 2 });
      await expect(database.transaction((query) => query({ text: 'select 1' }))).rejects.toMatchObject({ code: 'unavailable' });
      await database.close();
    }
  });

  test('when the server ends the connection', async () => {
    await withDatabase({}, async (database) => {
      await expect(database.query({ text: 'select pg_terminate_backend(pg_backend_pid())' })).rejects.toMatchObject({ code: 'unavailable' });
      expect(await database.query({ text: 'select 1 as one' })).toEqual([{ one: 1 }]);
    });
  });

  test('when a statement takes too long', async () => {
    await withDatabase({ statementTimeoutMs: 100 }, async (database) => {
      await expect(database.query({ text: 'select pg_sleep(5)' })).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
});

test('a wrong statement is a defect, not `unavailable`', async () => {
  await withDatabase({}, async (database) => {
    await expect(database.query({ text: 'select nonsense' })).rejects.toMatchObject({ code: '42703' });
  });
});

test('a transaction that fails leaves nothing, and its connection can be used again', async () => {
  await withDatabase({ maxConnections: 1 }, async (database) => {
    const failing = database.transaction(async (query) => {
      await query({ text: "insert into settings (name, value) values ('x', 'y')" });
      throw new Error('on purpose');
    });
    await expect(failing).rejects.toThrow('on purpose');
    expect(await database.query({ text: "select from settings where name = 'x'" })).toEqual([]);
  });
});

test('a transaction whose connection breaks is `unavailable`, and the next one works', async () => {
  await withDatabase({ maxConnections: 1 }, async (database) => {
    const broken = database.transaction(async (query) => {
      await query({ text: 'select pg_terminate_backend(pg_backend_pid())' });
    });
    await expect(broken).rejects.toMatchObject({ code: 'unavailable' });
    expect(await database.transaction((query) => query({ text: 'select 1 as one' }))).toEqual([{ one: 1 }]);
  });
});

test('start waits until it may stop waiting', async () => {
  const database = createDatabase({ connectionString: 'postgresql://x:y@127.0.0.1:4299/x', logger });
  const patience = AbortSignal.timeout(700);
  await expect(database.start({ signal: patience })).rejects.toThrow(/abort/);
  expect(patience.aborted).toBe(true);
  await database.close();
});
