import { expect, test } from 'vitest';
import { startTestServer } from '@codearena/data/testing';
import { createClient } from './client.ts';
import { startInstallation } from './installation.ts';

const SOLUTION = { problemId: 'a-plus-b', language: 'python', code: 'print(1)' };

test('without the queue nothing is accepted, nothing is counted, and reading goes on', async () => {
  const installation = await startInstallation();
  try {
    const client = createClient(installation.server);
    await client.begin();
    await installation.loseQueue();
    const answer = await client.post('/api/submissions', SOLUTION);
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    expect(answer.json()).toMatchObject({ code: 'unavailable' });
    expect(answer.headers.ratelimit).toBeUndefined();
    expect((await client.get('/api/history')).json()).toMatchObject({ items: [] });
    expect((await client.get('/metrics')).text).toMatch(/^codearena_queue_waiting Nan$/m);
  } finally {
    await installation.stop();
  }
});

test('without the database requests are told to come again, liveness stays, readiness names it', async () => {
  const databaseServer = await startTestServer();
  const installation = await startInstallation({ testDatabase: { connectionString: templateOf(databaseServer.connectionString), drop: databaseServer.stop } });
  try {
    const client = createClient(installation.server);
    await client.begin();
    await databaseServer.stop();
    for (const answer of [await client.get('/api/problems'), await client.get('/api/history'), await client.post('/api/submissions', SOLUTION)]) {
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toMatch(/^\d+$/);
      expect(answer.json()).toMatchObject({ code: 'unavailable' });
    }
    expect((await client.get('/health')).status).toBe(200);
    const ready = await client.get('/ready');
    expect(ready.status).toBe(503);
    expect(ready.json()).toMatchObject({
      ready: false,
      dependencies: [
        { name: 'database', ok: false },
        { name: 'worker', ok: false },
      ],
    });
    expect(ready.text).not.toMatch(/postgres|socket|password/i);
  } finally {
    await installation.stop();
  }
});

test('before any worker has reported, a submission is not wrong but too early', async () => {
  const installation = await startInstallation({ worker: false });
  try {
    const answer = await createClient(installation.server).post('/api/submissions', SOLUTION);
    expect(answer.status).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'unavailable' });
    expect((await installation.server.send({ path: '/api/languages' })).json()).toEqual([]);
  } finally {
    await installation.stop();
  }
});

/** The test server's migrated database. */
function templateOf(connectionString: string): string {
  const url = new URL(connectionString);
  url.pathname = '/codearena_template';
  return url.href;
}
