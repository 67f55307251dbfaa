/**
 * What the Docker sandbox costs: the first byte of a submission with a warm pool, a further test in the same container
 * as a ratio to a bare vfork + exec + wait of the same program, processor time per container, and `docker run` beside it.
 *   npx tsx packages/execution/bench/docker.ts [--submissions N] [--runs N]
 * As root: an engine of its own is started, whose processor time is counted in a control group.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Box, Command, Sandbox } from '@codearena/core';
import { createDockerSandbox } from '../src/docker/docker-sandbox.ts';
import { startTestEngine, type TestEngine } from '../src/docker/testing.ts';

const MIB = 1024 * 1024;
const POOL = 2;
/** Long enough for a new container in the place of a used one, also on a busy machine. */
const REFILL_MS = 1_500;
const LIMITS = { cpuMs: 1000, wallMs: 10_000, memoryBytes: 256 * MIB, processes: 50, stdoutBytes: MIB, stderrBytes: MIB, scratchBytes: 64 * MIB };

export type DockerBench = {
  bareMs: number;
  /** From the request for a box to the program's first byte: the pool held a container each time. */
  firstByteMs: number;
  /** The same when the command's memory limit is not the one that the container started with. */
  firstByteOtherLimitMs: number;
  furtherTestMs: number;
  furtherTestToBare: number;
  dockerRunMs: number;
  /** Of engine, shim and runtime together, for the whole life of one container. */
  processorMsPerContainer: number;
  processorMsPerDockerRun: number;
};

async function measure({ socketPath, image, pid }: TestEngine, submissions: number, runs: number): Promise<DockerBench> {
  const sum = compile('sum');
  const sandbox = createDockerSandbox({ socketPath, image, lanes: 1, poolSize: POOL });
  await sandbox.start();
  await sleep(2 * REFILL_MS);
  const usual: number[] = [];
  const other: number[] = [];
  const group = countProcessorTime(pid);
  for (let i = 0; i < submissions; i++) {
    usual.push(await firstByte(sandbox, sum, LIMITS));
    await sleep(REFILL_MS);
  }
  const processorMs = group.usedMs() / submissions;
  for (let i = 0; i < submissions; i++) {
    other.push(await firstByte(sandbox, sum, { ...LIMITS, memoryBytes: 128 * MIB }));
    await sleep(REFILL_MS);
  }
  const further = await furtherTests(sandbox, sum, runs);
  await sandbox.stop();
  const bareMs = bare(sum, runs);
  const usedBefore = group.usedMs();
  const dockerRunMs = runWithDocker(socketPath, image, submissions);
  const dockerRunProcessorMs = (group.usedMs() - usedBefore) / submissions;
  group.remove();
  return {
    bareMs,
    firstByteMs: median(usual),
    firstByteOtherLimitMs: median(other),
    furtherTestMs: further,
    furtherTestToBare: Number((further / bareMs).toFixed(2)),
    dockerRunMs,
    processorMsPerContainer: Math.round(processorMs),
    processorMsPerDockerRun: Math.round(dockerRunProcessorMs),
  };
}

async function withProgram(box: Box, program: string): Promise<void> {
  await box.write([{ path: 'sum', content: readFileSync(program), executable: true }]);
}

function command(limits: Command['limits'], onStdout?: (chunk: Uint8Array) => void): Command {
  return { argv: ['/box/sum'], profile: 'run', stdin: Buffer.from('3 4\n'), limits, ...(onStdout ? { onStdout } : {}) };
}

async function firstByte(sandbox: Sandbox, program: string, limits: Command['limits']): Promise<number> {
  const asked = performance.now();
  let first = 0;
  const box = await sandbox.open();
  await withProgram(box, program);
  await box.run(command(limits, () => (first ||= performance.now() - asked)));
  await box.close();
  if (first === 0) throw new Error('The program said nothing');
  return first;
}

async function furtherTests(sandbox: Sandbox, program: string, runs: number): Promise<number> {
  const box = await sandbox.open();
  await withProgram(box, program);
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    const { ending, stdout } = await box.run(command(LIMITS));
    times.push(performance.now() - started);
    if (ending.kind !== 'exited' || Buffer.from(stdout).toString() !== '7\n') throw new Error(`Unexpected ending ${JSON.stringify(ending)}`);
  }
  await box.close();
  return median(times);
}

function bare(program: string, runs: number): number {
  const measured = JSON.parse(execFileSync(compile('bare'), [program, String(runs), '1'], { encoding: 'utf8' })) as { medianMs: number };
  return measured.medianMs;
}

function runWithDocker(socketPath: string, image: string, times: number): number {
  const durations: number[] = [];
  const limits = ['--network', 'none', '--memory', '256m', '--pids-limit', '50', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    execFileSync('/usr/bin/docker', ['run', '--rm', ...limits, '--entrypoint', '/bin/true', image], { env: { DOCKER_HOST: `unix://${socketPath}` } });
    durations.push(performance.now() - started);
  }
  return median(durations);
}

type ProcessorTime = { usedMs(): number; remove(): void };

/** Of the engine and all that it starts from now on; containers have groups of their own. */
function countProcessorTime(engine: number): ProcessorTime {
  const parent = ['/sys/fs/cgroup/cpuacct', '/sys/fs/cgroup'].find((directory) => existsSync(path.join(directory, 'cgroup.procs')));
  if (!parent) throw new Error('There is no control group to count processor time in');
  const group = path.join(parent, `codearena-bench-${process.pid}`);
  mkdirSync(group);
  for (const pid of familyOf(engine)) writeFileSync(path.join(group, 'cgroup.procs'), String(pid));
  const first = usageOf(group);
  const remove = (): void => {
    for (const pid of readFileSync(path.join(group, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean)) moveUnlessGone(parent, pid);
    rmdirSync(group);
  };
  return { usedMs: () => usageOf(group) - first, remove };
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

function compile(name: 'bare' | 'sum'): string {
  const program = path.join(work, name);
  execFileSync('cc', ['-O2', '-static', path.join(import.meta.dirname, `${name}.c`), '-o', program]);
  return program;
}

function median(numbers: number[]): number {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
  return Number((middle ?? Number.NaN).toFixed(3));
}

const { values } = parseArgs({ options: { submissions: { type: 'string', default: '10' }, runs: { type: 'string', default: '500' } } });
const work = mkdtempSync(path.join(tmpdir(), 'codearena-bench-'));
const engine = await startTestEngine();
try {
  process.stdout.write(`${JSON.stringify(await measure(engine, Number(values.submissions), Number(values.runs)), null, 2)}\n`);
} finally {
  await engine.stop();
  rmSync(work, { recursive: true, force: true });
}
