import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents, SubscriptionState } from '@codearena/contracts';
import { PROGRAMS, type Program } from './programs.ts';
import type { Random } from '../product/random.ts';

/** A submission or run that got its 202: what must become of it, and what its subscriber saw. */
export type Accepted = {
  id: string;
  program: Program;
  acceptedAt: number;
  endedAt: number | null;
  /** How the end was told, in each connection of the subscriber; more than once in one is a defect. */
  ends: { connection: number; verdict: string; stdout: string | undefined }[];
};

export type Visitors = {
  accepted: Map<string, Accepted>;
  /** What no fault can excuse. */
  complaints: string[];
  /** When the last 202 came, `performance.now()`. */
  lastAcceptedAt(): number;
  /** No new submissions; those on their way are still sent until they get their 202. */
  finish(): Promise<void>;
  leave(): void;
};

export type Doors = { http: readonly number[]; realtime: readonly number[] };

const POST_TIMEOUT_MS = 8_000;
const TRY_AGAIN_MS = 300;

/** Some people who submit one program after another, watch it, and send again what got no answer. */
export async function bringVisitors(count: number, doors: Doors, random: Random): Promise<Visitors> {
  const accepted = new Map<string, Accepted>();
  const complaints: string[] = [];
  let lastAcceptedAt = 0;
  let leaving = false;
  const note = (id: string, program: Program): Accepted => {
    lastAcceptedAt = performance.now();
    const entry = { id, program, acceptedAt: lastAcceptedAt, endedAt: null, ends: [] };
    accepted.set(id, entry);
    return entry;
  };
  const watchers: Watcher[] = [];
  const work: Promise<void>[] = [];
  for (let i = 0; i < count; i++) {
    // The cookie first: what is sent again must come from the same session.
    const cookie = await openSession(doors.http[0] ?? 0);
    const watcher = createWatcher(cookie, doors.realtime, random, complaints);
    watchers.push(watcher);
    work.push(visit(cookie, watcher));
  }

  async function visit(cookie: string, watcher: Watcher): Promise<void> {
    while (!leaving) {
      const program = random.pick(PROGRAMS);
      const id = await send(program, cookie, doors.http, complaints);
      if (accepted.has(id)) complaints.push(`${id} was given to two submissions`);
      const entry = note(id, program);
      const ended = watcher.watch(entry);
      // Some wait for the end, others send the next one meanwhile.
      if (random.between(0, 1) < 0.6) await Promise.race([ended, sleep(20_000, undefined, { ref: false })]);
      await sleep(random.between(0, 400));
    }
  }

  return {
    accepted,
    complaints,
    lastAcceptedAt: () => lastAcceptedAt,
    async finish() {
      leaving = true;
      await Promise.all(work);
    },
    leave: () => watchers.forEach((watcher) => watcher.close()),
  };
}

async function openSession(port: number): Promise<string> {
  const response = await post(port, '/api/runs', { language: 'python', code: 'pass', stdin: '' }, {});
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (response.status !== 202 || cookie === undefined) throw new Error(`The first request of a visitor got ${response.status}: ${await response.text()}`);
  return cookie;
}

/** Sends until there is a 202, always with the same key: however often it arrives, it may count only once. */
async function send(program: Program, cookie: string, ports: readonly number[], complaints: string[]): Promise<string> {
  const key = randomUUID();
  const { language, code } = program;
  const [path, body] =
    program.kind === 'run'
      ? ['/api/runs', { language, code, stdin: program.stdin, ...(program.timeMs && { limits: { timeMs: program.timeMs } }) }]
      : ['/api/submissions', { problemId: 'a-plus-b', language, code }];
  for (let tries = 0; ; tries++) {
    const port = ports[tries % ports.length] ?? 0;
    const answer = await post(port, path, body, { cookie, 'idempotency-key': key }).then(readAnswer, () => null);
    if (answer?.status === 202) return answer.id;
    if (answer && answer.status < 500) complaints.push(`${path} answered ${answer.status}: ${answer.text}`);
    await sleep(TRY_AGAIN_MS);
  }
}

