import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Box, ExecutionLimits, InstalledLanguage, Sandbox } from '@codearena/core';
import { buildLauncher, packageFolder } from '../launcher/program.ts';
import { createNativeSandbox } from '../native/native-sandbox.ts';
import { createGate } from './gate.ts';
import { runAttacks } from './suite.ts';
import { attackReport } from './table.ts';
import { attackedLanguages } from './testing.ts';

/** An attack that fails here would be noticed; one that is defeated here proves nothing elsewhere. */
describe('attacks on a sandbox that lacks a layer', () => {
  let folder: string;
  let c: InstalledLanguage;
  const running: Sandbox[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'codearena-weakened-'));
    const { languages } = await attackedLanguages();
    c = languages.find(({ definition }) => definition.id === 'c') ?? expect.fail('the tests need a C compiler');
  });
  afterAll(async () => {
    await Promise.all(running.map((sandbox) => sandbox.stop()));
    await rm(folder, { recursive: true });
  });

  async function started(launcher: string): Promise<Sandbox> {
    const sandbox = createNativeSandbox({ lanes: 1, launcherPath: launcher });
    running.push(sandbox);
    await sandbox.start();
    return sandbox;
  }

  async function outcomes(sandbox: Sandbox, only: readonly string[]) {
    const results = await runAttacks(sandbox, { languages: [c], only });
    return { report: attackReport(results), found: Object.fromEntries(results.map(({ name, outcome }) => [name, outcome])) };
  }

  it('fail where limits are not kept', async () => {
    const only = ['cpu-spin', 'fork-bomb', 'memory-malloc', 'output-flood', 'thread-bomb', 'tmpfs-fill'];
    const { report, found } = await outcomes(withoutLimits(await started(await buildLauncher())), only);
    expect(found).toEqual(Object.fromEntries(only.map((name) => [name, 'failed'])));
    expect(report.green).toBe(false);
    expect(report.layers).toContain('cgroup memory');
  }, 300_000);

  it('fail where the seccomp filter lets calls pass, and the gate stays closed', async () => {
    const only = ['ipc-system-v', 'keyrings', 'limits-of-others', 'locks', 'namespaces', 'network-sockets', 'personality', 'start-program', 'userfaultfd'];
    const sandbox = await started(await buildWithoutFilter(folder));
    const { report, found } = await outcomes(sandbox, only);
    expect(found).toEqual(Object.fromEntries(only.map((name) => [name, 'failed'])));
    expect(report.layers).toEqual(['seccomp']);
    const gate = createGate({ sandbox, languages: [c], dataDirectory: folder, fingerprint: 'weakened' });
    expect(await gate.check()).toMatchObject({ green: false, remembered: false });
    expect(await readdir(folder)).not.toContain('gate-native.json');
  }, 300_000);

  it('are remembered by the gate as passed until the launcher changes', async () => {
    const sandbox = await started(await buildLauncher());
    const check = (fingerprint: string) => createGate({ sandbox, languages: [c], dataDirectory: folder, fingerprint }).check();
    expect(await check('one')).toMatchObject({ green: true, remembered: false });
    expect(await check('one')).toEqual({ green: true, remembered: true, results: [] });
    expect(await check('another')).toMatchObject({ green: true, remembered: false });
  }, 300_000);
});

/** Everything sixteenfold, which the programs are bounded below. */
function withoutLimits(sandbox: Sandbox): Sandbox {
  const lift = (limits: ExecutionLimits): ExecutionLimits => {
    const entries = Object.entries(limits).map(([key, value]) => [key, value * 16]);
    return { ...limits, ...Object.fromEntries(entries), stdoutBytes: 2 ** 30 };
  };
  const loosen = (box: Box): Box => ({ ...box, run: (command) => box.run({ ...command, limits: lift(command.limits) }) });
  return { ...sandbox, open: async (options) => loosen(await sandbox.open(options)) };
}

/** The launcher from the same sources, its profiles with everything allowed that they refuse by name. */
async function buildWithoutFilter(folder: string): Promise<string> {
  const copy = path.join(folder, 'launcher');
  await cp(path.join(packageFolder(), 'launcher'), copy, { recursive: true });
  for (const name of await readdir(path.join(copy, 'seccomp'))) {
    const file = path.join(copy, 'seccomp', name);
    const text = (await readFile(file, 'utf8'))
      .replace(/^deny \w+ /gm, 'allow ')
      .replace(/^if (clone|clone3|personality|fcntl|socketpair|setpriority) .*$/gm, 'allow $1');
    await writeFile(file, text);
  }
  const builder = (await import(pathToFileURL(path.join(copy, 'build.mjs')).href)) as { buildLauncher(): Promise<string> };
  return builder.buildLauncher();
}
