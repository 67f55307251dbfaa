/** Processor time of a process and all that it starts from now on, counted by a control group. As root. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type ProcessorTime = { usedMs(): number; stop(): void };

/** What a container engine puts into groups of their own, the containers, is not counted. */
export function countProcessorTime(pid: number): ProcessorTime {
  const parent = ['/sys/fs/cgroup/cpuacct', '/sys/fs/cgroup'].find((directory) => existsSync(path.join(directory, 'cgroup.procs')));
  if (!parent) throw new Error('There is no control group to count processor time in');
  const group = path.join(parent, `codearena-bench-${process.pid}`);
  mkdirSync(group);
  for (const member of familyOf(pid)) writeFileSync(path.join(group, 'cgroup.procs'), String(member));
  const first = usageOf(group);
  const stop = (): void => {
    for (const member of readFileSync(path.join(group, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean)) moveUnlessGone(parent, member);
    rmdirSync(group);
  };
  return { usedMs: () => usageOf(group) - first, stop };
}

function moveUnlessGone(group: string, pid: string): void {
  try {
    writeFileSync(path.join(group, 'cgroup.procs'), pid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function usageOf(group: string): number {
  const v1 = path.join(group, 'cpuacct.usage');
  if (existsSync(v1)) return Number(readFileSync(v1, 'utf8')) / 1e6;
  return Number(/usage_usec (\d+)/.exec(readFileSync(path.join(group, 'cpu.stat'), 'utf8'))?.[1]) / 1e3;
}

function familyOf(pid: number): number[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
}
