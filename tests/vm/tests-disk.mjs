// The test machine's second disk: the tests, each compiled to JavaScript at its own place, the attacks, the launcher.
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { makeImage } from './base-disk.mjs';

const TESTS = ['native/lanes', 'native/memory', 'launcher/host'];
const PROGRAMS = ['tests/vm/main.ts', ...TESTS.map((name) => `packages/execution/src/${name}.test.ts`)];
const FILES = [
  'tests/vm/init.sh',
  'tests/vm/systemd.sh',
  'tests/vm/units',
  'packages/execution/attacks',
  'packages/execution/launcher',
  'packages/execution/src/native',
  'packages/execution/dist',
];

export async function makeTestsDisk(root, image) {
  const folder = mkdtempSync(path.join(tmpdir(), 'codearena-vm-'));
  try {
    chmodSync(folder, 0o755);
    for (const file of FILES) cpSync(path.join(root, file), path.join(folder, file), { recursive: true, preserveTimestamps: true });
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: PROGRAMS,
      outbase: root,
      outdir: folder,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      minifySyntax: true,
      logLevel: 'error',
      // What is CommonJS among the dependencies asks for it.
      banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
      plugins: [standIn(path.join(root, 'tests/vm/test-runner.ts'))],
    });
    cpSync(path.join(root, 'package.json'), path.join(folder, 'package.json'));
    await makeImage(folder, image, '100M');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Tests get our runner for vitest; the runner itself gets vitest's `expect`. */
function standIn(runner) {
  return {
    name: 'stand-in for vitest',
    setup: (build) => build.onResolve({ filter: /^vitest$/ }, ({ importer }) => (importer === runner ? undefined : { path: runner })),
  };
}
