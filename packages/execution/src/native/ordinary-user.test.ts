import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sandboxContract } from '@codearena/core/sandbox.contract';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from './native-sandbox.ts';

const NOBODY = 65534;

/** A launcher that gives up root before it starts, as if an ordinary user had started it. */
async function launcherOfNobody(folder: string): Promise<string> {
  if (process.getuid?.() !== 0) return buildLauncher();
  const program = path.join(folder, 'codearena-launcher');
  const wrapper = path.join(folder, 'as-nobody');
  await copyFile(await buildLauncher(), program);
  await writeFile(wrapper, `#!/bin/sh\nexec setpriv --reuid ${NOBODY} --regid ${NOBODY} --clear-groups "${program}" "$@"\n`);
  await Promise.all([chmod(folder, 0o755), chmod(program, 0o755), chmod(wrapper, 0o755)]);
  return wrapper;
}

describe('the native sandbox of an ordinary user', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'codearena-nobody-'));
  const launcherPath = await launcherOfNobody(folder);
  afterAll(() => rm(folder, { recursive: true }));

  sandboxContract(async () => createNativeSandbox({ lanes: 2, launcherPath }));

  it('gives a program nothing to write but its scratch directory', async () => {
    const sandbox = createNativeSandbox({ lanes: 1, launcherPath });
    const box = await sandbox.open();
    const limits = { cpuMs: 5_000, wallMs: 20_000, memoryBytes: 64 << 20, processes: 10, stdoutBytes: 4096, stderrBytes: 4096, scratchBytes: 1 << 20 };
    const write = async (place: string): Promise<unknown> => (await box.run({ argv: ['/bin/sh', '-c', `: > ${place}`], profile: 'run', limits })).ending;
    for (const place of ['/scratch/beside', '/box/x', '/x']) expect([place, await write(place)]).toEqual([place, { kind: 'exited', code: 2 }]);
    expect(await write('/tmp/own')).toEqual({ kind: 'exited', code: 0 });
    await box.close();
    await sandbox.stop();
  });

  it('says which of its layers are weaker, and how to strengthen them', async () => {
    const sandbox = createNativeSandbox({ lanes: 1, launcherPath });
    const { layers } = await sandbox.inspect();
    await sandbox.stop();
    const weaker = layers.filter(({ state }) => state === 'weaker');
    expect(weaker.map(({ name }) => name)).toContain('user id');
    for (const { remedy } of weaker) expect(remedy).toMatch(/\w+/);
    expect(layers.filter(({ state }) => state === 'off')).toEqual([]);
  });
});
