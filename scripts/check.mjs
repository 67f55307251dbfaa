// `npm run check`: format, lint (type-aware, with import cycles), types, dead code. No warnings are let through.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { ROOT } from './setup/steps.mjs';

const CHECKS = [
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'], fix: ['prettier', '--write', '--log-level', 'warn', '.'] },
  { name: 'lint and cycles', command: ['oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'types of the page', command: ['tsc', '-p', 'packages/web'] },
  { name: 'dead code', command: ['knip', '--no-config-hints'] },
];

const { values } = parseArgs({ options: { fix: { type: 'boolean' } } });
let failed = 0;
for (const check of CHECKS) {
  const result = spawnSync('npx', values.fix && check.fix ? check.fix : check.command, { cwd: ROOT, stdio: 'inherit' });
  process.stdout.write(`${result.status === 0 ? '✓' : '✗'} ${check.name}\n`);
  if (result.status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
