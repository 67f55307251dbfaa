import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { languageListSchema, problemDetailsSchema, type Language } from '@codearena/contracts';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents, SubscribeError, SubscriptionState } from '@codearena/contracts';
import { UsageError } from './outcome.ts';

/** A running CodeArena as a command-line client sees it: JSON over HTTP with one session, and its live events. */
export type ApiClient = {
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  connect(): Promise<Socket<ServerToClientEvents, ClientToServerEvents>>;
};

export function createApiClient(baseUrl: string): ApiClient {
  let cookie = '';

  async function call(method: string, route: string, body?: unknown): Promise<unknown> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (cookie) headers['cookie'] = cookie;
    if (body !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': randomUUID() });
    const response = await reach(baseUrl, () =>
      fetch(new URL(route, baseUrl), { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }),
    );
    cookie = response.headers.getSetCookie().at(0)?.split(';')[0] ?? cookie;
    const answer: unknown = await response.json();
    if (!response.ok) throw refusal(answer, response.status);
    return answer;
  }

  async function connect(): Promise<Socket<ServerToClientEvents, ClientToServerEvents>> {
    const config = (await call('GET', '/api/config')) as { realtimeUrl: string };
    return io(config.realtimeUrl || baseUrl, { extraHeaders: { cookie }, transports: ['websocket'] });
  }

  return { get: (route) => call('GET', route), post: (route, body) => call('POST', route, body), connect };
}

async function reach(baseUrl: string, request: () => Promise<Response>): Promise<Response> {
  try {
    return await request();
  } catch (error) {
    throw new Error(`no CodeArena answers at ${baseUrl}: start one with "npm start", or name another with --url`, { cause: error });
  }
}

function refusal(answer: unknown, status: number): Error {
  const details = problemDetailsSchema.safeParse(answer);
  if (!details.success) return new Error(`the server answered ${status}`);
  const { title, detail, errors } = details.data;
  return new Error([detail ?? title, ...(errors ?? []).map((error) => `  ${error.path}: ${error.message}`)].join('\n'));
}

/** The language named, or the one whose file extension this is. */
export async function chooseLanguage(client: ApiClient, file: string, named: string | undefined): Promise<Language> {
  const languages = languageListSchema.parse(await client.get('/api/languages'));
  const extension = path.extname(file).slice(1);
  const chosen = languages.find((language) => (named ? language.id === named : language.extension === extension));
  if (chosen) return chosen;
  throw new UsageError(
    `${named ? `no language "${named}"` : `no language for "${path.basename(file)}"`} here; offered: ${languages.map(({ id }) => id).join(', ')}`,
  );
}

export async function readSource(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Follows a submission or run until its last event; `onEvent` sees what happens on the way. */
export async function follow(client: ApiClient, submissionId: string, onEvent: (line: string) => void): Promise<void> {
  const socket = await client.connect();
  try {
    await new Promise<void>((resolve, reject) => {
      socket.on('submission_status', ({ status }) => onEvent(status));
      socket.on('submission_test', ({ testResult, done, total }) => onEvent(`test ${done} of ${total}: ${testResult.status} (${testResult.timeMs} ms)`));
      socket.on('submission_completed', () => resolve());
      socket.on('connect_error', reject);
      socket.on('connect', () => socket.emit('subscribe_submission', { submissionId }, (state) => settle(state, resolve, reject)));
    });
  } finally {
    socket.close();
  }
}

function settle(state: SubscriptionState | SubscribeError, resolve: () => void, reject: (error: Error) => void): void {
  if ('error' in state) reject(new Error(state.error.message));
  else if (state.finishedAt !== null) resolve();
}
