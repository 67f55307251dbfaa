import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkTestData, Mismatch } from './check.ts';

/*
 * An input validator that Checktestdata scripts need: set-up makes one file of it, which runs in the sandbox beside the
 * script, like every other validator. It ends with 42 where standard input fits the script, with 43 where it does not.
 */
const script = readFileSync(path.join(path.dirname(process.argv[1] ?? ''), 'script.ctd'), 'latin1');
try {
  checkTestData(script, readFileSync(0, 'latin1'));
  process.exitCode = 42;
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Mismatch ? 43 : 1;
}
