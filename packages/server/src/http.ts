import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from './config.ts';

/** How long requests that are under way may take to end once we stop. */
const DRAIN_MS = 5_000;

export type Listening = { server: Server; port: number; drain(): Promise<void> };

/** Listens, and says in plain words when the port is taken. `drain` refuses new connections and lets running requests end. */
export async function listen(
  handler: RequestListener,
  { host, port }: { host: string | undefined; port: number },
  prepare?: (server: Server) => void,
): Promise<Listening> {
  const server = createServer(handler);
  prepare?.(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port)));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port, drain: () => drain(server) };
}

function explain(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new ConfigurationError(`port ${port} is in use: stop what uses it, or set PORT to another`);
  if (error.code === 'EACCES') return new ConfigurationError(`port ${port} needs privileges: set PORT to one above 1023`);
  return error;
}

async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  await closed;
  clearTimeout(force);
}
