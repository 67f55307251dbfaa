import { readdirSync, readFileSync } from 'node:fs';

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
