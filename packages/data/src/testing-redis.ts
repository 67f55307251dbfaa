import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export type TestRedis = {
  url: string;
  /** While it runs. */
  pid(): number | undefined;
  /** Ends it; by default as a crash would. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** On the same port, with what it had written. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Why there is no Redis to test with, or null. In CI its absence is a failure, not a skip. */
export async function redisIsMissing(): Promise<string | null> {
  if (await hasRedis()) return null;
  const reason = 'redis-server is not installed';
  if (process.env.CI === 'true') throw new Error(reason);
  return reason;
}

async function hasRedis(): Promise<boolean> {
  return execute('redis-server', ['--version']).then(
    () => true,
    () => false,
  );
}

/** A Redis server of its own, with an append-only file. */
export async function startRedis(extra: readonly string[] = []): Promise<TestRedis & { port: number }> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'codearena-redis-'));
  let server = await launch(port, directory, extra);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: () => (hasEnded(server) ? undefined : server.pid),
    kill: async (signal = 'SIGKILL') => end(server, signal),
    async restart() {
      server = await launch(port, directory, extra);
    },
    async stop() {
      await end(server, 'SIGTERM');
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type TestRedisCluster = Omit<TestRedis, 'pid'> & {
  /** To another node, with all that is in it. */
  moveSlotOf(key: string): Promise<void>;
};

/** Three nodes, each with a third of the slots; the first can be killed. */
export async function startRedisCluster(): Promise<TestRedisCluster> {
  const startNode = (): ReturnType<typeof startRedis> => startRedis(['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000']);
  const [first, ...others] = await Promise.all([startNode(), startNode(), startNode()]);
  const nodes = [first, ...others];
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    const addresses = nodes.map((node) => `127.0.0.1:${node.port}`);
    await execute('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-replicas', '0', '--cluster-yes']);
    for (const node of nodes) await clusterIsReady(node.port);
    const ports = nodes.map((node) => node.port);
    return {
      url: nodes.map((node) => node.url).join(','),
      kill: first.kill,
      restart: first.restart,
      stop,
      moveSlotOf: (key) => moveSlot(ports, key),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Step by step as Redis wants it: clients meet a slot that is half here and half there. */
async function moveSlot(ports: readonly number[], key: string): Promise<void> {
  const ask = async (port: number, ...command: string[]): Promise<string> => (await execute('redis-cli', ['-p', String(port), ...command])).stdout.trim();
  const slot = await ask(ports[0] ?? 0, 'cluster', 'keyslot', key);
  const counts = await Promise.all(ports.map((port) => ask(port, 'cluster', 'countkeysinslot', slot)));
  const owner = counts.findIndex((count) => Number(count) > 0);
  if (owner < 0) throw new Error(`No node has keys beside ${key}`);
  const [from = 0, to = 0] = [ports[owner], ports[(owner + 1) % ports.length]];
  const [source, target] = await Promise.all([ask(from, 'cluster', 'myid'), ask(to, 'cluster', 'myid')]);
  await ask(to, 'cluster', 'setslot', slot, 'importing', source);
  await ask(from, 'cluster', 'setslot', slot, 'migrating', target);
  for (;;) {
    const keys = (await ask(from, 'cluster', 'getkeysinslot', slot, '3')).split('\n').filter(Boolean);
    if (keys.length === 0) break;
    await ask(from, 'migrate', '127.0.0.1', String(to), '', '0', '5000', 'keys', ...keys);
    await sleep(100);
  }
  for (const port of [to, from, ...ports]) await ask(port, 'cluster', 'setslot', slot, 'node', target);
}

async function clusterIsReady(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { stdout } = await execute('redis-cli', ['-p', String(port), 'cluster', 'info']);
    if (stdout.includes('cluster_state:ok')) return;
    await sleep(50);
  }
  throw new Error('The Redis cluster did not form');
}

async function launch(port: number, directory: string, extra: readonly string[]): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--appendonly', 'yes', '--save', '', ...extra];
  const server = spawn('setpriv', ['--pdeathsig', 'KILL', 'redis-server', ...options], { stdio: 'ignore' });
  await once(server, 'spawn');
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with exit code ${server.exitCode}`);
    if (await answers(port)) return server;
    await sleep(25);
  }
  throw new Error('redis-server did not answer');
}

async function answers(port: number): Promise<boolean> {
  return execute('redis-cli', ['-p', String(port), 'ping']).then(
    ({ stdout }) => stdout.includes('PONG'),
    () => false,
  );
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(server)) return;
  server.kill(signal);
  await once(server, 'exit');
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** A cluster's nodes also use the port 10,000 above, so that must exist too. */
async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    if (address !== null && typeof address === 'object' && address.port < 55_000) return address.port;
  }
}
