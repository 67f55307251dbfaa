import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '@codearena/contracts';
import type { Published } from './server.ts';

/** Many clients that listen to the same submission. */
export type Listeners = {
  /** Forgets what came so far. */
  begin(): void;
  /** Waits until every one has had everything that was published, at most this long; what they had then. */
  settle(published: Published, waitMs: number): Promise<Heard>;
  leave(): void;
};

export type Heard = { latencies: number[]; lost: number; doubled: number; lastAt: number };

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

/** With a submission to subscribe to, or without for a server that sends to all. */
export async function bringListeners(url: string, count: number, cookie: string, submissionId: string | null): Promise<Listeners> {
  const clients = await Promise.all(Array.from({ length: count }, () => connect(url, cookie, submissionId)));
  let heard = clients.map((): [sequence: number, at: number][] => []);
  clients.forEach((client, place) =>
    client.on('submission_test', ({ sequence }) => heard[place]?.push([sequence, performance.timeOrigin + performance.now()])),
  );
  return {
    begin() {
      heard = clients.map(() => []);
    },
    async settle(published, waitMs) {
      const deadline = performance.now() + waitMs;
      const complete = (): boolean => heard.every((events) => events.length >= published.at.length);
      while (!complete() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
      return summarise(published, heard);
    },
    leave: () => clients.forEach((client) => client.close()),
  };
}

export function summarise({ at }: Published, heard: readonly (readonly [sequence: number, at: number])[][]): Heard {
  const publishedAt = new Map(at);
  const latencies: number[] = [];
  let lost = 0;
  let doubled = 0;
  let lastAt = 0;
  for (const events of heard) {
    const seen = new Set<number>();
    for (const [sequence, receivedAt] of events) {
      if (seen.has(sequence)) doubled += 1;
      seen.add(sequence);
      latencies.push(receivedAt - (publishedAt.get(sequence) ?? Number.NaN));
      lastAt = Math.max(lastAt, receivedAt);
    }
    lost += at.filter(([sequence]) => !seen.has(sequence)).length;
  }
  return { latencies, lost, doubled, lastAt };
}

async function connect(url: string, cookie: string, submissionId: string | null): Promise<Client> {
  const client: Client = io(url, { transports: ['websocket'], extraHeaders: { cookie }, forceNew: true, reconnection: false });
  await new Promise<void>((resolve, reject) => client.once('connect', resolve).once('connect_error', reject));
  if (submissionId === null) return client;
  const state = await new Promise<object>((resolve) => client.emit('subscribe_submission', { submissionId }, resolve));
  if ('error' in state) throw new Error(`Subscribing was refused: ${JSON.stringify(state.error)}`);
  return client;
}
