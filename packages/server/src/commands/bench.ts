import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../installation.ts';
import { UsageError, type ExitCode } from './outcome.ts';

/** Each is a program of its own that prints ratios within one run: absolute times say little about another machine. */
const BENCHES: Record<string, string> = {
  sandbox: 'packages/execution/bench/sandbox.ts',
  data: 'packages/data/bench/scale.ts',
};

export function bench(name: string, args: readonly string[]): Promise<ExitCode> {
  const script = BENCHES[name];
  if (!script) throw new UsageError(`no bench "${name}"; there are: ${Object.keys(BENCHES).join(', ')}`);
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(ROOT, 'node_modules/.bin/tsx'), [path.join(ROOT, script), ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? 0 : 1));
  });
}
