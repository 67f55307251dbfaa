import { randomBytes } from 'node:crypto';
import type { SessionStore } from '@codearena/core';
import type { Database } from './database.ts';
import { NEED_NOT_SURVIVE } from './durability.ts';
import { newId } from './identifier.ts';

/** Notes to the day that the session is in use, so that it is not taken for one that nobody needs. */
const SESSION_EXISTS = `
  with seen as (
    update sessions set seen_at = now() where id = $1 and seen_at < now() - interval '1 day' and ${NEED_NOT_SURVIVE}
  )
  select from sessions where id = $1`;

/** `givenSecret`: the key that signs cookies; where none is given, one is made and kept in the database. */
export function createSessionStore(database: Database, givenSecret: string | null = null): SessionStore {
  let secret = givenSecret === null ? null : Promise.resolve(givenSecret);
  return {
    async create() {
      const id = newId();
      await database.query({ name: 'create-session', text: 'insert into sessions (id) values ($1)', values: [id] });
      return id;
    },
    async exists(id) {
      const rows = await database.query({ name: 'session-exists', text: SESSION_EXISTS, values: [id] });
      return rows.length > 0;
    },
    secret() {
      secret ??= readSecret(database).catch((error: unknown) => {
        secret = null;
        throw error;
      });
      return secret;
    },
  };
}

/** Made by whoever asks first; the same for all instances from then on. */
async function readSecret(database: Database): Promise<string> {
  const [row] = await database.query<{ value: string }>({
    text: `
      with made as (
        insert into settings (name, value) values ('session secret', $1) on conflict do nothing returning value
      )
      select value from made union all select value from settings where name = 'session secret'`,
    values: [randomBytes(32).toString('base64url')],
  });
  // Another instance made it in the same moment: now it can be seen.
  return row ? row.value : readSecret(database);
}
