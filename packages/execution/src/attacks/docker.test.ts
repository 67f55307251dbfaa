import { afterAll, describe } from 'vitest';
import type { Sandbox } from '@codearena/core';
import { createDockerSandbox } from '../docker/docker-sandbox.ts';
import { detectImageLanguages } from '../docker/image-languages.ts';
import { dockerIsMissing, startTestEngine, type TestEngine } from '../docker/testing.ts';
import { hasNeighbour } from './bystanders.ts';
import { watchContainerHost } from './container-watch.ts';
import { attackSuite } from './attack-tests.ts';
import { ATTACKED, installed } from './testing.ts';

const missing = dockerIsMissing();
const POOL = 2;

describe.skipIf(missing !== null)(`attacks on the Docker sandbox${missing === null ? '' : ` (${missing})`}`, async () => {
  let engine: TestEngine;
  let sandbox: Sandbox;
  afterAll(async () => {
    await sandbox?.stop();
    await engine?.stop();
  });

  await attackSuite('docker', async () => {
    engine = await startTestEngine();
    const { socketPath, image } = engine;
    sandbox = createDockerSandbox({ socketPath, image, lanes: 2, poolSize: POOL });
    await sandbox.start();
    const languages = installed(await detectImageLanguages(sandbox, ATTACKED));
    return { sandbox, languages, host: await watchContainerHost({ socketPath, atRest: POOL + (hasNeighbour(sandbox) ? 1 : 0) }) };
  });
});
