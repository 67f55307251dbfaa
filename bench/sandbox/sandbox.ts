import { dockerIsMissing, startTestEngine } from '../../packages/execution/src/docker/testing.ts';
import type { Bench, Findings } from '../frame/bench.ts';
import { measureDocker } from './docker.ts';
import { compilePrograms, type Programs } from './measures.ts';
import { measureNative, type Amounts } from './native.ts';
import { measureBubblewrap, measureDockerRun } from './others.ts';
import { soak } from './soak.ts';

/**
 * What the sandboxes cost, to a bare vfork + exec + wait of the same static program in the same run, with bubblewrap and
 * `docker run` beside them.
 */
export const sandbox: Bench = {
  name: 'sandbox',
  description: 'one run in the sandbox against a bare one, bubblewrap and docker run; one lane and two, with a compilation and without',
  options: {
    runs: { type: 'string', default: '1000', description: 'runs of each kind' },
    submissions: { type: 'string', default: '20', description: 'boxes and containers of each kind' },
    containers: { type: 'string', default: 'yes', description: 'no: without the container engine that is started for them (as root only)' },
    soak: { type: 'string', default: '0', description: 'afterwards so many runs in a row, during which nothing may grow' },
  },
  needs: ['bubblewrap', 'docker.io', 'debootstrap'],
  limitSeconds: 900,
  async measure({ quick, option, progress, directory }) {
    const programs = compilePrograms(directory);
    const size = quick ? 0.1 : 1;
    const amounts: Amounts = {
      rounds: quick ? 3 : 9,
      runs: Math.ceil(Number(option('runs')) * size),
      submissions: Math.ceil(Number(option('submissions')) * size),
    };
    const native = await measureNative(programs, amounts, (share) => progress(share * 0.5, 'native'));
    progress(0.5, 'bubblewrap');
    const parts: Findings[] = [{ measurements: native }, measureBubblewrap(programs, amounts.runs)];
    progress(0.6, 'containers');
    parts.push(await measureContainers(programs, amounts, option('containers')));
    const soaked = Number(option('soak'));
    if (soaked > 0) parts.push({ measurements: [], notes: await soak(programs, soaked) });
    return { measurements: parts.flatMap(({ measurements }) => measurements), notes: parts.flatMap(({ notes = [] }) => notes) };
  },
};

async function measureContainers(programs: Programs, amounts: Amounts, wanted: string): Promise<Findings> {
  const missing = wanted === 'no' ? 'not asked for' : dockerIsMissing();
  if (missing) return { measurements: [], notes: [`containers: ${missing}`] };
  const engine = await startTestEngine();
  try {
    const docker = await measureDocker(programs, engine, amounts);
    return { measurements: [...docker, measureDockerRun(programs, engine, amounts.submissions)] };
  } finally {
    await engine.stop();
  }
}
