import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LanguageDefinition } from '@codearena/core';
import { createMachine, detectLanguages, mountOf, placeTool, requiredMounts } from './detection.ts';
import { python } from './python.ts';

let home: string;
const system = () => join(home, 'system');

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'languages-detection-')));
});
afterAll(() => rm(home, { recursive: true }));

async function program(path: string, text = '#!/bin/sh\necho Python 3.99.1\n'): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, 0o755);
  return path;
}

const machine = (path = '') => createMachine({ home, path, systemDirectories: [system()] });

describe('finding executables', () => {
  it('prefers the system’s to the path’s, and both to version managers’', async () => {
    const managed = await program(join(home, '.pyenv/versions/3.12.1/bin/tool1'));
    expect(await machine().find('tool1')).toBe(managed);
    const onPath = await program(join(home, 'bin/tool1'));
    expect(await machine(join(home, 'bin')).find('tool1')).toBe(onPath);
    const own = await program(join(system(), 'tool1'));
    expect(await machine(join(home, 'bin')).find('tool1')).toBe(own);
  });

  it('takes the highest version that a version manager has', async () => {
    await program(join(home, '.nvm/versions/node/v9.1.0/bin/tool2'));
    const newest = await program(join(home, '.nvm/versions/node/v20.2.0/bin/tool2'));
    expect(await machine().find('tool2')).toBe(newest);
  });

  it('passes by shims, directories and files that cannot be executed', async () => {
    await program(join(home, '.pyenv/shims/tool3'));
    await program(join(home, '.cargo/bin/tool3'));
    await mkdir(join(system(), 'tool3'), { recursive: true });
    await mkdir(join(home, 'bin'), { recursive: true });
    await writeFile(join(home, 'bin/tool3'), '');
    const path = ['.pyenv/shims', '.cargo/bin', 'bin'].map((directory) => join(home, directory)).join(':');
    expect(await machine(path).find('tool3')).toBeUndefined();
  });

  it('resolves links, and tries names in their order', async () => {
    const real = await program(join(home, 'lib/real-tool'));
    await symlink(real, join(system(), 'tool4'));
    await program(join(system(), 'tool5'));
    expect(await machine().find('absent', 'tool4', 'tool5')).toBe(real);
  });
});

describe('detection', () => {
  it('finds a toolchain of a version manager and shows its directory to programs', async () => {
    await program(join(home, '.pyenv/versions/3.99.1/bin/python3'));
    const [detection] = await detectLanguages([python], machine());
    expect(detection).toMatchObject({ toolchain: { version: 'CPython 3.99.1' } });
    const from = join(home, '.pyenv/versions/3.99.1');
    expect(requiredMounts(detection ? [detection, detection] : [])).toEqual([{ from, at: `/opt/codearena${from}` }]);
  });

  it('says what a toolchain complains about when asked for its version', async () => {
    await program(join(system(), 'python3'), '#!/bin/sh\necho libpython is broken >&2\nexit 1\n');
    const [detection] = await detectLanguages([python], machine());
    expect(detection).toMatchObject({ missing: expect.stringContaining('libpython is broken') });
    await program(join(system(), 'python3'), '#!/bin/sh\necho hello\n');
    const [unreadable] = await detectLanguages([python], machine());
    expect(unreadable).toMatchObject({ missing: 'its version cannot be read from "hello"' });
  });

  it('does not let one language’s trouble hide the others', async () => {
    const broken: LanguageDefinition = { ...python, id: 'broken', detect: () => Promise.reject(new Error('no luck')) };
    const absent: LanguageDefinition = { ...python, id: 'absent', detect: async () => ({ missing: 'not there' }) };
    const detections = await detectLanguages([broken, absent], machine());
    expect(detections.map((detection) => 'missing' in detection && detection.missing)).toEqual(['no luck', 'not there']);
  });
});

describe('what the sandbox shows', () => {
  it('has the system’s own tools', () => {
    expect(placeTool('/usr/lib/jvm/java-17/bin/javac')).toEqual({ path: '/usr/lib/jvm/java-17/bin/javac', mounts: [] });
  });

  it('binds the directory around a tool’s bin, elsewhere when the sandbox has something of its own there', () => {
    expect(placeTool('/root/.rustup/toolchains/stable/bin/rustc')).toEqual({
      path: '/root/.rustup/toolchains/stable/bin/rustc',
      mounts: [{ from: '/root/.rustup/toolchains/stable', at: '/root/.rustup/toolchains/stable' }],
    });
    expect(placeTool('/tmp/node/bin/node')).toEqual({
      path: '/opt/codearena/tmp/node/bin/node',
      mounts: [{ from: '/tmp/node', at: '/opt/codearena/tmp/node' }],
    });
  });

  it.each(['/root', '/home/someone', '/home/someone/.local', '/opt', '/var/lib', '/'])('never shows %s', (directory) => {
    expect(() => mountOf(directory)).toThrow(directory);
  });
});
