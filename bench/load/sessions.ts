import { randomUUID } from 'node:crypto';
import { openHttp, type Answer, type HttpConnection } from '../connection.ts';

/** `count` sessions, begun as the page begins them, over a few connections at a time; their cookies. */
export async function openSessions(ports: readonly number[], count: number): Promise<string[]> {
  const cookies: string[] = [];
  let begun = 0;
  await onConnections(ports, CONNECTIONS, async (connection) => {
    while (begun++ < count) cookies.push(cookieOf(await connection.request('GET /api/config HTTP/1.1', '')));
  });
  return cookies;
}

const CONNECTIONS = 16;

/** Works on `count` connections at once, spread over the gateways. */
export async function onConnections(ports: readonly number[], count: number, work: (connection: HttpConnection) => Promise<void>): Promise<void> {
  const connections = await Promise.all(Array.from({ length: count }, (_, index) => openHttp(ports[index % ports.length] ?? 0)));
  try {
    await Promise.all(connections.map(work));
  } finally {
    for (const connection of connections) connection.close();
  }
}

/** As the page sends it: with its cookie and a key of its own. */
export function submit(connection: HttpConnection, cookie: string, body: string): Promise<Answer> {
  const head = `POST /api/submissions HTTP/1.1\r\ncontent-type: application/json\r\ncookie: ${cookie}\r\nidempotency-key: ${randomUUID()}`;
  return connection.request(head, body);
}

export function acceptedId({ status, body }: Answer): string | null {
  return status === 202 ? (JSON.parse(body) as { submissionId: string }).submissionId : null;
}

function cookieOf({ status, head }: Answer): string {
  const cookie = /\r\nset-cookie: ([^;\r]+)/i.exec(head)?.[1];
  if (cookie === undefined) throw new Error(`A session could not be begun: ${status}`);
  return cookie;
}
