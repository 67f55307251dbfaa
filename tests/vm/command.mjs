import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const start = promisify(execFile);

/** Runs a program behind everything else on this machine; its output is in the error when it fails. */
export async function run(program, args, options = {}) {
  const { stdout } = await start('nice', ['-n', '10', program, ...args], { maxBuffer: 1 << 26, timeout: 600_000, ...options });
  return stdout;
}
