/** The same program under what else there is: a container for each run, and bubblewrap, which limits nothing. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { measureBare, rounded, type Programs } from './measures.ts';

export type Compared = { medianMs: number; toBare: number } | { missing: string };

const BUBBLEWRAP = '/usr/bin/bwrap';

export function measureBubblewrap(programs: Programs, runs: number): Compared {
  const missing = installBubblewrap();
  if (missing) return { missing };
  const namespaces = ['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'];
  const root = ['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--ro-bind', programs.sum, '/box/sum'];
  return compare(programs, [BUBBLEWRAP, ...namespaces, ...root, '/box/sum'], runs);
}

/** Why it cannot be had here, if so. */
function installBubblewrap(): string | undefined {
  if (existsSync(BUBBLEWRAP)) return undefined;
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', 'bubblewrap'];
  if (process.getuid?.() !== 0) return `not installed: ${install.join(' ')}`;
  try {
    execFileSync('apt-get', install.slice(1), { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    return undefined;
  } catch {
    return `could not be installed: ${install.join(' ')}`;
  }
}

/** As ours is limited, but made and removed for this one run. */
export function measureDockerRun(programs: Programs, { socketPath, image }: { socketPath: string; image: string }, runs: number): Compared {
  const limits = ['--network', 'none', '--memory', '256m', '--pids-limit', '50', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
  const program = ['--volume', `${programs.sum}:/box/sum:ro`, '--entrypoint', '/box/sum'];
  const argv = ['/usr/bin/docker', 'run', '--rm', '--interactive', ...limits, ...program, image];
  return compare(programs, argv, runs, { ...process.env, DOCKER_HOST: `unix://${socketPath}` });
}

function compare(programs: Programs, argv: readonly string[], runs: number, env = process.env): Compared {
  const { medianMs } = measureBare(programs, argv, runs, 1, env);
  const bare = measureBare(programs, [programs.sum], 200);
  return { medianMs: rounded(medianMs), toBare: rounded(medianMs / bare.medianMs) };
}
