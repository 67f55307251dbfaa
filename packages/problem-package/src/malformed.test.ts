import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { LEGACY, MINIMAL, removeFixtures, temporaryDirectory, writePackage, writeZip, zipEntries, type ZipEntry } from './package.fixture.ts';
import { PackageError } from './package-error.ts';
import { PACKAGE_LIMITS } from './package-limits.ts';
import { openPackage } from './problem-package.ts';

afterEach(removeFixtures);

const changed = (changes: Record<string, string | Uint8Array | null>) => () => writePackage(changes);
const zipped =
  (...entries: ZipEntry[]) =>
  () =>
    writeZip([...zipEntries(MINIMAL), ...entries]);
const linked = (path: string, target: string) => async () => {
  const root = await writePackage({ [path]: null });
  await symlink(target, join(root, path));
  return root;
};

/** The end of an archive that says how many entries there are, in the form for more than 65,535. */
async function zipThatClaims(entries: number): Promise<string> {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(entries), 24);
  record.writeBigUInt64LE(BigInt(entries), 32);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.fill(0xff, 8, 20);
  const path = join(await temporaryDirectory(), 'sum.zip');
  await writeFile(path, Buffer.concat([record, locator, end]));
  return path;
}

it.each<[string, () => Promise<string>, RegExp]>([
  ['a test without an answer', changed({ 'data/secret/1.ans': null }), /^data\/secret\/1\.in: has no answer file 1\.ans beside it$/],
  ['an answer without an input', changed({ 'data/secret/2.ans': 'x' }), /^data\/secret\/2\.ans: has no input file beside it$/],
  ['no secret test', changed({ 'data/secret/1.in': null, 'data/secret/1.ans': null }), /^data\/secret: there are no secret tests$/],
  ['no problem.yaml', changed({ 'problem.yaml': null }), /^problem\.yaml: is missing: this is not a problem package$/],
  ['bad YAML', changed({ 'problem.yaml': 'name: x\nlimits: {memory: 1\nkeywords: a\n' }), /^problem.yaml:3: is not valid YAML: /],
  ['tabs in YAML', changed({ 'problem.yaml': 'name: x\nlimits:\n\tmemory: 1\n' }), /^problem.yaml:3: is not valid YAML: /],
  ['a YAML file that is not text', changed({ 'problem.yaml': Buffer.from('name: x\nsource: \xff\n', 'latin1') }), /^problem\.yaml:2: is not valid UTF-8$/],
  ['a number that is none', changed({ 'problem.yaml': 'name: x\nlimits:\n  time_limit: soon\n' }), /^problem.yaml:3: limits.time_limit: /],
  ['bad YAML of a group', changed({ 'data/secret/test_group.yaml': 'args: [a\nargs: b\n' }), /^data\/secret\/test_group.yaml:2: is not valid YAML: /],
  ['a bad value of a group', changed({ 'data/secret/test_group.yaml': '\nmax_score: many\n' }), /^data\/secret\/test_group.yaml:2: max_score: /],
  ['a bad value of a test', changed({ 'data/secret/1.yaml': 'full_feedback: 7\n' }), /^data\/secret\/1.yaml:1: full_feedback: /],
  [
    'bad expectations',
    changed({ 'submissions/submissions.yaml': 'accepted/*:\n  permitted: [OK]\n' }),
    /^submissions\/submissions.yaml:2: accepted\/\*.permitted.0: /,
  ],
  ['a flag that is none', changed({ ...LEGACY, 'data/testdata.yaml': 'grading: default\ngrader_flags: median\n' }), /^data\/testdata.yaml:2: grader_flags: /],
  ['a link out', linked('data/secret/1.ans', '/etc/passwd'), /^data\/secret\/1\.ans: is a symbolic link that leads out of the package$/],
  ['a link upwards', linked('include', '../..'), /^include: is a symbolic link that leads out of the package$/],
  ['a path upwards in an archive', zipped({ name: '../../evil', content: 'x' }), /^sum.zip: cannot be unpacked: invalid relative path/],
  ['a link out in an archive', zipped({ name: 'include', content: '/etc', mode: 0o120777 }), /^include: is a symbolic link that leads out of the package$/],
  ['an archive that inflates', zipped({ name: 'a', claimedBytes: 0xfffffff0, deflate: true }), /^sum.zip!a: makes the package .*larger/],
  ['a million entries', () => zipThatClaims(1_000_000), /^sum\.zip: has 1000000 entries; at most 20000 are allowed$/],
  ['an archive that is none', async () => join(await writePackage(), 'problem.yaml'), /^problem.yaml: is not a readable zip archive: /],
])('a package with %s is refused with its file and line', async (_, make, message) => {
  const refused = await openPackage(await make()).then(
    () => 'it is read',
    (error: unknown) => (error instanceof PackageError ? error.message : 'something else failed'),
  );
  expect(refused).toMatch(message);
});

it('a directory with more files than allowed is refused at the first that is too many', async () => {
  const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`data/secret/${index}.in`, 'x']));
  const refused = openPackage(await writePackage(files), { limits: { ...PACKAGE_LIMITS, entries: 50 } });
  await expect(refused).rejects.toThrow('the package has more than 50 files');
});
