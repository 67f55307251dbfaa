import { createRedisClient } from '@codearena/data';
import { silentLogger } from '@codearena/data/testing';

/** What the workers say, heard at the source: the sequences of each submission's events. */
export type Published = { sequences: Map<string, Set<number>>; close(): void };

export async function listenToPublished(redisUrl: string): Promise<Published> {
  const client = createRedisClient({ url: redisUrl, logger: silentLogger, patient: true });
  const sequences = new Map<string, Set<number>>();
  client.on('pmessage', (_pattern: string, _channel: string, message: string) => {
    const { submissionId, sequence } = (JSON.parse(message) as { payload: { submissionId: string; sequence: number } }).payload;
    sequences.set(submissionId, (sequences.get(submissionId) ?? new Set()).add(sequence));
  });
  await client.psubscribe('submission:*');
  return { sequences, close: () => client.disconnect() };
}
