import { describe } from 'vitest';
import { sandboxContract } from '@codearena/core/sandbox.contract';
import { buildLauncher } from '../launcher/program.ts';
import { createNativeSandbox } from './native-sandbox.ts';

describe('the native sandbox, with its launcher under AddressSanitizer and UndefinedBehaviorSanitizer', () => {
  sandboxContract(async () => createNativeSandbox({ lanes: 2, launcherPath: await buildLauncher({ sanitize: true }) }));
});
