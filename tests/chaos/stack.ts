import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPostgresQueueBackend, createRedisQueueBackend, findEmbeddedPostgres, type QueueBackend } from '@codearena/data';
import { silentLogger, type TestRedis } from '@codearena/data/testing';
import { openProxy, type Proxy } from './proxy.ts';
import { keepRunning, type Role } from '../product/role.ts';
import { freePort } from '../product/ports.ts';
import { prepareDatabase, ready } from '../product/preparation.ts';
import { postmasterOf } from '../product/processes.ts';
import { startServices } from '../product/services.ts';
import type { Doors } from './visitors.ts';

/** A whole product of real processes, with everything between them that can go bad. */
export type Stack = {
  roles: Role[];
  doors: Doors;
  /** Stretches of network, by what they join. */
  proxies: Map<string, Proxy>;
  /** Where the truth is: past all proxies. */
  connectionString(): Promise<string>;
  /** The postmaster, while it runs. */
  postgresPid(): number | undefined;
  redis: (TestRedis & { port: number }) | null;
  openQueue(): Promise<QueueBackend>;
  /** Stops the services that are not ours; answers what the roles ended with. */
  stop(): Promise<Map<string, number | string>>;
};

type Place = { directory: string; environment: Record<string, string> };

export async function startEmbedded({ directory, environment }: Place): Promise<Stack> {
  const dataDir = path.join(directory, 'data');
  const port = await freePort();
  const front = await openProxy(() => ({ port, host: '127.0.0.1' }));
  const role = keepRunning('everything', 'start', { ...environment, DATA_DIR: dataDir, PORT: String(port) }, path.join(directory, 'everything.log'));
  await ready([port]);
  const connectionString = async (): Promise<string> => {
    for (;;) {
      const found = await findEmbeddedPostgres(dataDir);
      if (found) return found.connectionString;
      await sleep(200);
    }
  };
  return {
    roles: [role],
    doors: { http: [front.port], realtime: [front.port] },
    proxies: new Map([['visitors ↔ everything', front]]),
    connectionString,
    postgresPid: () => postmasterOf(dataDir),
    redis: null,
    openQueue: async () => createPostgresQueueBackend({ connectionString: await connectionString(), logger: silentLogger }),
    async stop() {
      const endings = new Map([[role.name, await role.stop()]]);
      await front.close();
      return endings;
    },
  };
}

/** Two of each role; each has its own stretch of network to PostgreSQL, to Redis and to the visitors. */
export async function startDistributed({ directory, environment }: Place): Promise<Stack> {
  const services = await startServices(directory);
  const { connectionString, redis } = services;
  prepareDatabase(connectionString, redis.url, directory, environment);
  const proxies = new Map<string, Proxy>();
  const roles: Role[] = [];
  const doors = { http: [] as number[], realtime: [] as number[] };
  const open = async (name: string, target: Parameters<typeof openProxy>[0]): Promise<number> => {
    const proxy = await openProxy(target);
    proxies.set(name, proxy);
    return proxy.port;
  };
  const ports: number[] = [];
  for (const kind of ['gateway', 'realtime', 'worker'] as const) {
    for (const name of [`${kind} 1`, `${kind} 2`]) {
      const port = await freePort();
      ports.push(port);
      const database = await open(`${name} ↔ PostgreSQL`, () => ({ path: socketOf(connectionString) }));
      const cache = await open(`${name} ↔ Redis`, () => ({ port: redis.port, host: '127.0.0.1' }));
      if (kind === 'gateway') doors.http.push(await open(`visitors ↔ ${name}`, () => ({ port, host: '127.0.0.1' })));
      if (kind === 'realtime') doors.realtime.push(await open(`visitors ↔ ${name}`, () => ({ port, host: '127.0.0.1' })));
      const own = {
        ...environment,
        DATABASE_URL: overTcp(connectionString, database),
        REDIS_URL: `redis://127.0.0.1:${cache}`,
        DATA_DIR: path.join(directory, name.replace(' ', '-')),
        PORT: String(port),
        REALTIME_PORT: String(port),
        WORKER_CONCURRENCY: '1',
      };
      roles.push(keepRunning(name, kind, own, path.join(directory, `${name.replace(' ', '-')}.log`)));
    }
  }
  await ready(ports);
  return {
    roles,
    doors,
    proxies,
    connectionString: async () => connectionString,
    postgresPid: () => postmasterOf(services.dataDir),
    redis,
    openQueue: async () => createRedisQueueBackend({ url: redis.url, logger: silentLogger }),
    async stop() {
      const endings = new Map<string, number | string>();
      await Promise.all(roles.map(async (role) => endings.set(role.name, await role.stop())));
      for (const proxy of proxies.values()) await proxy.close();
      await services.stop();
      return endings;
    },
  };
}

/** `postgresql://…?host=/directory` of the socket, as an address that leads through a proxy. */
function overTcp(connectionString: string, port: number): string {
  const url = new URL(connectionString);
  url.search = '';
  url.host = `127.0.0.1:${port}`;
  return url.href;
}

function socketOf(connectionString: string): string {
  return path.join(new URL(connectionString).searchParams.get('host') ?? '', '.s.PGSQL.5432');
}
