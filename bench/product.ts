import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { install, untilAtRest, type Installation } from '../tests/journeys/installation.ts';
import type { BenchContext } from './frame/bench.ts';

export const ROOT = path.resolve(import.meta.dirname, '..');

/** The whole product as a person starts it, embedded, on a port and with data of its own, without a limit on submissions, when it has nothing left to do. */
export async function startProduct({ release }: Pick<BenchContext, 'release'>): Promise<Installation> {
  const installation = await install();
  release(() => installation.remove());
  await untilAtRest(installation);
  return installation;
}

export function importProblems({ dataDir }: Pick<Installation, 'dataDir'>, packages: readonly string[]): void {
  const env = { ...process.env, DATA_DIR: dataDir };
  execFileSync(path.join(ROOT, 'bin/codearena'), ['problem', 'import', ...packages], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'pipe'] });
}

export type Memory = { mebibytes: number; processes: number };

/** Of a process and all below it: what is shared is counted once in all (proportional set size, proc_pid_smaps_rollup(5)). */
export function memoryOf(pid: number): Memory {
  const family = familyOf(pid);
  const kibibytes = family.map((member) => Number(/^Pss:\s+(\d+) kB/m.exec(readUnlessGone(`/proc/${member}/smaps_rollup`))?.[1] ?? 0));
  return { mebibytes: kibibytes.reduce((sum, size) => sum + size, 0) / 1024, processes: family.length };
}

function familyOf(pid: number): number[] {
  const children = readUnlessGone(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(familyOf)];
}

function readUnlessGone(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
