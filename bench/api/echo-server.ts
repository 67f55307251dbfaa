/** What an answer costs that takes no work: by node:http alone, and by Express. Says its ports to the process that started it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

const ANSWER = { status: 'ok' };

const bare = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(ANSWER));
});
const app = express();
app.get('/', (_, response) => void response.json(ANSWER));
const framed = createServer(app);

const ports = await Promise.all([bare, framed].map(listen));
process.send?.(ports);

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
