import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * `cut`: connections break, and new ones too. `lost`: nothing arrives, nobody is told, and what is connected then stays so for ever.
 * `stalled`: nothing moves for a while. `slow`: late. `split`: in crumbs.
 */
export type Weather = 'clear' | 'cut' | 'lost' | 'stalled' | 'slow' | 'split';

export type Proxy = { port: number; set(weather: Weather): void; close(): Promise<void> };

const SLOW_MS = 150;
const CRUMB_BYTES = 7;
const LOOK_AGAIN_MS = 20;

/** A stretch of network that can go bad, between loopback and `target`, which may change with every connection. */
export async function openProxy(target: () => NetConnectOpts): Promise<Proxy> {
  let weather: Weather = 'clear';
  const sockets = new Set<Socket>();
  const lost = new WeakSet<Socket>();
  const server = createServer((client) => {
    if (weather === 'cut') return void client.destroy();
    const upstream = connect(target());
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      void carry(socket, other, () => {
        if (weather === 'lost') lost.add(socket);
        return lost.has(socket) ? 'lost' : weather;
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      weather = next;
      if (weather === 'cut') for (const socket of sockets) socket.destroy();
      if (weather === 'lost') for (const socket of sockets) lost.add(socket);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function carry(from: Socket, to: Socket, weather: () => Weather): Promise<void> {
  try {
    for await (const chunk of from) await deliver(chunk as Buffer, to, weather);
    to.end();
  } catch {
    // Either end broke; the handlers of `error` and `close` see to the other.
  }
}

async function deliver(chunk: Buffer, to: Socket, weather: () => Weather): Promise<void> {
  while (weather() === 'stalled') await sleep(LOOK_AGAIN_MS);
  if (weather() === 'lost') return;
  if (weather() === 'slow') await sleep(SLOW_MS);
  if (weather() !== 'split') return write(to, chunk);
  for (let at = 0; at < chunk.length; at += CRUMB_BYTES) {
    await write(to, chunk.subarray(at, at + CRUMB_BYTES));
    // A crumb goes on its way before the next one; a long message not for ever.
    if (at < 100 * CRUMB_BYTES) await sleep(0);
  }
}

async function write(to: Socket, bytes: Buffer): Promise<void> {
  if (to.destroyed) throw new Error('closed');
  if (!to.write(bytes)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
}
