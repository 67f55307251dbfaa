import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { readProcess } from './processes.ts';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Of the cluster below this directory, if it runs. */
export function postmasterOf(dataDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return readProcess(String(pid), 'comm').startsWith('postgres') ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** What a run that is over must not have left: processes, control groups, temporary files. */
export function findLeftovers(mark: string, launchers: readonly number[], temporary: string): string[] {
  return [...processesOf(mark), ...launchers.flatMap(groupsOf), ...readdirSync(temporary).map((name) => `temporary file ${name}`)];
}

/** Those that carry the run's mark in their environment, this one excepted. */
function processesOf(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && readProcess(name, 'environ').includes(mark))
    .map((pid) => `process ${pid} ${readProcess(pid, 'cmdline').replaceAll('\0', ' ').trim()}`);
}

function groupsOf(launcher: number): string[] {
  return execFileSync('find', ['/sys/fs/cgroup', '-maxdepth', '8', '-type', 'd', '-name', `codearena-${launcher}-*`], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map((group) => `control group ${group}`);
}
