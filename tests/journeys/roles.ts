import { chmodSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../product/ports.ts';
import { ready } from '../product/preparation.ts';
import { openProxy } from '../chaos/proxy.ts';
import { keepRunning, type Role } from '../product/role.ts';
import { copyOfTemplate, newDataDirectory } from './data-directory.ts';

export type Services = { DATABASE_URL: string; REDIS_URL: string };

/** A small installation of distributed mode. */
export type Roles = {
  /** Of the gateways; each connection goes to the next of them. */
  url: string;
  /** Of the realtime server, which has an address of its own. */
  realtimeUrl: string;
  roles: Role[];
  /** Of another version, which has been built. */
  addWorker(root: string): Promise<Role>;
  /** Answers what each ended with. */
  stop(): Promise<(number | string)[]>;
};

/** Two gateways behind one address, a realtime server and a worker, on services that run already and have the schema. */
export async function startRoles(services: Services, environment: Record<string, string> = {}): Promise<Roles> {
  const directory = newDataDirectory();
  // Roles run as a user of their own.
  chmodSync(directory, 0o755);
  const gateways = [await freePort(), await freePort()];
  const [realtimePort, workerPort] = [await freePort(), await freePort()];
  let connections = 0;
  const front = await openProxy(() => ({ host: '127.0.0.1', port: gateways[connections++ % gateways.length] ?? 0 }));
  const [url, realtimeUrl] = [`http://localhost:${front.port}`, `http://localhost:${realtimePort}`];
  const common = {
    SUBMISSIONS_PER_MINUTE: '0',
    REALTIME_URL: realtimeUrl,
    PAGE_ORIGINS: url,
    REALTIME_PORT: String(realtimePort),
    ...environment,
    ...services,
  };
  const start = (name: string, command: string, port: number, root?: string): Role => {
    const dataDir = path.join(directory, name);
    renameSync(copyOfTemplate(), dataDir);
    // Another version is not built anew at its start.
    const prebuilt: Record<string, string> = root === undefined ? {} : { CODEARENA_PREBUILT: '1' };
    return keepRunning(name, command, { ...common, ...prebuilt, DATA_DIR: dataDir, PORT: String(port) }, `${dataDir}.log`, root);
  };
  async function addWorker(root: string): Promise<Role> {
    const port = await freePort();
    const role = start('worker-of-another-version', 'worker', port, root);
    roles.push(role);
    await ready([port]);
    return role;
  }
  const roles = [
    ...gateways.map((port, place) => start(`gateway-${place + 1}`, 'gateway', port)),
    start('realtime', 'realtime', 0),
    start('worker', 'worker', workerPort),
  ];
  async function stop(): Promise<(number | string)[]> {
    const endings = await Promise.all(roles.map((role) => role.stop()));
    await front.close();
    rmSync(directory, { recursive: true, force: true });
    return endings;
  }
  try {
    await ready([workerPort, realtimePort, ...gateways]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, realtimeUrl, roles, addWorker, stop };
}
