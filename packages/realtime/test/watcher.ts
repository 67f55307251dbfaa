import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { expect, vi } from 'vitest';
import type { ClientToServerEvents, ServerToClientEvents, SubscribeError, SubscriptionState } from '@codearena/contracts';

type Seen = { name: string; payload: { submissionId: string; sequence: number } & Record<string, unknown> };
export type Watcher = Awaited<ReturnType<typeof connectWatcher>>;

/** A client as programs write it, which remembers every event in the order of arrival. */
export async function connectWatcher(url: string, headers: Record<string, string>) {
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, {
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  const events: Seen[] = [];
  socket.onAny((name: string, payload: Seen['payload']) => events.push({ name, payload }));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

  return {
    socket,
    events,
    names: () => events.map(({ name }) => name),
    sequences: () => events.map(({ payload }) => payload.sequence),
    of: (id: string) => events.filter(({ payload }) => payload.submissionId === id),
    subscribe: (submissionId: string): Promise<SubscriptionState | SubscribeError> =>
      socket.timeout(10_000).emitWithAck('subscribe_submission', { submissionId }),
    send: (event: string, value: unknown): Promise<unknown> =>
      (socket.timeout(10_000) as unknown as { emitWithAck(event: string, value: unknown): Promise<unknown> }).emitWithAck(event, value),
    until: (name: string) => vi.waitFor(() => expect(events.map((event) => event.name)).toContain(name), { timeout: 10_000 }),
    /** Long enough for anything wrongly sent to have arrived. */
    quiet: () => sleep(100),
    close: () => socket.disconnect(),
    /** Leaves everything in the network's buffers, as a client on a bad line does. */
    stopReading(): () => void {
      const { ws } = socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
      ws.pause();
      return () => ws.resume();
    },
  };
}
