import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../installation.ts';
import type { ExitCode } from './outcome.ts';

/** A program of its own, since it measures the whole product from outside. Its exit codes are a tool's. */
export function bench(args: readonly string[]): Promise<ExitCode> {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(ROOT, 'node_modules/.bin/tsx'), [path.join(ROOT, 'bench/main.ts'), ...args], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 || code === 2 ? code : 1));
  });
}
