import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportPackage } from './export.ts';
import { openPackage } from './problem-package.ts';
import { scaffoldPackage } from './scaffold.ts';

const GLASS_VASE = resolve(import.meta.dirname, '../../../problems/glass-vase');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'codearena-export-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it.each([
  ['a scaffolded package', () => scaffoldPackage(directory, 'my-problem')],
  ['a package with a tolerance for real numbers', async () => GLASS_VASE],
])('writes %s so that it reads as the same problem again', async (_name, provide) => {
  const original = await openPackage(await provide());
  const exported = await openPackage(await exportPackage(original.definition, original.data, join(directory, 'out')));
  // What is not part of a problem here is what it warns of, and nothing else.
  expect(exported.warnings.map((warning) => warning.split(':')[0])).toEqual(['submissions', 'input_validators']);
  const ownArguments = (test: (typeof exported.definition.tests)[number]) => ({ ...test, validator: test.validator ?? exported.definition.validator });
  const expected = original.definition.tests.map((test) => ({ ...test, validator: test.validator ?? original.definition.validator }));
  expect(exported.definition.tests.map(ownArguments)).toEqual(expected);
  expect({ ...exported.definition, tests: [], validator: null }).toEqual({ ...original.definition, tests: [], validator: null });
  await Promise.all([original.close(), exported.close()]);
});

it('does not write over what is there', async () => {
  const original = await openPackage(await scaffoldPackage(directory, 'my-problem'));
  await exportPackage(original.definition, original.data, join(directory, 'out'));
  await expect(exportPackage(original.definition, original.data, join(directory, 'out'))).rejects.toThrow('EEXIST');
});
