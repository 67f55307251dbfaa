/**
 * What the native sandbox costs, as ratios to a bare vfork + exec + wait of the same static program in the same run.
 *   npx tsx packages/execution/bench/sandbox.ts [--runs N] [--soak N]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Box, Command } from '@codearena/core';
import { buildLauncher } from '../src/launcher/program.ts';
import { createNativeSandbox } from '../src/native/native-sandbox.ts';

const MIB = 1024 * 1024;
const ROUNDS = 5;

type Measure = { medianMs: number; perSecond: number };
export type SandboxBench = {
  bare: { one: Measure; two: Measure };
  /** Wall time as the launcher measures it: from clone to the end of the pid namespace. */
  launcher: Measure;
  port: { one: Measure; two: Measure };
  ratios: { launcher: number; port: number; twoLanes: number };
};

function compilePrograms(): { bare: string; sum: string } {
  const programs = { bare: path.join(work, 'bare'), sum: path.join(work, 'sum') };
  for (const name of ['bare', 'sum'] as const) execFileSync('cc', ['-O2', '-static', path.join(import.meta.dirname, `${name}.c`), '-o', programs[name]]);
  return programs;
}

/** Rounds in turn, so that a machine that becomes busy is busy for all. */
async function measureAll(programs: { bare: string; sum: string }, runs: number): Promise<SandboxBench> {
  const sandbox = createNativeSandbox({ lanes: 2, launcherPath: await buildLauncher() });
  await sandbox.start();
  const boxes = await Promise.all([openWith(await sandbox.open(), programs.sum), openWith(await sandbox.open(), programs.sum)]);
  const rounds: Omit<SandboxBench, 'ratios'>[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const share = Math.ceil(runs / ROUNDS);
    const one = await measurePort(boxes.slice(0, 1), share);
    const two = await measurePort(boxes, share);
    const bare = { one: measureBare(programs, share, 1), two: measureBare(programs, share, 2) };
    rounds.push({ bare, launcher: one.launcher, port: { one: one.port, two: two.port } });
  }
  await sandbox.stop();
  return summarise(rounds);
}

async function openWith(box: Box, program: string): Promise<Box> {
  await box.write([{ path: 'sum', content: readFileSync(program), executable: true }]);
  return box;
}

const COMMAND: Command = {
  argv: ['/box/sum'],
  profile: 'run',
  stdin: Buffer.from('3 4\n'),
  limits: { cpuMs: 1000, wallMs: 10_000, memoryBytes: 256 * MIB, processes: 50, stdoutBytes: MIB, stderrBytes: MIB, scratchBytes: 64 * MIB },
};

async function runOnce(box: Box): Promise<number> {
  const { ending, stdout, wallMs } = await box.run(COMMAND);
  if (ending.kind !== 'exited' || Buffer.from(stdout).toString() !== '7\n') throw new Error(`Unexpected ending ${JSON.stringify(ending)}`);
  return wallMs;
}

async function measurePort(boxes: Box[], runs: number): Promise<{ port: Measure; launcher: Measure }> {
  const outer: number[] = [];
  const inner: number[] = [];
  const started = performance.now();
  const lane = async (box: Box): Promise<void> => {
    for (let i = 0; i < runs; i++) {
      const before = performance.now();
      inner.push(await runOnce(box));
      outer.push(performance.now() - before);
    }
  };
  await Promise.all(boxes.map(lane));
  const perSecond = (outer.length / (performance.now() - started)) * 1000;
  return { port: { medianMs: median(outer), perSecond }, launcher: { medianMs: median(inner), perSecond } };
}

function measureBare(programs: { bare: string; sum: string }, runs: number, lanes: number): Measure {
  return JSON.parse(execFileSync(programs.bare, [programs.sum, String(runs), String(lanes)], { encoding: 'utf8' })) as Measure;
}

function summarise(rounds: Omit<SandboxBench, 'ratios'>[]): SandboxBench {
  const pick = (of: (round: Omit<SandboxBench, 'ratios'>) => Measure): Measure => ({
    medianMs: median(rounds.map((round) => of(round).medianMs)),
    perSecond: median(rounds.map((round) => of(round).perSecond)),
  });
  const bare = { one: pick((round) => round.bare.one), two: pick((round) => round.bare.two) };
  const port = { one: pick((round) => round.port.one), two: pick((round) => round.port.two) };
  const launcher = pick((round) => round.launcher);
  const ratio = (of: (round: Omit<SandboxBench, 'ratios'>) => number): number => Number(median(rounds.map(of)).toFixed(3));
  const ratios = {
    launcher: ratio((round) => round.launcher.medianMs / round.bare.one.medianMs),
    port: ratio((round) => round.port.one.medianMs / round.bare.one.medianMs),
    twoLanes: ratio((round) => round.port.two.perSecond / round.bare.two.perSecond),
  };
  return { bare, launcher, port, ratios };
}

function median(numbers: number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Many runs in a row: nothing may grow. */
async function soak(program: string, runs: number): Promise<void> {
  const sandbox = createNativeSandbox({ lanes: 2, launcherPath: await buildLauncher() });
  await sandbox.start();
  for (let part = 0; part < 5; part++) {
    const { port } = await measureBoxes(sandbox, program, Math.ceil(runs / 10));
    process.stdout.write(`${JSON.stringify({ runs: ((part + 1) * runs) / 5, medianMs: port.medianMs, ...census() })}\n`);
  }
  await sandbox.stop();
}

async function measureBoxes(sandbox: { open(): Promise<Box> }, program: string, runs: number): Promise<{ port: Measure }> {
  const boxes = [await openWith(await sandbox.open(), program), await openWith(await sandbox.open(), program)];
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
  return { processes: pids.length, descriptors, launcherKb, mounts, groups, nodeMb: Math.round(process.memoryUsage().rss / MIB) };
}

function descendants(): number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  const known = new Set([process.pid]);
  for (const [pid, parent, name] of rows.map((row) => row.trim().split(/\s+/)))
    if (known.has(Number(parent)) && name?.startsWith('codearena')) known.add(Number(pid));
  known.delete(process.pid);
  return [...known];
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000' }, soak: { type: 'string' } } });
const work = mkdtempSync(path.join(tmpdir(), 'codearena-bench-'));
try {
  const programs = compilePrograms();
  const result = await measureAll(programs, Number(values.runs));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (values.soak) await soak(programs.sum, Number(values.soak));
} finally {
  rmSync(work, { recursive: true, force: true });
}
