import { once } from 'node:events';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '@codearena/contracts';
import type { Heard } from './events.ts';

/** One visitor's connection to a realtime server. */
export type Watcher = {
  /** Resolves when the end has been told. */
  follow(id: string): Promise<Heard & { verdict: string }>;
  close(): void;
};

type Following = { from: number; sequences: number[]; end: (verdict: string) => void };

export async function connectWatcher(port: number, cookie: string): Promise<Watcher> {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    extraHeaders: { cookie },
    reconnection: false,
    forceNew: true,
  });
  const following = new Map<string, Following>();
  const hear = ({ submissionId, sequence }: { submissionId: string; sequence: number }): void => void following.get(submissionId)?.sequences.push(sequence);
  socket.on('submission_status', hear);
  socket.on('submission_test', hear);
  socket.on('submission_completed', (event) => {
    hear(event);
    following.get(event.submissionId)?.end(event.status);
  });
  await Promise.race([once(socket as unknown as NodeJS.EventEmitter, 'connect'), failure(socket)]);
  return {
    async follow(id) {
      const ended = new Promise<string>((resolve) => following.set(id, { from: -1, sequences: [], end: resolve }));
      socket.emit('subscribe_submission', { submissionId: id }, (answer) => {
        const own = following.get(id);
        if (!own) return;
        if ('error' in answer) return own.end(`not subscribed: ${answer.error.code}`);
        own.from = answer.sequence;
        if (answer.finishedAt !== null) own.end(answer.status);
      });
      const verdict = await ended;
      const { from = -1, sequences = [] } = following.get(id) ?? {};
      return { id, from, sequences, verdict };
    },
    close: () => void socket.close(),
  };
}

async function failure(socket: Socket): Promise<never> {
  const [error] = (await once(socket as unknown as NodeJS.EventEmitter, 'connect_error')) as [Error];
  throw error;
}
