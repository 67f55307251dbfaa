import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { Server } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '@codearena/contracts';
import type { EventBus, SessionStore, SubmissionStore } from '@codearena/core';
import { createChannels } from './channels.ts';
import { serveConnection, type RealtimeServer } from './connection.ts';
import { isAllowedOrigin } from './origin.ts';
import { createRealtimeMetrics } from './realtime-metrics.ts';
import { createTurns } from './turns.ts';
import { createViewerLookup } from './viewer.ts';

export type RealtimeDependencies = {
  submissions: SubmissionStore;
  bus: EventBus;
  sessions: SessionStore;
  logger: Logger;
  registry: Registry;
  /** Origins of pages that are served from elsewhere and may connect. A page from this server's own host always may. */
  corsOrigins?: readonly string[];
  /** Silence after which a watched submission is looked up in the store. Default: 20 s. */
  quietMs?: number;
};

const MAX_PACKET_BYTES = 16_384;
/** Fewer than the connections to the database, so that others find one, too. */
const CATCHING_UP_AT_A_TIME = 4;

/** The WebSocket server. It adds itself to a given http.Server, which stays its owner's to listen and to close. */
export function createRealtime(deps: RealtimeDependencies) {
  const { submissions, logger, quietMs, corsOrigins = [] } = deps;
  const channels = createChannels(deps.bus, (err) => logger.warn({ err }, 'leaving a channel failed'));
  const metrics = createRealtimeMetrics(deps.registry);
  const takeTurns = createTurns(CATCHING_UP_AT_A_TIME);
  const findViewer = createViewerLookup(deps.sessions);
  const io: RealtimeServer = new Server<ClientToServerEvents, ServerToClientEvents>({
    serveClient: false,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    // Events are small; compressing each would cost more memory per connection than it saves bytes.
    perMessageDeflate: false,
    cors: corsOrigins.length > 0 ? { origin: [...corsOrigins], credentials: true } : undefined,
    allowRequest: (req, decide) => decide(null, isAllowedOrigin(req.headers, corsOrigins)),
  });
  io.on('connection', (socket) => serveConnection(socket, { channels, takeTurns, submissions, findViewer, metrics, logger, quietMs }));
  let attached = false;

  return {
    attach(server: HttpServer): void {
      io.attach(server);
      attached = true;
    },
    /** Says goodbye to every client, which then reconnects elsewhere and subscribes again. */
    async stop(): Promise<void> {
      io.disconnectSockets(true);
      if (attached) io.engine.close();
    },
    watched: channels.size,
  };
}

export type Realtime = ReturnType<typeof createRealtime>;
