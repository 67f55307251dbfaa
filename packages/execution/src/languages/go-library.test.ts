import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMachine } from './detection.ts';
import { findGoLibrary } from './go-library.ts';

/** Answers as a Go without a compiled library does, and names each package's file after its cache. */
const NEWER_GO = `#!/bin/sh
case "$*" in
  'env GOROOT GOOS GOARCH') printf '/nowhere\\nlinux\\namd64\\n' ;;
  'list std') printf 'fmt\\nnet/http\\ninternal/abi\\nos\\nos/exec\\nsort\\n' ;;
  'list -export -deps -f '*) shift 5; for name; do echo "packagefile $name=$GOCACHE/$name-d"; done ;;
  *) exit 1 ;;
esac
`;

describe('Go’s standard library', () => {
  let directory: string;
  const go = () => join(directory, 'go');

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'languages-go-'));
    await writeFile(go(), NEWER_GO);
    await chmod(go(), 0o755);
  });
  afterAll(() => rm(directory, { recursive: true }));

  it('is compiled into the cache directory, without what a program cannot use, and shown to programs', async () => {
    const library = await findGoLibrary(createMachine({ cacheDirectory: join(directory, 'cache') }), go());
    expect(library).toEqual({
      imports: '-importcfg=/opt/codearena/go/imports',
      mounts: [{ from: join(directory, 'cache/go'), at: '/opt/codearena/go' }],
    });
    const shown = ['fmt', 'os', 'sort'].map((name) => `packagefile ${name}=/opt/codearena/go/cache/${name}-d\n`);
    expect(await readFile(join(directory, 'cache/go/imports'), 'utf8')).toBe(shown.join(''));
  });

  it('needs such a directory', async () => {
    expect(await findGoLibrary(createMachine(), go())).toMatchObject({ missing: expect.stringContaining('must be compiled first') });
  });
});
