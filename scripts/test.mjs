// `npm test`: set-up, then the suites with real services; the last line is the truthful count. `--slow` runs what takes
// too long for it instead, and adds its count to that of the run before.
// What cannot run on this machine is skipped by name with its reason; with CI=true such a skip is a failure.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runSteps } from './setup/steps.mjs';
import { ensureServiceUser } from './setup/system.mjs';
import { installTestServices } from './setup/test-services.mjs';

const { values, positionals } = parseArgs({
  options: { only: { type: 'string', multiple: true }, slow: { type: 'boolean', default: false }, help: { type: 'boolean' } },
  allowPositionals: true,
});
const RESULTS = path.join(ROOT, '.cache', 'test-results');

const TOTAL = path.join(RESULTS, 'total.json');

/** `failures` say what failed, a line each, so that the end of a long log is enough to know. */
const NOTHING = { passed: 0, failed: 0, skipped: 0, failures: [] };

const SUITES = [
  { name: 'units and contracts', run: () => vitest('unit', ['--project', 'unit', ...positionals]) },
  { name: 'jury submissions of all problems', run: verifyProblems },
  { name: 'journeys in the browser and on the command line', run: () => vitest('journeys', ['--project', 'journeys', ...positionals]) },
  { name: 'chaos', run: chaos },
  { name: 'containers, languages in depth, weakened launchers, recovery', slow: true, run: () => vitest('slow', ['--project', 'slow', ...positionals]) },
  { name: 'journeys in distributed mode', slow: true, run: () => vitest('distributed', ['--project', 'distributed', ...positionals]) },
  { name: 'deployment with Compose', slow: true, run: () => vitest('deployed', ['--project', 'deployed', ...positionals]) },
];

if (values.help) {
  process.stdout.write(`usage: npm test [-- --only SUITE] [--slow] [FILE…]\nsuites: ${SUITES.map((suite) => suite.name).join(' · ')}\n`);
  process.exit(0);
}

await main();

async function main() {
  await runSteps({ needsLauncher: true });
  const unavailable = installTestServices();
  ensureServiceUser();
  let total = (values.slow && readReport(TOTAL)) || NOTHING;
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const slow = [];
  for (const suite of SUITES.filter(isChosen)) {
    const started = Date.now();
    process.stdout.write(`\n── ${suite.name}\n`);
    total = sum(total, await suite.run());
    slow.push(`${suite.name} ${((Date.now() - started) / 1000).toFixed(0)} s`);
  }
  finish(total, unavailable, slow);
}

function isChosen({ name, slow = false }) {
  return slow === values.slow && (!values.only || values.only.some((word) => name.includes(word)));
}

function finish(result, unavailable, slow) {
  process.stdout.write(`\n${slow.join(' · ')}\n`);
  for (const reason of unavailable) process.stdout.write(`not available here: ${reason}\n`);
  const isStrict = process.env.CI === 'true' && result.skipped > 0;
  if (isStrict) process.stdout.write(`${result.skipped} skipped test(s) count as failed because CI=true\n`);
  const total = isStrict ? { ...result, failed: result.failed + result.skipped, skipped: 0 } : result;
  for (const failure of total.failures) process.stdout.write(`failed: ${failure}\n`);
  writeFileSync(TOTAL, JSON.stringify(total));
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`);
}

function sum(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped, failures: [...a.failures, ...b.failures] };
}

async function vitest(name, args) {
  const file = path.join(RESULTS, `${name}.json`);
  const code = await inherit('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args]);
  return countVitest(name, file, code);
}

/** A file that could not even be loaded has no tests in the report: it counts as one failure. */
function countVitest(name, file, code) {
  const report = readReport(file);
  if (!report) return { ...NOTHING, failed: 1, failures: [`${name}: no report`] };
  const broken = report.testResults.filter((result) => result.status === 'failed' && !result.assertionResults.some(({ status }) => status === 'failed'));
  const skipped = report.testResults.flatMap((result) => result.assertionResults).filter(({ status }) => status !== 'passed' && status !== 'failed');
  for (const test of skipped) process.stdout.write(`skipped: ${test.fullName}\n`);
  const failures = [
    ...broken.map((result) => `${path.relative(ROOT, result.name)}: ${firstLine(result.message)}`),
    ...report.testResults.flatMap((result) =>
      result.assertionResults
        .filter(({ status }) => status === 'failed')
        .map((test) => `${path.relative(ROOT, result.name)} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`),
    ),
  ];
  return counted(name, code, { passed: report.numPassedTests, failed: report.numFailedTests + broken.length, skipped: skipped.length, failures });
}

/** Each jury submission is one test: its verdict must be what its directory says. */
async function verifyProblems() {
  const file = path.join(RESULTS, 'verify.json');
  const code = await inherit('bin/codearena', ['problem', 'verify', 'problems', '--report', file]);
  const report = readReport(file);
  if (!report) return { ...NOTHING, failed: 1, failures: ['jury submissions: no report'] };
  const submissions = report.problems.flatMap((problem) => problem.submissions.map((submission) => ({ ...submission, problem: problem.path })));
  const skipped = submissions.filter((submission) => submission.result === 'skipped').length;
  const passed = submissions.filter((submission) => submission.result === 'expected').length;
  const failed = submissions.length - passed - skipped;
  const failures = submissions.filter(({ result }) => result !== 'skipped' && result !== 'expected').map((it) => `${it.problem} › ${it.path}: ${it.reason}`);
  return counted('jury submissions', code, { passed, failed, skipped, failures });
}

/** A suite that ended badly without a failed test counts as one failure. */
function counted(name, code, result) {
  if (result.failed > 0 || code === 0) return result;
  return { ...result, failed: 1, failures: [...result.failures, `${name}: ended with ${code}`] };
}

function firstLine(message = '') {
  return message.split('\n', 1)[0].slice(0, 300);
}

/** Each mode is one test: a run without anything wrong in the end. */
async function chaos() {
  const file = path.join(RESULTS, 'chaos.json');
  await inherit('npx', ['tsx', 'tests/chaos/chaos.ts', '--seconds', '75', '--report', file]);
  const modes = readReport(file) ?? [];
  const passed = modes.filter(({ wrong }) => wrong.length === 0).length;
  const failures = modes.flatMap(({ mode, wrong }) => wrong.slice(0, 10).map((line) => `chaos, ${mode}: ${line}`));
  return { passed, failed: Math.max(2, modes.length) - passed, skipped: 0, failures };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function inherit(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
