import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { completeAnswer, openHttp } from './connection.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server that does so with each connection; its port. */
async function serve(handle: Parameters<typeof createServer>[1]): Promise<number> {
  server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('a connection to a server that answers nothing says so instead of waiting', async () => {
  const connection = await openHttp(await serve((socket) => socket.on('error', () => undefined).end()));
  await expect(connection.request('GET / HTTP/1.1', '')).rejects.toThrow(/closed the connection/);
  server?.close();
  await expect(connection.request('GET / HTTP/1.1', '')).rejects.toThrow(/ECONNREFUSED/);
});

test('a request whose connection was closed since the last one has another', async () => {
  let connections = 0;
  const port = await serve((socket) => {
    connections += 1;
    const answer = `HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${connections}`;
    socket.on('error', () => undefined).once('data', () => socket.end(answer));
  });
  const connection = await openHttp(port);
  for (const body of ['1', '2', '3']) expect(await connection.request('GET / HTTP/1.1', '')).toMatchObject({ status: 200, body });
});

const whole = (text: string): boolean => completeAnswer(text) !== null;

test('an answer is whole when as many bytes have come as it said', () => {
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello')).toBe(true);
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell')).toBe(false);
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n')).toBe(false);
  expect(whole('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')).toBe(true);
});

test('without a length, when the last chunk has come', () => {
  expect(whole('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n')).toBe(false);
  expect(whole('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n')).toBe(true);
});
