import path from 'node:path';
import { newProblem } from '@codearena/core/fixtures.contract';
import { createDatabase, createProblemStore, createRedisQueueBackend, createWorkerRegistry, migrate, type QueueBackend } from '@codearena/data';
import { silentLogger } from '@codearena/data/testing';
import { freePort } from '../../tests/product/ports.ts';
import { prepareDatabase, ready } from '../../tests/product/preparation.ts';
import { below, postmasterOf } from '../../tests/product/processes.ts';
import { untilMade } from '../../tests/journeys/installation.ts';
import { keepRunning, type Role } from '../../tests/product/role.ts';
import { startServices } from '../../tests/product/services.ts';

export type StackOptions = {
  directory: string;
  gateways: number;
  realtimes: number;
  /** 0: nobody judges; a worker has been there and left. */
  lanes: number;
  environment: Record<string, string>;
  /** What is started is stopped then at the latest. */
  release: (undo: () => unknown) => void;
};

/** Distributed mode on this machine: so many gateways and realtime servers, and one worker. */
export type LoadStack = {
  gateways: number[];
  realtimes: number[];
  connectionString: string;
  redisUrl: string;
  /** What runs, by name, with all below it. */
  processes(): Map<string, number[]>;
  openQueue(): QueueBackend;
  stop(): Promise<void>;
};

export async function startStack({ directory, gateways, realtimes, lanes, environment, release }: StackOptions): Promise<LoadStack> {
  const services = await startServices(directory);
  release(() => services.stop());
  const { connectionString, redis } = services;
  if (lanes > 0) prepareDatabase(connectionString, redis.url, directory, environment);
  else await prepareWithoutJudging(connectionString);
  const roles: Role[] = [];
  const stopRoles = async (): Promise<void> => void (await Promise.all(roles.map((role) => role.stop())));
  release(stopRoles);
  const logOf = (kind: string, number: number): string => path.join(directory, `${kind}-${number}.log`);
  const start = async (kind: 'gateway' | 'realtime' | 'worker', number: number): Promise<number> => {
    const port = await freePort();
    const own = {
      ...environment,
      DATABASE_URL: connectionString,
      REDIS_URL: redis.url,
      DATA_DIR: path.join(directory, `${kind}-${number}`),
      PORT: String(port),
      REALTIME_PORT: String(port),
      HOST: '127.0.0.1',
      ...(lanes > 0 && { WORKER_CONCURRENCY: String(lanes) }),
    };
    roles.push(keepRunning(`${kind} ${number}`, kind, own, logOf(kind, number)));
    return port;
  };
  const startAll = async (kind: 'gateway' | 'realtime', count: number): Promise<number[]> => {
    const ports: number[] = [];
    for (let number = 1; number <= count; number++) ports.push(await start(kind, number));
    return ports;
  };
  const workers = lanes > 0 ? [await start('worker', 1)] : [];
  const ports = { gateways: await startAll('gateway', gateways), realtimes: await startAll('realtime', realtimes) };
  await ready([...workers, ...ports.gateways, ...ports.realtimes], lanes > 0 ? '/ready' : '/health');
  if (lanes > 0) await untilMade(logOf('worker', 1));

  return {
    ...ports,
    connectionString,
    redisUrl: redis.url,
    processes: () =>
      new Map([
        ...roles.map((role): [string, number[]] => [role.name, role.pids()]),
        ['PostgreSQL', family(postmasterOf(services.dataDir))],
        ['Redis', family(redis.pid())],
      ]),
    openQueue: () => createRedisQueueBackend({ url: redis.url, logger: silentLogger }),
    async stop() {
      await stopRoles();
      await services.stop();
    },
  };
}

/** A problem, and a worker that has been there and left: without its word on languages nothing is accepted. */
async function prepareWithoutJudging(connectionString: string): Promise<void> {
  await migrate(connectionString);
  const database = createDatabase({ connectionString, logger: silentLogger });
  const { definition, data } = newProblem({ slug: 'a-plus-b' });
  await createProblemStore(database).save(definition, data);
  const registry = createWorkerRegistry(database);
  const python = { id: 'python', name: 'Python', version: '3', monaco: 'python', extension: '.py', timeMultiplier: 1, starterCode: '' };
  const isolation = { kind: 'native' as const, lanes: 1, layers: [] };
  await registry.beat({ workerId: 'former', lanes: 1, languages: [python], isolation, judgingMs: null, trouble: null });
  await registry.leave('former');
  await database.close();
}

function family(pid: number | undefined): number[] {
  return pid === undefined ? [] : [pid, ...below(pid)];
}
