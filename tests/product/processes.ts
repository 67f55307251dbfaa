import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** All descendants of a process, parents before children. */
export function below(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const descend = (of: number): number[] => (children.get(of) ?? []).flatMap((child) => [child, ...descend(child)]);
  return descend(pid);
}

function parentOf(name: string): number | undefined {
  if (!/^\d+$/.test(name)) return undefined;
  const stat = readProcess(name, 'stat');
  return stat === '' ? undefined : Number(stat.replace(/^.*\) \S /s, '').split(' ')[0]);
}

/** Empty when it has ended meanwhile. */
export function readProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

/** Whether there was a process to get it. */
export function signal(pid: number | undefined, name: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
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

/** Clock ticks a second: what every Linux of today tells programs, whatever its kernel uses. */
const TICKS = 100;

/** Processor time that these processes have used, with all of theirs that have ended. */
export function processorSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(readProcess(String(pid), 'stat')), 0) / TICKS;
}

/** The fields 14 to 17 of proc(5): its own user and system time, then that of its children that were waited for. */
function ticksOf(stat: string): number {
  const fields = stat.replace(/^.*\) /s, '').split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
}
