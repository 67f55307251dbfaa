import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import type { Sandbox } from '@codearena/core';
import { requiredMounts } from '../languages/detection.ts';
import { createNativeSandbox } from '../native/native-sandbox.ts';
import { launcherOfNobody } from '../native/testing.ts';
import { attackSuite } from './attack-tests.ts';
import { attackedLanguages } from './testing.ts';

describe('attacks on the native sandbox of an ordinary user without control groups', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'codearena-nobody-'));
  let sandbox: Sandbox;
  afterAll(async () => {
    await sandbox?.stop();
    await rm(folder, { recursive: true });
  });

  await attackSuite('native', async () => {
    const { detections, languages } = await attackedLanguages();
    sandbox = createNativeSandbox({ lanes: 2, mounts: requiredMounts(detections), launcherPath: await launcherOfNobody(folder) });
    await sandbox.start();
    return { sandbox, languages };
  });
});
