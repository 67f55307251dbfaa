import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFiles, type KeptFiles } from './accelerator.ts';

let directory: string;
let made: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'languages-accelerator-'));
  made = 0;
  await writeFile(join(directory, 'header'), 'int x;');
});
afterEach(() => rm(directory, { recursive: true }));

const home = () => join(directory, 'cache/accelerators/trial');
const signal = new AbortController().signal;

function kept(options: { version?: string; make?: () => Promise<never> } = {}): KeptFiles {
  return keepFiles({
    id: 'trial',
    name: 'a trial',
    cacheDirectory: join(directory, 'cache'),
    identity: [options.version ?? '1'],
    async make(workshop) {
      made += 1;
      await workshop.run('/bin/sh', '-c', 'umask 077 && mkdir deep && echo made > deep/file && echo more > other');
      await options.make?.();
      return [join(directory, 'header')];
    },
  });
}

async function started(files: KeptFiles): Promise<string> {
  await files.accelerator.start(signal);
  const shown = files.directory();
  if (shown === undefined) throw new Error('it is not in use');
  return shown;
}

describe('files that are kept for compilers', () => {
  it('are not in use before they are there, and seen below their mount then, by everybody', async () => {
    const files = kept();
    expect(files.directory()).toBe(undefined);
    const shown = await started(files);
    expect(files.mounts).toEqual([{ from: home(), at: '/opt/codearena/accelerators/trial' }]);
    const file = join(home(), shown.slice('/opt/codearena/accelerators/trial/'.length), 'deep/file');
    expect(await readFile(file, 'utf8')).toBe('made\n');
    expect((await stat(file)).mode & 0o777).toBe(0o444);
    expect((await stat(join(file, '..'))).mode & 0o777).toBe(0o755);
  });

  it('are made once and found by the next start', async () => {
    const first = await started(kept());
    expect(await started(kept())).toBe(first);
    expect(made).toBe(1);
  });

  it('are made anew for another version, and the old ones go', async () => {
    await started(kept());
    await started(kept({ version: '2' }));
    expect(made).toBe(2);
    expect(await readdir(home())).toHaveLength(1);
  });

  it('are made anew when what they were made from has changed', async () => {
    await started(kept());
    await writeFile(join(directory, 'header'), 'int x, y;');
    await started(kept());
    expect(made).toBe(2);
  });

  it('are made anew when one of them is damaged', async () => {
    const [key = ''] = [(await started(kept())).split('/').at(-1)];
    const file = join(home(), key, 'deep/file');
    await chmod(file, 0o644);
    await writeFile(file, 'mode\n');
    await started(kept());
    expect(made).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('made\n');
  });

  it('are not used, and leave nothing, when they cannot be made', async () => {
    const files = kept({ make: () => Promise.reject(new Error('no compiler')) });
    await expect(files.accelerator.start(signal)).rejects.toThrow('no compiler');
    expect(files.directory()).toBe(undefined);
    expect(await readdir(home())).toEqual([]);
  });

  it('are not used where there is no place for them', async () => {
    await writeFile(join(directory, 'cache'), 'a file');
    const files = kept();
    await expect(files.accelerator.start(signal)).rejects.toThrow('ENOTDIR');
    expect(files.directory()).toBe(undefined);
  });

  it('are made once when two processes want them at the same time, whatever a dead one has left', async () => {
    const another = spawn('sleep', ['1']);
    await mkdir(join(home(), `unfinished-${another.pid}`), { recursive: true });
    await mkdir(join(home(), 'unfinished-4194305'));
    // Of a process that is gone, whose number is that of one which lives.
    await mkdir(join(home(), 'unfinished-1'));
    await utimes(join(home(), 'unfinished-1'), new Date(0), new Date(0));
    another.once('exit', () => void rm(join(home(), `unfinished-${another.pid}`), { recursive: true, force: true }));
    await started(kept());
    expect(another.exitCode).toBe(0);
    expect(await readdir(home())).toHaveLength(1);
  });

  it('are given up when the worker stops meanwhile', async () => {
    const ending = new AbortController();
    const files = kept({ make: () => (ending.abort(), ending.signal.throwIfAborted() as never) });
    await expect(files.accelerator.start(ending.signal)).rejects.toThrow('aborted');
    expect(await readdir(home())).toEqual([]);
  });
});
