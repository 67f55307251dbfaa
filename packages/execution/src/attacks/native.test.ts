import { afterAll, describe } from 'vitest';
import type { Sandbox } from '@codearena/core';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from '../native/native-sandbox.ts';
import { requiredMounts } from '../languages/detection.ts';
import { attackSuite } from './attack-tests.ts';
import { attackedLanguages } from './testing.ts';

describe('attacks on the native sandbox', async () => {
  let sandbox: Sandbox;
  afterAll(() => sandbox?.stop());

  await attackSuite('native', async () => {
    const { detections, languages } = await attackedLanguages();
    sandbox = createNativeSandbox({ lanes: 2, mounts: requiredMounts(detections), launcherPath: await buildLauncher() });
    await sandbox.start();
    return { sandbox, languages };
  });
});
