import pg from 'pg';
import type { LoadStack } from './stack.ts';

/** What became of what got a 202: each number but the first must be 0. */
export type Fate = { stored: number; lost: number; doubled: number; notQueued: number };

/** With the workers stopped, so that the queue must hold all of it. */
export async function findFate(stack: LoadStack, acceptedIds: readonly string[]): Promise<Fate> {
  const stored = new Set(await storedIds(stack.connectionString));
  const backend = stack.openQueue();
  const queue = backend.openQueue({});
  try {
    const { prioritized = 0 } = await queue.getJobCounts('prioritized');
    return compare(acceptedIds, stored, prioritized);
  } finally {
    await queue.close();
    await backend.close();
  }
}

/** An answer that is given twice counts as doubled, and so does a row that nobody was told of. */
export function compare(acceptedIds: readonly string[], stored: ReadonlySet<string>, queued: number): Fate {
  const accepted = new Set(acceptedIds);
  const unknown = [...stored].filter((id) => !accepted.has(id)).length;
  return {
    stored: stored.size,
    lost: [...accepted].filter((id) => !stored.has(id)).length,
    doubled: acceptedIds.length - accepted.size + unknown,
    notQueued: stored.size - queued,
  };
}

async function storedIds(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('select id from submissions');
    return rows.map(({ id }) => id);
  } finally {
    await client.end();
  }
}
