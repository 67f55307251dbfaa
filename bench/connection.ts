import { once } from 'node:events';
import { connect } from 'node:net';

/** One connection that sends one request after the other and does as little as possible, so that what is measured is the server. */
export type HttpConnection = {
  /** `head` begins with the request line and has no lines of its own for host and length. */
  request(head: string, body: string): Promise<Answer>;
  close(): void;
};

export type Answer = { status: number; head: string; body: string };

const END_OF_HEAD = '\r\n\r\n';

export async function openHttp(port: number): Promise<HttpConnection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.setEncoding('latin1');
  let received = '';
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  const fail = (error: Error): void => {
    waiting?.reject(error);
    waiting = null;
  };
  socket.on('data', (chunk: string) => {
    received += chunk;
    const answer = completeAnswer(received);
    if (answer === null) return;
    received = '';
    const asked = waiting;
    waiting = null;
    asked?.resolve(answer);
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed the connection')));
  return {
    request: (head, body) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('The server closed the connection'));
        waiting = { resolve, reject };
        socket.write(`${head}\r\nhost: 127.0.0.1\r\ncontent-length: ${Buffer.byteLength(body)}${END_OF_HEAD}${body}`);
      }),
    close: () => void socket.destroy(),
  };
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
