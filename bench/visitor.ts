/** Somebody who sends submissions to a running product and hears of their verdicts, with as little work of its own as possible. */
import { randomUUID } from 'node:crypto';
import { request, Agent } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '@codearena/contracts';

export type Sent = { problem: string; language: string; code: string };

/** Times are `performance.now()`. */
export type Judged = { id: string; verdict: string; sentAt: number; acceptedAt: number; endedAt: number };

export type Visitor = {
  /** Sends it and waits until its verdict has come over the socket. */
  submit(sent: Sent): Promise<Judged>;
  get(path: string): Promise<unknown>;
  cookie: string;
  leave(): void;
};

export async function visit(url: string): Promise<Visitor> {
  const agent = new Agent({ keepAlive: true, noDelay: true });
  const cookie = await openSession(url, agent);
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, { transports: ['websocket'], extraHeaders: { cookie }, forceNew: true });
  const waiting = new Map<string, (verdict: string) => void>();
  socket.on('submission_completed', ({ submissionId, status }) => waiting.get(submissionId)?.(status));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));

  async function submit({ problem, language, code }: Sent): Promise<Judged> {
    const sentAt = performance.now();
    const { status, text } = await exchange(agent, url, '/api/submissions', cookie, JSON.stringify({ problemId: problem, language, code }));
    if (status !== 202) throw new Error(`The submission was answered with ${status}: ${text}`);
    const acceptedAt = performance.now();
    const { submissionId: id } = JSON.parse(text) as { submissionId: string };
    const verdict = await follow(id);
    const endedAt = performance.now();
    return { id, verdict, sentAt, acceptedAt, endedAt };
  }

  function follow(submissionId: string): Promise<string> {
    return new Promise<string>((resolve, reject) => {
      waiting.set(submissionId, resolve);
      socket.emit('subscribe_submission', { submissionId }, (state) => {
        if ('error' in state) reject(new Error(`Subscribing was answered with ${state.error.code}`));
        else if (state.kind === 'submission' && state.verdict !== null) resolve(state.verdict);
      });
    }).finally(() => waiting.delete(submissionId));
  }

  return {
    submit,
    cookie,
    get: async (path) => JSON.parse((await exchange(agent, url, path, cookie)).text) as unknown,
    leave() {
      socket.close();
      agent.destroy();
    },
  };
}

async function openSession(url: string, agent: Agent): Promise<string> {
  const { cookies } = await exchange(agent, url, '/api/history', '');
  const cookie = cookies[0]?.split(';')[0];
  if (cookie === undefined) throw new Error('The product gave no session');
  return cookie;
}

type Answer = { status: number; text: string; cookies: string[] };

/** A GET, or a POST where there is a body. */
function exchange(agent: Agent, url: string, path: string, cookie: string, body?: string, key = randomUUID()): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      cookie,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': key }),
    };
    const sent = request(new URL(path, url), { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), cookies: response.headers['set-cookie'] ?? [] }),
      );
    });
    // The server may have closed a connection that was kept just when it is used again; the key keeps this from counting twice.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') exchange(agent, url, path, cookie, body, key).then(resolve, reject);
      else reject(error);
    });
    sent.end(body);
  });
}
