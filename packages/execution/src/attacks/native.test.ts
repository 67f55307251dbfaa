import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import type { Sandbox } from '@codearena/core';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from '../native/native-sandbox.ts';
import { requiredMounts } from '../languages/detection.ts';
import { attackSuite } from './attack-tests.ts';
import { attackedLanguages } from './testing.ts';

describe('attacks on the native sandbox', async () => {
  let sandbox: Sandbox;
  let directory: string;
  afterAll(async () => {
    await sandbox?.stop();
    await rm(directory, { recursive: true });
  });

  /** As a worker's, with something in it that programs might change. */
  async function directoryWithKeptFiles(): Promise<string> {
    directory = await mkdtemp(path.join(tmpdir(), 'attacks-'));
    const headers = path.join(directory, 'accelerators/cpp/key/include');
    await mkdir(headers, { recursive: true });
    await writeFile(path.join(headers, 'iostream.gch'), 'not a precompiled header');
    return directory;
  }

  await attackSuite('native', async () => {
    const { detections, languages } = await attackedLanguages(await directoryWithKeptFiles());
    sandbox = createNativeSandbox({ lanes: 2, mounts: requiredMounts(detections), launcherPath: await buildLauncher() });
    await sandbox.start();
    return { sandbox, languages };
  });
});
