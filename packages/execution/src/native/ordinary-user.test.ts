import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sandboxContract } from '@codearena/core/sandbox.contract';
import { detectLanguages, LANGUAGES, proveLanguages, requiredMounts } from '../languages/index.ts';
import { createNativeSandbox } from './native-sandbox.ts';
import { launcherOfNobody } from './testing.ts';

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

  it('has each language that the machine has: virtual machines with many threads, too', async () => {
    const detections = await detectLanguages(LANGUAGES);
    const sandbox = createNativeSandbox({ lanes: 2, launcherPath, mounts: requiredMounts(detections) });
    await sandbox.start();
    const { missing } = await proveLanguages(sandbox, detections);
    await sandbox.stop();
    const onMachine = new Set(detections.flatMap((detection) => ('toolchain' in detection ? [detection.definition.id] : [])));
    expect(missing.filter(({ definition }) => onMachine.has(definition.id)).map(({ definition, reason }) => `${definition.name}: ${reason}`)).toEqual([]);
  }, 180_000);

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
