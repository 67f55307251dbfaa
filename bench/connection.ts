import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * One connection that sends one request after the other and does as little as possible, so that what is measured is the server. A
 * server closes one on which nothing comes for a while: then the next request has another.
 */
export type HttpConnection = {
  /** `head` begins with the request line and has no lines of its own for host and length. */
  request(head: string, body: string): Promise<Answer>;
  close(): void;
};

export type Answer = { status: number; head: string; body: string };

const END_OF_HEAD = '\r\n\r\n';

export async function openHttp(port: number): Promise<HttpConnection> {
  let socket = await openSocket(port);
  return {
    async request(head, body) {
      const bytes = `${head}\r\nhost: 127.0.0.1\r\ncontent-length: ${Buffer.byteLength(body)}${END_OF_HEAD}${body}`;
      const isUsed = socket.bytesWritten > 0;
      if (socket.destroyed) socket = await openSocket(port);
      try {
        return await exchange(socket, bytes);
      } catch (error) {
        // It may have been closed while the request was on its way.
        if (!isUsed || !(error instanceof Closed)) throw error;
        socket = await openSocket(port);
        return exchange(socket, bytes);
      }
    },
    close: () => void socket.destroy(),
  };
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  // Between two requests nobody waits to hear of it.
  socket.on('error', () => undefined);
  return socket.setEncoding('latin1');
}

/** Without a byte of an answer. */
class Closed extends Error {}

function exchange(socket: Socket, bytes: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let received = '';
    const read = (chunk: string): void => {
      received += chunk;
      const answer = completeAnswer(received);
      if (answer === null) return;
      socket.off('data', read).off('close', end);
      resolve(answer);
    };
    const end = (): void =>
      reject(received === '' ? new Closed('The server closed the connection') : new Error('The server closed the connection in the midst of its answer'));
    socket.on('data', read).on('close', end);
    socket.write(bytes);
  });
}

const LAST_CHUNK = '0\r\n\r\n';

/** Null until all of it is there: by its length where it tells one, else by the last chunk (RFC 9112, 6.3 and 7.1). */
export function completeAnswer(received: string): Answer | null {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) return null;
  const head = received.slice(0, end);
  const body = received.slice(end + END_OF_HEAD.length);
  const answer = { status: Number(head.slice(9, 12)), head, body };
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) return body.endsWith(LAST_CHUNK) ? answer : null;
  return body.length < Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0) ? null : answer;
}
