import { afterEach, beforeEach, expect, test } from 'vitest';
import type { QueueItem } from '@codearena/core';
import { createClient, type Client } from './client.ts';
import { startInstallation, type Installation } from './installation.ts';

const MANY = 500;
const SOLUTION = { problemId: 'a-plus-b', language: 'python', code: 'print(1)' };

let installation: Installation;
beforeEach(async () => {
  installation = await startInstallation({ perMinute: 0, queueLimit: 10_000 });
});
afterEach(() => installation.stop());

async function newClient(): Promise<Client> {
  const client = createClient(installation.server);
  await client.begin();
  return client;
}

async function submit(client: Client): Promise<string> {
  return ((await client.post('/api/submissions', SOLUTION)).json() as { submissionId: string }).submissionId;
}

test('one session with 500 submissions waiting does not delay the single one of another', async () => {
  const [busy, single] = [await newClient(), await newClient()];
  for (let sent = 0; sent < MANY; sent += 10) await Promise.all(Array.from({ length: 10 }, () => submit(busy)));
  const lone = await submit(single);
  const shown = (await single.get(`/api/submissions/${lone}`)).json() as { ahead: number };
  expect(shown.ahead).toBeLessThanOrEqual(10);

  const before: QueueItem[] = [];
  await installation.takeQueued((item) => {
    if (item.id !== lone) before.push(item);
    return item.id === lone;
  });
  expect(new Set(before.map(({ id }) => id)).size).toBe(shown.ahead);
}, 120_000);
