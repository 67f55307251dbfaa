import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SessionStore } from './messaging.ts';

/** Each `open` is another instance on the same data. */
export type SessionWorld = { open(): SessionStore; close(): Promise<void> };

export function sessionStoreContract(create: () => Promise<SessionWorld>): void {
  let world: SessionWorld;
  beforeAll(async () => {
    world = await create();
  });
  afterAll(() => world.close());

  test('a session that was created exists, for all instances', async () => {
    const id = await world.open().create();
    const other = world.open();
    for (let asked = 0; asked < 2; asked++) expect(await other.exists(id)).toBe(true);
  });

  test.each(['', 'x', randomUUID()])('the id "%s" does not', async (id) => {
    expect(await world.open().exists(id)).toBe(false);
  });

  test('ids differ', async () => {
    const sessions = world.open();
    const ids = await Promise.all(Array.from({ length: 50 }, () => sessions.create()));
    expect(new Set(ids).size).toBe(50);
  });

  test('the secret is one for all instances, also when they ask for the first time together, and long', async () => {
    const secrets = await Promise.all(Array.from({ length: 10 }, () => world.open().secret()));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
  });
}
