import { connect, type Socket } from 'node:net';

/**
 * One connection that sends the same bytes again and again and knows of HTTP/1.1 only where an answer ends: a client that
 * does more would be measured together with the server.
 */
export type Connection = {
  /** Sends a request and waits for the whole answer; answers its status. */
  exchange(request: Buffer): Promise<number>;
  close(): void;
};

export async function openConnection(url: string): Promise<Connection> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received: Buffer[] = [];
  let answer: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;
  socket.on('data', (chunk) => {
    received.push(chunk);
    const all = received.length === 1 ? chunk : Buffer.concat(received);
    if (!isWhole(all)) return;
    received = [];
    answer?.resolve(Number(all.toString('latin1', 9, 12)));
  });
  socket.on('error', (error) => answer?.reject(error));
  socket.on('close', () => answer?.reject(new Error('The server closed the connection')));
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        answer = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

const END_OF_HEAD = '\r\n\r\n';
const LAST_CHUNK = '0\r\n\r\n';

/** By its length where it tells one, else by the last chunk (RFC 9112, 6.3 and 7.1). */
export function isWhole(answer: Buffer): boolean {
  const headEnd = answer.indexOf(END_OF_HEAD);
  if (headEnd === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.toString('latin1', 0, headEnd))?.[1];
  if (length !== undefined) return answer.length >= headEnd + END_OF_HEAD.length + Number(length);
  return answer.toString('latin1', answer.length - LAST_CHUNK.length) === LAST_CHUNK;
}

export function requestBytes(method: 'GET' | 'POST', path: string, cookie: string, body = ''): Buffer {
  const content = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(`${method} ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n${content}\r\n${body}`);
}
