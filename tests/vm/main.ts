/**
 * Runs in the test machine, once for each user: the sandbox's contract, the launcher's own tests and the attacks.
 *   main.js USER SECONDS SUITE,SUITE…
 * Every outcome is a line `@outcome {…}` on the console.
 */
import { readFileSync } from 'node:fs';
import { sandboxContract } from '@codearena/core/sandbox.contract';
import { launcherPath } from '../../packages/execution/src/launcher/program.ts';
import { createNativeSandbox } from '../../packages/execution/src/native/native-sandbox.ts';
import { performAttacks, type Line } from './attacks.ts';
import { createNow } from './clock.ts';
import { expect, it, runTests } from './test-runner.ts';

const [who = '', seconds = '300', only = ''] = process.argv.slice(2);
const chosen = only === '' ? ['layers', 'contract', 'lanes', 'memory', 'host', 'attacks'] : only.split(',');
const now = createNow();
const deadline = now() + Number(seconds) * 1000;

function say(suite: string, line: Line): void {
  process.stdout.write(`@outcome ${JSON.stringify({ who, suite, ...line })}\n`);
}

const createSandbox = (lanes = 2) => createNativeSandbox({ lanes, launcherPath: launcherPath() });

const test =
  (collect: () => unknown) =>
  (suite: string): Promise<void> =>
    runTests(suite, collect, (outcome) => say(suite, outcome));

/** Tests that look beside themselves for files are kept in their places, not in this bundle. */
const file = (path: string) => test(() => import(new URL(`../../packages/execution/src/${path}`, import.meta.url).href));

const SUITES: Record<string, (suite: string) => Promise<void>> = {
  layers: test(declareLayers),
  contract: test(() => sandboxContract(async () => createSandbox())),
  lanes: file('native/lanes.test.js'),
  memory: file('native/memory.test.js'),
  host: file('launcher/host.test.js'),
  attacks: (suite) => performAttacks({ createSandbox, isOver: () => now() > deadline, say: (line) => say(suite, line) }),
};

for (const suite of chosen) await SUITES[suite]?.(suite);

/** Without this, a launcher that found no control groups would pass the rest with its weaker limits. */
function declareLayers(): void {
  it('limits memory, processes and CPU time by cgroup v2', async () => {
    expect(['/tests-', '/system.slice/tests-'].map((place) => `0::${place}${who}`)).toContain(
      readFileSync('/proc/self/cgroup', 'utf8').replace(/(\.service)?\n$/, ''),
    );
    const sandbox = createSandbox();
    const { layers } = await sandbox.inspect();
    await sandbox.stop();
    const limited = layers.filter(({ name }) => name.startsWith('cgroup ') && !name.endsWith('namespace'));
    expect(limited.map(({ name, state, detail }) => [name, state, /cgroup v\d/.exec(detail)?.[0]])).toEqual([
      ['cgroup memory', 'on', 'cgroup v2'],
      ['cgroup pids', 'on', 'cgroup v2'],
      ['cgroup cpu', 'on', 'cgroup v2'],
    ]);
  });

  it('runs programs as a user of their own when it is root, and says so when it is not', async () => {
    const sandbox = createSandbox();
    const { layers } = await sandbox.inspect();
    await sandbox.stop();
    expect(layers.find(({ name }) => name === 'user id')?.state).toBe(who === 'root' ? 'on' : 'weaker');
  });
}
