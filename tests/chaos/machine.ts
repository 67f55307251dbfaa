import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readProcess } from '../product/processes.ts';

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
