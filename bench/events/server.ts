/**
 * The realtime server on real stores and the bus of one process, and beside it a bare Socket.IO server that does nothing but
 * send. Publishes when the process that started it says so, and tells when it published what.
 */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { Server } from 'socket.io';
import type { SubmissionEvent } from '@codearena/contracts';
import { SESSION_COOKIE, sequenceOf, signSession } from '@codearena/core';
import { newProblem } from '@codearena/core/fixtures.contract';
import {
  createDatabase,
  createEmbeddedPostgres,
  createJudgingStore,
  createMemoryEventBus,
  createProblemStore,
  createSessionStore,
  createSubmissionStore,
  migrate,
} from '@codearena/data';
import { createRealtime } from '@codearena/realtime';

export type Ready = { ours: string; bare: string; cookie: string; submissionId: string };
export type Order = { to: 'ours' | 'bare'; events: number; everyMs: number };
/** Sequence number → `performance.timeOrigin + performance.now()` at which it was published. */
export type Published = { at: [sequence: number, ms: number][] };

const ROOM = 'all';
const LEASE_MS = 600_000;

const dataDir = process.argv[2] ?? '';
const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
const postgres = createEmbeddedPostgres({ dataDir, logger });
const { connectionString } = await postgres.start();
await migrate(connectionString);
const database = createDatabase({ connectionString, logger });
const bus = createMemoryEventBus();
const sessions = createSessionStore(database);
const submissions = createSubmissionStore(database);
const { definition, data } = newProblem({ slug: 'first' });
await createProblemStore(database).save(definition, data);
const viewer = { sessionId: await sessions.create() };
const { id } = await submissions.createSubmission({ problemId: 'first', language: 'c', code: 'x' }, { viewer, requestId: 'bench', idempotencyKey: null });
const work = await createJudgingStore(database).claim(id, 'bench', LEASE_MS);
if (!work) throw new Error('The submission could not be claimed');
let count = 0;

const realtime = createRealtime({ submissions, bus, sessions, logger, registry: new Registry() });
const http = { ours: createServer(), bare: createServer() };
realtime.attach(http.ours);
const bare = new Server(http.bare, { serveClient: false, perMessageDeflate: false });
bare.on('connection', (socket) => void socket.join(ROOM));

process.on('message', (order: Order) => void publishAll(order).then((published) => process.send?.(published)));
process.on('disconnect', () => void stop());
process.send?.({
  ours: await listen(http.ours),
  bare: await listen(http.bare),
  cookie: `${SESSION_COOKIE}=${signSession(viewer.sessionId, await sessions.secret())}`,
  submissionId: id,
} satisfies Ready);

async function stop(): Promise<void> {
  await realtime.stop();
  await database.close();
  await postgres.stop();
  process.exit();
}

async function publishAll({ to, events, everyMs }: Order): Promise<Published> {
  const at: Published['at'] = [];
  const started = performance.now();
  for (let sent = 0; sent < events; sent += 1) {
    const due = started + sent * everyMs;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const event = nextEvent();
    at.push([event.payload.sequence, performance.timeOrigin + performance.now()]);
    if (to === 'ours') await bus.publish(event);
    else bare.to(ROOM).emit(event.event, event.payload);
  }
  return { at };
}

function nextEvent(): SubmissionEvent {
  const sequence = sequenceOf(work?.claim.attempt ?? 1, (count += 1));
  const testResult = { index: 1, status: 'Accepted', timeMs: 12, wallMs: 14, memoryKb: 9_000, score: null, sample: false, group: 'secret' } as const;
  return { event: 'submission_test', payload: { submissionId: id, testResult, done: 1, total: 100, sequence } };
}

async function listen(server: HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
