// Bundles our own TypeScript into packages/server/dist/codearena.mjs, where installed packages stay where npm put them, and
// the interpreter that input validators in Checktestdata need into packages/problem-package/dist/checktestdata.cjs.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from './steps.mjs';

const ours = readdirSync(path.join(ROOT, 'packages'));

/** Everything that npm installed, except our own workspaces, is imported at run time. */
const external = [...new Set(ours.flatMap((name) => Object.keys(manifest(name).dependencies ?? {})).filter((name) => !name.startsWith('@codearena/')))];

function manifest(name) {
  return JSON.parse(readFileSync(path.join(ROOT, 'packages', name, 'package.json'), 'utf8'));
}

await build({
  absWorkingDir: ROOT,
  entryPoints: ['packages/problem-package/src/checktestdata/main.ts'],
  outfile: 'packages/problem-package/dist/checktestdata.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
});

await build({
  absWorkingDir: ROOT,
  entryPoints: ['packages/server/src/codearena.ts'],
  outfile: 'packages/server/dist/codearena.mjs',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  external: external.flatMap((name) => [name, `${name}/*`]),
});
