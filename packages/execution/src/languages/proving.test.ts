import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxFault, type LanguageDefinition, type Sandbox } from '@codearena/core';
import { detectLanguages } from './detection.ts';
import { proveLanguages } from './proving.ts';
import { createWorkbench, type Workbench } from './testing.ts';
import { python } from './python.ts';

const found = await detectLanguages([python]);
const [detection] = found;

describe.skipIf(!detection || 'missing' in detection)('proving languages (needs python3)', () => {
  let workbench: Workbench;
  let directory: string;
  let opened = 0;

  const counting = (): Sandbox => ({ ...workbench.sandbox, open: (options) => ((opened += 1), workbench.sandbox.open(options)) });
  const withHello = (helloWorld: string): LanguageDefinition => ({ ...python, helloWorld });
  const reasonFor = async (definition: LanguageDefinition) => {
    const { missing } = await proveLanguages(workbench.sandbox, await detectLanguages([definition]));
    return missing[0]?.reason;
  };

  beforeAll(async () => {
    workbench = await createWorkbench(found);
    directory = await mkdtemp(join(tmpdir(), 'languages-proving-'));
  });
  afterAll(async () => {
    await workbench?.stop();
    await rm(directory, { recursive: true });
  });

  it('installs what answers, and tells why not and what to do for the rest', async () => {
    const absent: LanguageDefinition = { ...python, id: 'absent', detect: async () => ({ missing: 'nothing there' }) };
    const { installed, missing } = await proveLanguages(workbench.sandbox, await detectLanguages([absent, python]));
    expect(installed.map(({ definition }) => definition.id)).toEqual(['python']);
    expect(missing).toEqual([{ definition: absent, reason: 'nothing there', remedy: python.remedy }]);
  });

  it('tells what the toolchain said', async () => {
    expect(await reasonFor(withHello('print(1\n'))).toMatch(/^a hello world does not compile: exit code 1, .*SyntaxError/s);
    expect(await reasonFor(withHello('raise ValueError("odd")\n'))).toMatch(/^a hello world does not run: exit code 1, .*ValueError: odd/s);
    expect(await reasonFor(withHello('print(41)\n'))).toBe('a hello world prints "41" instead of "400000000023"');
  });

  it('proves once, and again when sandbox, program or file have changed', async () => {
    const cacheFile = join(directory, 'below', 'languages.json');
    const proveIn = async (fingerprint: string, definition = python) => {
      opened = 0;
      await proveLanguages(counting(), await detectLanguages([definition]), { cacheFile, fingerprint });
      return opened;
    };
    expect(await proveIn('one')).toBe(1);
    expect(await proveIn('one')).toBe(0);
    expect(await proveIn('two')).toBe(1);
    expect(await proveIn('two', withHello('print(sum(map(int, input().split())))\n'))).toBe(1);
    await writeFile(cacheFile, '{"python": 3');
    expect(await proveIn('two')).toBe(1);
    expect(JSON.parse(await readFile(cacheFile, 'utf8'))).toEqual({ python: expect.any(String) });
  });

  it('does not remember a failure, nor a fault of the sandbox', async () => {
    const cacheFile = join(directory, 'faults.json');
    const faulty: Sandbox = { ...workbench.sandbox, open: () => Promise.reject(new SandboxFault('mount /box', 'No space left')) };
    const { missing } = await proveLanguages(faulty, found, { cacheFile });
    expect(missing[0]?.reason).toBe('the sandbox failed at "mount /box": No space left');
    expect((await proveLanguages(workbench.sandbox, found, { cacheFile })).installed).toHaveLength(1);
  });
});
