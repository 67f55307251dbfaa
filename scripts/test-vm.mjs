// `npm run test:vm`: the sandbox's contract, the launcher's tests and the attacks on a machine that has cgroup v2 alone,
// as root and as a user with a delegated control group. The machine is a small Debian under QEMU's software emulation.
import { mkdirSync } from 'node:fs';
import { arch } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildLauncher } from '../packages/execution/launcher/build.mjs';
import { makeBaseDisk } from '../tests/vm/base-disk.mjs';
import { makeInitialDisk, takeKernel } from '../tests/vm/kernel.mjs';
import { runMachine } from '../tests/vm/machine.mjs';
import { makeTestsDisk } from '../tests/vm/tests-disk.mjs';
import { ROOT } from './setup/steps.mjs';
import { installPackages, onPath } from './setup/system.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '720' },
    only: { type: 'string', default: '' },
    as: { type: 'string', default: '' },
    systemd: { type: 'boolean', default: false },
    'kernel-of': { type: 'string' },
    verbose: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  process.stdout.write(
    'usage: npm run test:vm [-- --seconds N] [--only SUITE,SUITE…] [--as root|user] [--systemd] [--kernel-of RELEASE] [--verbose]\n' +
      'suites: layers · contract · lanes · memory · host · attacks\n' +
      'N is the longest that the machine may run; attacks that do not fit are left out, and named.\n' +
      'With --systemd the first process is systemd, and the tests are services that memory and pids are delegated to.\n' +
      'RELEASE is a Debian release whose kernel is taken instead of the one that this machine’s apt knows, e.g. trixie.\n',
  );
  process.exit(0);
}

const CACHE = path.join(ROOT, '.cache', 'test-machine');
const SECONDS = Number(values.seconds);
const USERS = values.as ? [values.as] : ['root', 'user'];
const NEEDS = [
  { package: 'qemu-system-x86', present: () => onPath('qemu-system-x86_64') },
  { package: 'debootstrap', present: () => onPath('debootstrap') },
  { package: 'e2fsprogs', present: () => onPath('mkfs.ext4') },
];

const say = (text) => process.stdout.write(`• ${text}\n`);
const started = Date.now();
const outcomes = [];
const ended = new Set();
let kernelRelease = 'unknown';

try {
  await main();
} catch (error) {
  process.stdout.write(`${error.stderr ?? ''}${error.message}\n`);
  finish([error.message]);
}

async function main() {
  if (arch() !== 'x64') throw new Error(`The test machine is one of x86-64, this is ${arch()}`);
  requirePrograms();
  mkdirSync(CACHE, { recursive: true });
  await buildLauncher();
  const { kernel, modules } = await takeKernel(CACHE, values['kernel-of'], say);
  const initialDisk = path.join(CACHE, 'initial.cpio');
  await makeInitialDisk(modules, path.join(ROOT, 'tests/vm/first.c'), initialDisk);
  const base = await makeBaseDisk(CACHE, say);
  const tests = path.join(CACHE, 'tests.img');
  await makeTestsDisk(ROOT, tests);
  say(`booting (at most ${SECONDS} s)`);
  // Each user may begin attacks in its share of the time, less what the last of them and the other tests may need.
  const parameters = { seconds: Math.floor(SECONDS / USERS.length - 45), only: values.only, as: values.as };
  const switchedOff = await runMachine({ kernel, initialDisk, disks: [base, tests], systemd: values.systemd, parameters, seconds: SECONDS, onLine: hear });
  finish([
    ...(switchedOff ? [] : [`the machine was ended after ${SECONDS} s`]),
    ...USERS.filter((who) => !ended.has(who)).map((who) => `the tests as ${who} did not come to their end`),
  ]);
}

function requirePrograms() {
  const missing = () => NEEDS.filter(({ present }) => !present()).map((need) => need.package);
  if (missing().length > 0) installPackages(missing(), 'for the test machine');
  if (missing().length > 0) throw new Error(`This needs: apt-get install ${missing().join(' ')}`);
}

function hear(line) {
  const [, kind, rest = ''] = /^@(\w+) (.*)$/.exec(line) ?? [];
  if (kind === 'outcome') hearOutcome(JSON.parse(rest));
  else if (kind === 'kernel') kernelRelease = rest;
  else if (kind === 'ended') hearEnd(rest);
  else if (values.verbose || kind === undefined) process.stdout.write(`  machine: ${line}\n`);
}

function hearOutcome(outcome) {
  outcomes.push(outcome);
  const { who, suite, name, outcome: result, detail } = outcome;
  const mark = { passed: '✓', failed: '✗' }[result] ?? '–';
  if (result === 'failed' || values.verbose)
    process.stdout.write(`${mark} ${who} ${suite}${name.startsWith(suite) ? name.slice(suite.length) : ` › ${name}`}${detail ? `: ${detail}` : ''}\n`);
}

function hearEnd(text) {
  const [who, status] = text.split(' ');
  if (status === '0') ended.add(who);
  say(`${who}: ended with ${status} after ${elapsed()} s`);
}

function elapsed() {
  return Math.round((Date.now() - started) / 1000);
}

function finish(problems) {
  process.stdout.write(`\nkernel ${kernelRelease}, cgroup v2, ${values.systemd ? 'systemd, ' : ''}${elapsed()} s\n`);
  for (const who of USERS) for (const line of summary(who)) process.stdout.write(`${line}\n`);
  for (const problem of problems) process.stdout.write(`failed: ${problem}\n`);
  const failed = count(outcomes, 'failed') + problems.length;
  const passed = count(outcomes, 'passed');
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
}

function summary(who) {
  const own = outcomes.filter((outcome) => outcome.who === who);
  const suites = [...new Set(own.map(({ suite }) => suite))];
  return suites.map((suite) => {
    const part = own.filter((outcome) => outcome.suite === suite);
    const left = part.filter(({ outcome }) => outcome === 'left out');
    const reasons = [...new Set(left.map(({ detail }) => detail))].map(
      (reason) =>
        `${reason}: ${left
          .filter(({ detail }) => detail === reason)
          .map(({ name }) => name)
          .join(' ')}`,
    );
    const leftOut = left.length > 0 ? `, ${left.length} left out (${reasons.join('; ')})` : '';
    return `${who} · ${suite}: ${count(part, 'passed')} passed, ${count(part, 'failed')} failed${leftOut}`;
  });
}

function count(list, kind) {
  return list.filter(({ outcome }) => outcome === kind).length;
}
