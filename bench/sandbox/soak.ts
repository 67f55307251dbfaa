import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import type { Sandbox } from '@codearena/core';
import { buildLauncher } from '../../packages/execution/src/launcher/program.ts';
import { createNativeSandbox } from '../../packages/execution/src/native/native-sandbox.ts';
import { writeSum, type Measure, type Programs } from './measures.ts';
import { measurePort } from './native.ts';

/** Many runs in a row, with what there is after every fifth of them: nothing may grow. */
export async function soak(programs: Programs, runs: number): Promise<string[]> {
  const lines: string[] = [];
  const sandbox = createNativeSandbox({ lanes: 2, launcherPath: await buildLauncher() });
  await sandbox.start();
  for (let part = 0; part < 5; part++) {
    const { port } = await measureBoxes(sandbox, programs, Math.ceil(runs / 10));
    lines.push(JSON.stringify({ runs: ((part + 1) * runs) / 5, medianMs: port.medianMs, ...census() }));
  }
  await sandbox.stop();
  return lines;
}

async function measureBoxes(sandbox: Sandbox, programs: Programs, runs: number): Promise<{ port: Measure }> {
  const boxes = [await writeSum(await sandbox.open(), programs), await writeSum(await sandbox.open(), programs)];
  const result = await measurePort(boxes, runs);
  for (const box of boxes) await box.close();
  return result;
}

type Census = { processes: number; descriptors: number; launcherKb: number; mounts: number; groups: number; nodeMb: number };

/** Our launcher, its keepers and zygotes: how many they are, and what they hold. */
function census(): Census {
  const pids = descendants();
  let descriptors = 0;
  let launcherKb = 0;
  for (const pid of pids) {
    descriptors += readdirSync(`/proc/${pid}/fd`).length;
    launcherKb += Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  }
  const mounts = readFileSync(`/proc/${pids.at(-1)}/mountinfo`, 'utf8')
    .trim()
    .split('\n').length;
  const groups = execFileSync('find', ['/sys/fs/cgroup', '-name', `codearena-${pids[0]}-*`], { encoding: 'utf8' })
    .trim()
    .split('\n').length;
  return { processes: pids.length, descriptors, launcherKb, mounts, groups, nodeMb: Math.round(process.memoryUsage().rss / 1024 / 1024) };
}

function descendants(): number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  const known = new Set([process.pid]);
  for (const [pid, parent, name] of rows.map((row) => row.trim().split(/\s+/)))
    if (known.has(Number(parent)) && name?.startsWith('codearena')) known.add(Number(pid));
  known.delete(process.pid);
  return [...known];
}
