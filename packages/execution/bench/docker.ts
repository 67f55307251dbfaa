import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, Sandbox } from '@codearena/core';
import { createEngine } from '../src/docker/engine.ts';
import { createDockerSandbox } from '../src/docker/docker-sandbox.ts';
import { ownContainers } from '../src/docker/owner.ts';
import type { TestEngine } from '../src/docker/testing.ts';
import { LIMITS, measureBare, median, MIB, rounded, runSum, SUM, writeSum, type Programs } from './measures.ts';
import { countProcessorTime } from './processor-time.ts';

const POOL = 2;
const ROUNDS = 5;

export type DockerBench = {
  /** From the request for a box to the program's first byte; the pool held a container each time. */
  firstByteMs: number;
  /** The same when the command's memory limit is not the one that the container started with. */
  firstByteOtherLimitMs: number;
  furtherTest: { medianMs: number; toBare: number };
  /** Of engine, shims and runtimes, for the container that a submission used up. */
  processorMsPerSubmission: number;
};

export async function measureDocker(
  programs: Programs,
  { socketPath, image, pid }: TestEngine,
  options: { submissions: number; runs: number },
): Promise<DockerBench> {
  const sandbox = createDockerSandbox({ socketPath, image, lanes: 1, poolSize: POOL });
  await sandbox.start();
  const usual: number[] = [];
  const other: number[] = [];
  await poolToBeFull(socketPath);
  const processorTime = countProcessorTime(pid);
  for (let i = 0; i < options.submissions; i++) {
    usual.push(await firstByte(sandbox, programs, LIMITS));
    await poolToBeFull(socketPath);
  }
  const processorMs = processorTime.usedMs() / options.submissions;
  processorTime.stop();
  for (let i = 0; i < options.submissions; i++) {
    other.push(await firstByte(sandbox, programs, { ...LIMITS, memoryBytes: 128 * MIB }));
    await poolToBeFull(socketPath);
  }
  const furtherTest = await furtherTests(sandbox, programs, options.runs);
  await sandbox.stop();
  return {
    firstByteMs: rounded(median(usual)),
    firstByteOtherLimitMs: rounded(median(other)),
    furtherTest,
    processorMsPerSubmission: Math.round(processorMs),
  };
}

/** Full, and at rest: nothing is being made or removed. */
async function poolToBeFull(socketPath: string): Promise<void> {
  const engine = createEngine(socketPath);
  for (let quiet = 0; quiet < 3;) {
    await sleep(200);
    const containers = await ownContainers(engine);
    quiet = containers.length === POOL ? quiet + 1 : 0;
  }
  engine.close();
}

async function firstByte(sandbox: Sandbox, programs: Programs, limits: Command['limits']): Promise<number> {
  const asked = performance.now();
  let first = 0;
  const box = await writeSum(await sandbox.open(), programs);
  await box.run({ ...SUM, limits, onStdout: () => (first ||= performance.now() - asked) });
  await box.close();
  if (first === 0) throw new Error('The program said nothing');
  return first;
}

/** In turn with bare runs, so that a machine that becomes busy is busy for both. */
async function furtherTests(sandbox: Sandbox, programs: Programs, runs: number): Promise<DockerBench['furtherTest']> {
  const box = await writeSum(await sandbox.open(), programs);
  const medians: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    for (let i = 0; i < runs / ROUNDS; i++) {
      const started = performance.now();
      await runSum(box);
      times.push(performance.now() - started);
    }
    medians.push(median(times));
    ratios.push(median(times) / measureBare(programs, [programs.sum], Math.ceil(runs / ROUNDS)).medianMs);
  }
  await box.close();
  return { medianMs: rounded(median(medians)), toBare: rounded(median(ratios)) };
}
