/** The same program under what else there is: a container for each run, and bubblewrap, which limits nothing. */
import { existsSync } from 'node:fs';
import type { Findings, Measurement } from '../frame/bench.ts';
import { measured, ratios } from '../frame/measure.ts';
import { measureBare, type Programs } from './measures.ts';

const ROUNDS = 5;
const BUBBLEWRAP = '/usr/bin/bwrap';

export function measureBubblewrap(programs: Programs, runs: number): Findings {
  if (!existsSync(BUBBLEWRAP)) return { measurements: [] };
  const namespaces = ['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'];
  const root = ['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--ro-bind', programs.sum, '/box/sum'];
  return {
    measurements: [compare({ id: 'bubblewrap', name: 'bubblewrap, which limits nothing' }, programs, [BUBBLEWRAP, ...namespaces, ...root, '/box/sum'], runs)],
  };
}

/** As ours is limited, but made and removed for this one run. */
export function measureDockerRun(programs: Programs, { socketPath, image }: { socketPath: string; image: string }, runs: number): Measurement {
  const limits = ['--network', 'none', '--memory', '256m', '--pids-limit', '50', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  const program = ['--volume', `${programs.sum}:/box/sum:ro`, '--entrypoint', '/box/sum'];
  const argv = ['/usr/bin/docker', 'run', '--rm', '--interactive', ...limits, ...program, image];
  return compare({ id: 'docker-run', name: 'docker run' }, programs, argv, runs, { ...process.env, DOCKER_HOST: `unix://${socketPath}` });
}

/** In turn with bare runs, which are short. */
function compare(what: { id: string; name: string }, programs: Programs, argv: readonly string[], runs: number, env = process.env): Measurement {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(measureBare(programs, argv, Math.ceil(runs / ROUNDS), 1, env).medianMs);
    bare.push(measureBare(programs, [programs.sum], 100).medianMs);
  }
  return measured({ ...what, group: 'others, to bare vfork + exec + wait of the same program', unit: 'ratio', better: 'lower' }, ratios(ours, bare));
}