function post(port: number, path: string, body: object, headers: Record<string, string>): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(POST_TIMEOUT_MS),
  });
}

async function readAnswer(response: Response): Promise<{ status: number; id: string; text: string }> {
  const text = await response.text();
  const { submissionId, runId } = response.status === 202 ? (JSON.parse(text) as { submissionId?: string; runId?: string }) : {};
  return { status: response.status, id: submissionId ?? runId ?? '', text };
}

type Watcher = { watch(entry: Accepted): Promise<void>; close(): void };

/** Follows a visitor's submissions over one connection, and over another one when that breaks, as the page does. */
function createWatcher(cookie: string, ports: readonly number[], random: Random, complaints: string[]): Watcher {
  const watched = new Map<string, { entry: Accepted; resolve: () => void; sequence: number }>();
  let connection = 0;
  let closed = false;
  let socket: Socket<ServerToClientEvents, ClientToServerEvents> | undefined;

  function open(): void {
    if (closed) return;
    const own = ++connection;
    const opened: Socket<ServerToClientEvents, ClientToServerEvents> = io(`http://127.0.0.1:${random.pick(ports)}`, {
      transports: ['websocket'],
      extraHeaders: { cookie },
      reconnection: false,
      forceNew: true,
      timeout: 5_000,
    });
    socket = opened;
    opened.on('connect', () => {
      for (const [id, { entry }] of watched) if (entry.endedAt === null) subscribe(id);
    });
    opened.on('submission_status', (event) => advance(event.submissionId, event.sequence));
    opened.on('submission_test', (event) => advance(event.submissionId, event.sequence));
    opened.on('submission_completed', (event) => {
      advance(event.submissionId, event.sequence);
      end(event.submissionId, own, event.status, undefined);
    });
    const again = (): void => {
      opened.close();
      if (own === connection) setTimeout(open, TRY_AGAIN_MS);
    };
    opened.on('disconnect', again);
    opened.on('connect_error', again);
  }

  function subscribe(id: string): void {
    const own = connection;
    socket?.emit('subscribe_submission', { submissionId: id }, (answer) => {
      if ('error' in answer) {
        // A service that is away says so; anything else is not to be excused.
        if (answer.error.code !== 'unavailable') complaints.push(`Subscribing to ${id} answered ${answer.error.code}`);
        setTimeout(() => own === connection && subscribe(id), TRY_AGAIN_MS);
        return;
      }
      const found = watched.get(id);
      if (found) found.sequence = answer.sequence;
      if (answer.kind === 'run' ? answer.finishedAt !== null : answer.verdict !== null) {
        end(id, own, answer.status, stdoutOf(answer));
      }
    });
  }

  /** What a connection brings is newer than what it has brought. */
  function advance(id: string, sequence: number): void {
    const found = watched.get(id);
    if (!found) return;
    if (sequence <= found.sequence) complaints.push(`${id} had event ${sequence} after ${found.sequence}`);
    found.sequence = sequence;
  }

  function end(id: string, own: number, verdict: string, stdout: string | undefined): void {
    const found = watched.get(id);
    if (!found) return;
    found.entry.ends.push({ connection: own, verdict, stdout });
    found.entry.endedAt ??= performance.now();
    found.resolve();
  }

  open();
  return {
    watch(entry) {
      const ended = new Promise<void>((resolve) => watched.set(entry.id, { entry, resolve, sequence: -1 }));
      if (socket?.connected) subscribe(entry.id);
      return ended;
    },
    close() {
      closed = true;
      connection++;
      socket?.close();
    },
  };
}

function stdoutOf(state: SubscriptionState): string | undefined {
  return state.kind === 'run' ? state.stdout : undefined;
}
