import { setTimeout as sleep } from 'node:timers/promises';
import type { Command, Sandbox } from '@codearena/core';
import { createEngine } from '../../packages/execution/src/docker/engine.ts';
import { createDockerSandbox } from '../../packages/execution/src/docker/docker-sandbox.ts';
import { ownContainers } from '../../packages/execution/src/docker/owner.ts';
import type { TestEngine } from '../../packages/execution/src/docker/testing.ts';
import type { Measurement } from '../frame/bench.ts';
import { inTurns, measured, ratios } from '../frame/measure.ts';
import { median } from '../frame/statistics.ts';
import { LIMITS, measureBare, runSum, SUM, writeSum, type Programs } from './measures.ts';
import type { Amounts } from './native.ts';
import { countProcessorTime } from './processor-time.ts';

const POOL = 2;
const HALF_OF_THE_MEMORY = 128 * 1024 * 1024;

export async function measureDocker(programs: Programs, { socketPath, image, pid }: TestEngine, amounts: Amounts): Promise<Measurement[]> {
  const sandbox = createDockerSandbox({ socketPath, image, lanes: 1, poolSize: POOL });
  await sandbox.start();
  try {
    await poolToBeFull(socketPath);
    const processorTime = countProcessorTime(pid);
    const usual = await firstBytes(sandbox, programs, socketPath, amounts.submissions, LIMITS);
    const processorMs = processorTime.usedMs() / amounts.submissions;
    processorTime.stop();
    const other = await firstBytes(sandbox, programs, socketPath, amounts.submissions, { ...LIMITS, memoryBytes: HALF_OF_THE_MEMORY });
    const further = await furtherTests(sandbox, programs, amounts);
    const group = 'containers';
    return [
      measured({ id: 'docker.first-byte', group, name: 'from the request for a box to the first byte', unit: 'ms' }, usual),
      measured({ id: 'docker.first-byte-other-limit', group, name: 'the same with another memory limit', unit: 'ms' }, other),
      measured({ id: 'docker.processor', group, name: 'processor time of engine and shims for a submission', unit: 'ms' }, [processorMs]),
      measured({ id: 'docker.further', group: 'containers, to bare vfork + exec + wait', name: 'a further test', unit: 'ratio', better: 'lower' }, further),
    ];
  } finally {
    await sandbox.stop();
  }
}

/** The pool holds a container each time. */
async function firstBytes(sandbox: Sandbox, programs: Programs, socketPath: string, count: number, limits: Command['limits']): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    times.push(await firstByte(sandbox, programs, limits));
    await poolToBeFull(socketPath);
  }
  return times;
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

/** In one container, in turn with bare runs. */
async function furtherTests(sandbox: Sandbox, programs: Programs, { runs, rounds }: Amounts): Promise<number[]> {
  const box = await writeSum(await sandbox.open(), programs);
  const share = Math.ceil(runs / rounds);
  const ours = async (): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < share; i++) {
      const started = performance.now();
      await runSum(box);
      times.push(performance.now() - started);
    }
    return median(times);
  };
  const results = await inTurns(rounds, { bare: () => measureBare(programs, [programs.sum], share).medianMs, ours });
  await box.close();
  return ratios(results.ours, results.bare);
}
