import type { SessionStore } from '@codearena/core';
import type { RedisClient } from './client.ts';

const KEPT_SECONDS = 600;

/**
 * Keeps in Redis which sessions stand, so that a request does not ask the database. The database has the truth: a Redis
 * that is lost costs nobody their history, and while it is away the database answers.
 */
export function createSessionCache(sessions: SessionStore, client: RedisClient): SessionStore {
  const keyOf = (id: string): string => `codearena:session:${id}`;
  const remember = async (id: string): Promise<void> => {
    await client.set(keyOf(id), 1, 'EX', KEPT_SECONDS).catch(() => undefined); // A cache: the next request asks the database.
  };
  const isRemembered = async (id: string): Promise<boolean> => (await client.exists(keyOf(id)).catch(() => 0)) === 1;
  return {
    async create() {
      const id = await sessions.create();
      await remember(id);
      return id;
    },
    async exists(id) {
      if (await isRemembered(id)) return true;
      const stands = await sessions.exists(id);
      if (stands) await remember(id);
      return stands;
    },
    secret: () => sessions.secret(),
  };
}
