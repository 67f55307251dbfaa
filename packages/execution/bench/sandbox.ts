/**
 * What the sandboxes cost, as ratios to a bare vfork + exec + wait of the same static program in the same run, with
 * bubblewrap and `docker run` beside them.
 *   npm run bench -- sandbox [--runs N] [--submissions N] [--soak N]
 * Containers as root only: an engine of its own is started for them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dockerIsMissing, startTestEngine } from '../src/docker/testing.ts';
import { measureDocker, type DockerBench } from './docker.ts';
import { compilePrograms, type Programs } from './measures.ts';
import { measureNative, type NativeBench } from './native.ts';
import { measureBubblewrap, measureDockerRun, type Compared } from './others.ts';
import { soak } from './soak.ts';

export type SandboxBench = {
  native: NativeBench;
  docker: DockerBench | { missing: string };
  others: { bubblewrap: Compared; dockerRun: Compared };
};

type Amounts = { runs: number; submissions: number };

async function measureAll(programs: Programs, amounts: Amounts): Promise<SandboxBench> {
  const native = await measureNative(programs, amounts.runs);
  const bubblewrap = measureBubblewrap(programs, amounts.runs);
  const { docker, dockerRun } = await measureContainers(programs, amounts);
  return { native, docker, others: { bubblewrap, dockerRun } };
}

async function measureContainers(programs: Programs, amounts: Amounts): Promise<{ docker: SandboxBench['docker']; dockerRun: Compared }> {
  const missing = dockerIsMissing();
  if (missing) return { docker: { missing }, dockerRun: { missing } };
  const engine = await startTestEngine();
  try {
    return { docker: await measureDocker(programs, engine, amounts), dockerRun: measureDockerRun(programs, engine, amounts.submissions) };
  } finally {
    await engine.stop();
  }
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, submissions: { type: 'string', default: '10' }, soak: { type: 'string' } },
});
const work = mkdtempSync(path.join(tmpdir(), 'codearena-bench-'));
try {
  const programs = compilePrograms(work);
  const result = await measureAll(programs, { runs: Number(values.runs), submissions: Number(values.submissions) });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (values.soak) await soak(programs, Number(values.soak));
} finally {
  rmSync(work, { recursive: true, force: true });
}
