import type { Server, Socket } from 'socket.io';
import type { Logger } from 'pino';
import {
  subscribeSchema,
  type ClientToServerEvents,
  type ServerToClientEvents,
  type SubmissionEvent,
  type SubscribeError,
  type SubscriptionState,
} from '@codearena/contracts';
import { CodeArenaError, type ErrorCode, type SubmissionStore, type Viewer } from '@codearena/core';
import { countBacklog } from './backlog.ts';
import { createBudget } from './budget.ts';
import type { Channels } from './channels.ts';
import { createOutbox } from './outbox.ts';
import type { RealtimeMetrics } from './realtime-metrics.ts';
import { findState } from './state.ts';
import { createSubscription, type Subscription } from './subscription.ts';
import type { Turns } from './turns.ts';

export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents>;
export type RealtimeSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

export type ConnectionOptions = {
  channels: Channels;
  takeTurns: Turns;
  submissions: SubmissionStore;
  findViewer: (cookieHeader: string | undefined) => Promise<Viewer | null>;
  metrics: RealtimeMetrics;
  logger: Logger;
  quietMs?: number;
};

type Acknowledge = (answer: SubscriptionState | SubscribeError) => void;

const MAX_SUBSCRIPTIONS = 100;
const REQUESTS = { burst: 250, perSecond: 50 };
/** Refused requests after which a client is taken to be broken or hostile. */
const MAX_REFUSED = 1_000;
/** Packets not yet taken by the network: beyond the first number intermediate events are dropped, beyond the last the client is. One batch brings fewer of them than that. */
const BACKLOG = { drop: 64, batch: 512, disconnect: 1_024 };

/** Serves one client until it goes away. Whatever it sends, nothing here throws. */
export function serveConnection(socket: RealtimeSocket, options: ConnectionOptions): void {
  const { channels, takeTurns, submissions, metrics, logger, quietMs } = options;
  const subscriptions = new Map<string, Subscription>();
  const viewer = lookUpOnce(() => options.findViewer(socket.handshake.headers.cookie));
  const backlog = countBacklog(socket.conn);
  const outbox = createOutbox<SubmissionEvent>((events) => send(socket, backlog(), events, metrics));
  metrics.connections.inc();

  limitRequests(socket);
  socket.on('subscribe_submission', (request: unknown, acknowledge: unknown) => {
    const answer = answerOnce(acknowledge);
    subscribe(request, answer).catch((error: unknown) => answer(explain(error, logger)));
  });
  socket.on('unsubscribe_submission', (request: unknown) => {
    const parsed = subscribeSchema.safeParse(request);
    if (parsed.success) subscriptions.get(parsed.data.submissionId)?.end();
  });
  socket.on('disconnect', () => {
    metrics.connections.dec();
    outbox.close();
    for (const subscription of subscriptions.values()) subscription.end();
  });

  async function subscribe(request: unknown, answer: Acknowledge): Promise<void> {
    const { submissionId: id } = parse(request);
    const who = await viewer();
    if (who === null) throw new CodeArenaError('not_found', 'This connection has no session; connect again with the session cookie');
    if (socket.disconnected) return;
    // Subscribing again begins anew: acknowledged with the state, and no event comes twice.
    subscriptions.get(id)?.end();
    if (subscriptions.size >= MAX_SUBSCRIPTIONS) throw new CodeArenaError('rate_limited', `At most ${MAX_SUBSCRIPTIONS} subscriptions at a time`);
    const subscription = add(id, who);
    try {
      await subscription.start((state) => {
        // What it was told before is older than the state.
        outbox.flush();
        answer(state ?? notFound());
      });
    } catch (error) {
      subscription.end();
      throw error;
    }
  }

  function add(id: string, who: Viewer): Subscription {
    const subscription: Subscription = createSubscription({
      id,
      channels,
      takeTurns,
      load: () => findState(submissions, id, who),
      deliver: (event) => outbox.add(event),
      onEnd: () => {
        metrics.subscriptions.dec();
        if (subscriptions.get(id) === subscription) subscriptions.delete(id);
      },
      onError: (err) => logger.warn({ err, submissionId: id }, 'a watched submission cannot be read'),
      quietMs,
    });
    metrics.subscriptions.inc();
    subscriptions.set(id, subscription);
    return subscription;
  }
}

function lookUpOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | null = null;
  return () => {
    value ??= load().catch((error: unknown) => {
      value = null;
      throw error;
    });
    return value;
  };
}

function parse(request: unknown): { submissionId: string } {
  const parsed = subscribeSchema.safeParse(request);
  if (!parsed.success) throw new CodeArenaError('invalid_request', 'Send { submissionId }');
  return parsed.data;
}

function limitRequests(socket: RealtimeSocket): void {
  const mayAsk = createBudget(REQUESTS);
  let refused = 0;
  socket.use((packet, next) => {
    if (mayAsk()) return next();
    refused += 1;
    if (refused > MAX_REFUSED) socket.disconnect(true);
    else answerOnce(packet.at(-1))(failure('rate_limited', 'Too many requests on this connection'));
  });
}

/** `waiting`: packets of earlier batches. */
function send(socket: RealtimeSocket, waiting: number, events: readonly SubmissionEvent[], metrics: RealtimeMetrics): void {
  if (waiting > BACKLOG.disconnect) return void socket.disconnect(true);
  let tests = 0;
  for (const event of events) {
    if (event.event === 'submission_test' && (waiting > BACKLOG.drop || tests >= BACKLOG.batch)) metrics.dropped.inc();
    else emit(socket, event, metrics);
    if (event.event === 'submission_test') tests += 1;
  }
}

function emit(socket: RealtimeSocket, { event, payload }: SubmissionEvent, metrics: RealtimeMetrics): void {
  metrics.sent.inc({ event });
  // The union of names and payloads is one type to us and three signatures to Socket.IO.
  if (event === 'submission_status') socket.emit(event, payload);
  else if (event === 'submission_test') socket.emit(event, payload);
  else socket.emit(event, payload);
}

/** A client may send anything, or nothing, where its callback belongs. */
function answerOnce(acknowledge: unknown): Acknowledge {
  let answered = false;
  return (answer) => {
    if (answered || typeof acknowledge !== 'function') return;
    answered = true;
    acknowledge(answer);
  };
}

function notFound(): SubscribeError {
  return failure('not_found', 'There is no such submission in this session');
}

function failure(code: ErrorCode, message: string): SubscribeError {
  return { error: { code, message } };
}

function explain(error: unknown, logger: Logger): SubscribeError {
  if (error instanceof CodeArenaError) return failure(error.code, error.message);
  logger.error({ err: error }, 'subscribing failed');
  return failure('unavailable', 'The state cannot be read at the moment; try again');
}
