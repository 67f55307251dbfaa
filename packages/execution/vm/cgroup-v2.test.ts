import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxContract } from '@codearena/core/sandbox.contract';
import { createNativeSandbox } from '../src/native/native-sandbox.ts';
import type { Machine } from './machine.ts';
import { bootMachine } from './machine.ts';

const FIRST_PORT = 4150;
let machine: Machine;

beforeAll(async () => {
  machine = await bootMachine(FIRST_PORT);
}, 900_000);
afterAll(() => machine?.stop());

const CASES = [
  { name: 'root', index: 0, memory: 'on', user: 'on' },
  { name: 'a user with a delegated control group', index: 1, memory: 'on', user: 'weaker' },
  { name: 'a user without control groups', index: 2, memory: 'weaker', user: 'weaker' },
] as const;

describe.each(CASES)('the native sandbox on cgroup v2, as $name', ({ index, memory, user }) => {
  sandboxContract(async () => createNativeSandbox({ lanes: 2, launcherAddress: machine.addresses[index] }));

  it('has the layers that it should have', async () => {
    const sandbox = createNativeSandbox({ lanes: 1, launcherAddress: machine.addresses[index] });
    const { layers } = await sandbox.inspect();
    await sandbox.stop();
    const state = (name: string): string | undefined => layers.find((layer) => layer.name === name)?.state;
    expect({ memory: state('cgroup memory'), pids: state('cgroup pids'), cpu: state('cgroup cpu'), user: state('user id') }).toEqual({
      memory,
      pids: memory,
      cpu: memory,
      user,
    });
  });
});
