// The steps of set-up in their order. A step is current when the hash of its inputs is the one it was made from and its
// output is there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { installPackages, onPath } from './system.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const STAMPS = path.join(ROOT, '.cache', 'setup');

const STEPS = [
  {
    name: 'dependencies',
    title: 'Installing dependencies',
    isCurrent: installedAsLocked,
    make: () => run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  },
  {
    name: 'launcher',
    title: 'Building the sandbox launcher',
    inputs: ['packages/execution/launcher'],
    output: 'packages/execution/dist/codearena-launcher',
    make: makeLauncher,
  },
  {
    name: 'server',
    title: 'Building the server',
    inputs: ['packages', 'package-lock.json', 'scripts/setup/bundle.mjs'],
    ignore: /\/(web|dist|node_modules|execution\/launcher|execution\/attacks)\/|\.test\.ts$/,
    output: 'packages/server/dist/codearena.mjs',
    make: () => run('node', ['scripts/setup/bundle.mjs']),
  },
  {
    name: 'page',
    title: 'Building the page',
    inputs: ['packages/web', 'packages/contracts', 'package-lock.json'],
    ignore: /\/(dist|node_modules)\//,
    output: 'packages/web/dist/index.html',
    make: () => run('npx', ['vite', 'build', 'packages/web', '--logLevel', 'warn']),
  },
  {
    name: 'problems',
    title: 'Generating the practice problems’ tests',
    inputs: ['problems'],
    ignore: /\/data\/secret\/([2-9]|\.generated)|\/submissions\//,
    output: 'problems/a-plus-b/data/secret/.generated.json',
    make: () => run('node', ['problems/generate.mjs']),
  },
];

export async function runSteps({ needsLauncher }) {
  // An image that was built with everything in it has no sources to compare with.
  if (process.env.CODEARENA_PREBUILT === '1') return;
  mkdirSync(STAMPS, { recursive: true });
  const steps = STEPS.filter((step) => needsLauncher || step.name !== 'launcher');
  if (steps.every(isCurrent)) return;
  await withLock(path.join(ROOT, '.cache', 'setup.lock'), async () => {
    installToolchainDefaults();
    for (const step of steps) await bringUpToDate(step);
  });
}

async function bringUpToDate(step) {
  if (isCurrent(step)) return;
  const started = Date.now();
  // Of what there was before: a file that changes meanwhile may have been read already.
  const stamp = step.isCurrent ? undefined : hashOf(step);
  process.stdout.write(`• ${step.title} …\n`);
  await step.make();
  if (stamp) writeFileSync(stampOf(step), stamp);
  process.stdout.write(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function isCurrent(step) {
  if (step.isCurrent) return step.isCurrent();
  return existsSync(path.join(ROOT, step.output)) && existsSync(stampOf(step)) && readFileSync(stampOf(step), 'utf8') === hashOf(step);
}

function stampOf(step) {
  return path.join(STAMPS, step.name);
}

function hashOf(step) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of inputsOf(step)) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  return hash.digest('hex');
}

/** Paths from the root. */
function inputsOf({ inputs, ignore }) {
  return inputs.flatMap((input) => filesBelow(path.join(ROOT, input), ignore)).map((file) => path.relative(ROOT, file));
}

/** What the server is made anew for when it changes. */
export function serverInputs() {
  return inputsOf(STEPS.find(({ name }) => name === 'server'));
}

function filesBelow(file, ignore) {
  if (!existsSync(file)) return [];
  if (!statSync(file).isDirectory()) return ignore?.test(file) ? [] : [file];
  if (ignore?.test(`${file}/`) || file.endsWith('/node_modules') || file.endsWith('/dist')) return [];
  return readdirSync(file)
    .sort()
    .flatMap((name) => filesBelow(path.join(file, name), ignore));
}

/** Whether npm's own record of what is in node_modules has every package that this machine needs, in the locked version. */
function installedAsLocked() {
  const record = path.join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([name, { version, link, optional, devOptional }]) => {
    return !name.includes('node_modules/') || link || optional || devOptional || installed[name]?.version === version;
  });
}

/** The C compiler builds the launcher; with g++ and Python a new installation has the two languages that most people ask for. */
function installToolchainDefaults() {
  const missing = [...(onPath('g++') && onPath('gcc') ? [] : ['g++']), ...(onPath('python3') ? [] : ['python3'])];
  if (missing.length > 0) installPackages(missing, 'the launcher’s compiler, and languages to judge');
}

async function makeLauncher() {
  const { buildLauncher } = await import('../../packages/execution/launcher/build.mjs');
  await buildLauncher();
}

const running = new Set();

/** Ends set-up and what it has started when the command that wanted it is gone, or when it is told to. */
export function endWithParent() {
  const parent = process.ppid;
  const end = () => {
    for (const child of running) child.kill('SIGTERM');
    process.exit(1);
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  setInterval(() => process.ppid !== parent && end(), 300).unref();
}

/** Runs a program in the root directory; its output is shown only when it fails, the last of it. It does not outlive us. */
export function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    child.on('close', () => running.delete(child));
    let output = '';
    const keep = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`"${command} ${args.join(' ')}" ended with ${code}\n${output}`))));
  });
}
