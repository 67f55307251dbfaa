import { createServer, request, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { pino } from 'pino';
import { errorHandler } from '../src/middleware/error-handler.ts';
import { requestId } from '../src/middleware/request-id.ts';

export const silent = pino({ level: 'silent' });

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; json: () => unknown };
export type Served = { port: number; send: (options: Sending) => Promise<Answer>; raw: (text: string) => Promise<string>; close: () => Promise<void> };
export type Sending = { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer };

/** A real server on loopback with a client that sends exactly what it is told, malformed paths included. */
export async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    send: (options) => send(port, options),
    raw: (text) => raw(port, text),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The given middlewares between request id and error handler; what gets through them all is answered by `last`. */
export function serveMiddlewares(middlewares: RequestHandler[], last: RequestHandler = (_req, res) => void res.json('through')): Promise<Served> {
  const app = express();
  app.use(requestId(), ...middlewares, last, errorHandler({ logger: silent }));
  return serve(app);
}

function send(port: number, { method = 'GET', path = '/', headers = {}, body }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    const req = request({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, agent: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.once('error', reject);
      res.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text, json: () => JSON.parse(text) });
      });
    });
    req.once('error', reject);
    req.end(body);
  });
}

function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
  });
}
