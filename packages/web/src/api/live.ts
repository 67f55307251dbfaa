import {
  type ClientToServerEvents,
  type ServerToClientEvents,
  type SubmissionEvent,
  type SubscriptionState,
  submissionCompletedEventSchema,
  submissionStatusEventSchema,
  submissionTestEventSchema,
  subscriptionStateSchema,
} from '@codearena/contracts';
import type { Socket } from 'socket.io-client';
import { createObservable } from '../lib/observable.ts';

export type Watcher = { onState: (state: SubscriptionState) => void; onEvent: (event: SubmissionEvent) => void };
export type Connection = 'idle' | 'connecting' | 'connected' | 'lost';

type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** How the one connection to the realtime server is; the page's banner and the polling look at it. */
export const connection = createObservable<Connection>('idle');

const watchers = new Map<string, Set<Watcher>>();
const OPTIONS = { withCredentials: true, reconnectionDelayMax: 3_000 };
const RETRY_MS = 1_500;
const renewedFor = new Set<string>();
let socket: LiveSocket | null = null;

/** Opens the connection; called once, by the first page that needs it. */
export async function connectLive(url: string): Promise<void> {
  if (connection.get() !== 'idle') return;
  connection.set('connecting');
  const { io } = await import('socket.io-client');
  socket = url === '' ? io(OPTIONS) : io(url, OPTIONS);
  socket.on('connect', () => {
    connection.set('connected');
    for (const id of watchers.keys()) subscribe(id);
  });
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') connection.set('connecting');
    else lose();
  });
  socket.on('connect_error', lose);
  socket.on('submission_status', (payload) => dispatch({ event: 'submission_status', payload: submissionStatusEventSchema.parse(payload) }));
  socket.on('submission_test', (payload) => dispatch({ event: 'submission_test', payload: submissionTestEventSchema.parse(payload) }));
  socket.on('submission_completed', (payload) => dispatch({ event: 'submission_completed', payload: submissionCompletedEventSchema.parse(payload) }));
}

/** Tries at once instead of waiting for the next attempt. */
export function reconnectNow(): void {
  socket?.connect();
}

/** Follows one submission or run; subscribes again by itself after each reconnection. Returns the way to stop. */
export function watchSubmission(id: string, watcher: Watcher): () => void {
  const known = watchers.get(id);
  if (known) known.add(watcher);
  else watchers.set(id, new Set([watcher]));
  subscribe(id);
  return () => unwatch(id, watcher);
}

function unwatch(id: string, watcher: Watcher): void {
  const known = watchers.get(id);
  known?.delete(watcher);
  if (known?.size !== 0) return;
  watchers.delete(id);
  if (socket?.connected) socket.emit('unsubscribe_submission', { submissionId: id });
}

/** A packet sent while there is no connection would be queued and sent twice; the reconnection subscribes anyway. */
function subscribe(id: string): void {
  if (!socket?.connected) return;
  socket.emit('subscribe_submission', { submissionId: id }, (answer) => {
    const state = subscriptionStateSchema.safeParse(answer);
    if (state.success) for (const watcher of watchers.get(id) ?? []) watcher.onState(state.data);
    else renewSession(id);
  });
}

/**
 * A connection that was opened before this browser had a session cookie may see nothing, also not what it has just
 * submitted. Opening it again sends the cookie; once for each submission, because it may really not be ours to see.
 */
function renewSession(id: string): void {
  if (renewedFor.has(id) || !watchers.has(id)) return;
  renewedFor.add(id);
  socket?.disconnect().connect();
}

function dispatch(event: SubmissionEvent): void {
  for (const watcher of watchers.get(event.payload.submissionId) ?? []) watcher.onEvent(event);
}

/** Socket.IO tries again by itself, except after the server has closed or refused the connection on purpose. */
function lose(): void {
  connection.set('lost');
  if (socket && !socket.active) setTimeout(reconnectNow, RETRY_MS);
}
