import http from 'node:http';
import type { Duplex } from 'node:stream';
import { SandboxFault } from '@codearena/core';

/** The part of Docker's Engine API that is used here, over the engine's Unix socket. */
export type Engine = {
  /** The answer's JSON. A status that is not in `accept` (default: every 2xx) is a fault of this step. */
  call<T>(step: string, method: 'GET' | 'POST' | 'DELETE', path: string, options?: CallOptions): Promise<T>;
  /** A connection that stopped being HTTP: raw bytes both ways. */
  attach(step: string, path: string): Promise<Duplex>;
  close(): void;
};

export type CallOptions = { body?: object; accept?: readonly number[]; timeoutMs?: number };

/** The oldest with all that is used: Docker 20.10. */
const API_VERSION = '/v1.41';
const TIMEOUT_MS = 30_000;

export function createEngine(socketPath: string): Engine {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

  async function call<T>(step: string, method: string, path: string, options: CallOptions = {}): Promise<T> {
    const { status, text } = await send(step, method, path, options);
    if (options.accept ? options.accept.includes(status) : status < 300) return (text ? JSON.parse(text) : undefined) as T;
    throw new SandboxFault(step, `The container engine answered ${status}: ${messageOf(text)}`);
  }

  function send(step: string, method: string, path: string, { body, timeoutMs = TIMEOUT_MS }: CallOptions): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const content = body ? JSON.stringify(body) : undefined;
      const headers = content ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(content) } : {};
      const request = http.request({ agent, socketPath, method, path: API_VERSION + path, headers, signal: AbortSignal.timeout(timeoutMs) });
      const fail = (cause: Error): void => reject(unreachable(step, cause));
      request.once('error', fail);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', fail);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      });
      request.end(content);
    });
  }

  function attach(step: string, path: string): Promise<Duplex> {
    return new Promise((resolve, reject) => {
      const headers = { Connection: 'Upgrade', Upgrade: 'tcp' };
      const request = http.request({ socketPath, method: 'POST', path: API_VERSION + path, headers, agent: false });
      const patience = setTimeout(() => request.destroy(new Error('no answer')), TIMEOUT_MS);
      request.once('close', () => clearTimeout(patience));
      request.once('error', (cause) => reject(unreachable(step, cause)));
      request.once('response', (response) => {
        response.resume();
        reject(new SandboxFault(step, `The container engine answered ${response.statusCode}`));
      });
      request.once('upgrade', (_response, socket, head) => {
        clearTimeout(patience);
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      });
      request.end();
    });
  }

  return { call, attach, close: () => agent.destroy() };
}

function unreachable(step: string, cause: Error): SandboxFault {
  return new SandboxFault(step, 'The container engine cannot be reached', { cause });
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text;
  } catch {
    return text;
  }
}
