import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MINIMAL, removeFixtures, temporaryDirectory, writeZip, zipEntries, type ZipEntry } from './package.fixture.ts';
import { PACKAGE_LIMITS } from './package-limits.ts';
import { openPackage } from './problem-package.ts';

/** A temporary directory of this file's own, to see that nothing is left in it. */
const systemTemporary = process.env['TMPDIR'];
let ownTemporary: string;
beforeAll(async () => {
  ownTemporary = await mkdtemp(join(tmpdir(), 'codearena-zip-test-'));
  process.env['TMPDIR'] = ownTemporary;
});
afterAll(async () => {
  if (systemTemporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = systemTemporary;
  await rm(ownTemporary, { recursive: true });
});
afterEach(removeFixtures);

const VALID = zipEntries(MINIMAL);
const file = (name: string, more: Partial<ZipEntry> = {}): ZipEntry => ({ name, content: 'x', ...more });
const unpacked = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('codearena-package-'));

async function outcomeOf(path: string): Promise<string> {
  try {
    await (await openPackage(path)).close();
    return 'read';
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

describe('a zip archive', () => {
  it.each([
    ['of the package’s files', VALID],
    ['of the package’s directory', zipEntries(MINIMAL, 'sum/')],
    ['made on a Mac', [...zipEntries(MINIMAL, 'sum/'), { name: '__MACOSX/sum/._problem.yaml', content: 'x' }]],
    ['with entries for directories', [{ name: 'data/', mode: 0o40755 }, ...VALID, { name: 'data/', mode: 0o40755 }]],
    [
      'with a link inside',
      [...VALID.filter(({ name }) => name !== 'data/secret/1.ans'), { name: 'data/secret/1.ans', content: '../sample/1.ans', mode: 0o120777 }],
    ],
  ] as [string, ZipEntry[]][])('%s is read, and removed again', async (_, entries) => {
    const opened = await openPackage(await writeZip(entries));
    expect(opened.definition).toMatchObject({ slug: 'sum', title: 'Sum' });
    const path = await opened.data.path(opened.definition.tests[1]!.input);
    expect(existsSync(path)).toBe(true);
    await opened.close();
    expect(existsSync(path)).toBe(false);
  });

  it.each([
    ['a path upwards', file('../evil'), /invalid relative path/],
    ['a path upwards in the middle', file('data/../../evil'), /invalid relative path/],
    ['an absolute path', file('/etc/evil'), /absolute path/],
    ['a drive', file('C:/evil'), /absolute path/],
    ['a backslash', file('..\\evil'), /invalid characters in fileName/],
    ['a NUL', file('a\0b'), /has an unusable name/],
    ['an empty part', file('a//b'), /has an unusable name/],
    ['a dot', file('./a'), /has an unusable name/],
    ['a link out', file('link', { content: '/etc', mode: 0o120777 }), /link: is a symbolic link that leads out of the package/],
    ['a link upwards', file('link', { content: '../..', mode: 0o120777 }), /link: is a symbolic link that leads out of the package/],
    ['an encrypted entry', file('a', { encrypted: true, deflate: true }), /a: is encrypted/],
    ['a false size', file('a', { content: 'x'.repeat(1000), deflate: true, claimedBytes: 10 }), /too many bytes/],
    ['a size past everything', file('a', { claimedBytes: 0xfffffff0, deflate: true }), /makes the package .*larger/],
    ['a file twice', file('problem.yaml'), /problem.yaml: appears twice/],
    ['a file below a file', file('problem.yaml/a'), /lies below problem.yaml, which is a file/],
    ['a file where a directory is', file('data'), /data: appears twice/],
    ['deep nesting', file(`${'d/'.repeat(20)}f`), /is nested more than 16 deep/],
  ])('with %s is refused, and nothing is left', async (_, entry, message) => {
    const before = await unpacked();
    await expect(openPackage(await writeZip([...VALID, entry]))).rejects.toThrow(message);
    expect(await unpacked()).toEqual(before);
    expect(existsSync(join(tmpdir(), 'evil'))).toBe(false);
  });

  it('never writes through a link', async () => {
    const outside = await temporaryDirectory();
    const entries = [...VALID, file('link', { content: outside, mode: 0o120777 }), file('link/evil')];
    await expect(openPackage(await writeZip(entries))).rejects.toThrow(/link\/evil: lies below link, which is a file/);
    expect(await readdir(outside)).toEqual([]);
  });

  it('with more entries than allowed is refused before anything is written', async () => {
    const entries = Array.from({ length: 60 }, (_, index) => file(`data/secret/${index}.in`));
    await expect(openPackage(await writeZip(entries), { limits: { ...PACKAGE_LIMITS, entries: 50 } })).rejects.toThrow(
      'sum.zip: has 60 entries; at most 50 are allowed',
    );
  });

  it('that inflates too much is refused', async () => {
    const limits = { ...PACKAGE_LIMITS, ratio: 100, ratioFromBytes: 1_000_000 };
    const bomb = file('data/secret/2.in', { content: Buffer.alloc(2_000_000), deflate: true });
    await expect(openPackage(await writeZip([...VALID, bomb]), { limits })).rejects.toThrow(/makes the package more than 100 times larger/);
  });

  it('that is none is refused', async () => {
    const path = join(await temporaryDirectory(), 'sum.zip');
    await writeFile(path, 'hello');
    await expect(openPackage(path)).rejects.toThrow(/^sum.zip: is not a readable zip archive/);
  });

  it('cut anywhere or with any byte changed is read or refused, never anything else', async () => {
    const whole = await readFile(await writeZip(VALID));
    const path = join(await temporaryDirectory(), 'sum.zip');
    const outcomes = new Set<string>();
    for (let position = 0; position < whole.length; position += 101) {
      const changed = Buffer.from(whole);
      changed[position] = (changed[position] ?? 0) ^ (1 << (position % 8));
      for (const bytes of [changed, whole.subarray(0, position)]) {
        await writeFile(path, bytes);
        outcomes.add(await outcomeOf(path));
      }
    }
    expect([...outcomes].toSorted()).toEqual(['PackageError', 'read']);
  });
});
