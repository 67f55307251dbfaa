import { afterEach, expect, it } from 'vitest';
import { openPackage } from '../problem-package.ts';
import { removeFixtures, temporaryDirectory } from '../package.fixture.ts';
import { exportPackage } from './export.ts';
import { PACKAGE_KINDS, scaffoldPackage } from './scaffold.ts';

afterEach(removeFixtures);

it.each(PACKAGE_KINDS)('a new package of kind %s reads without a warning or a finding', async (kind) => {
  const opened = await openPackage(await scaffoldPackage(await temporaryDirectory(), 'my-problem', kind));
  expect([...opened.warnings, ...opened.findings]).toEqual([]);
  expect(opened.submissions.some(({ expected }) => expected?.includes('Accepted'))).toBe(true);
  await opened.close();
});

it.each(PACKAGE_KINDS)('a new package of kind %s is exported as the same problem', async (kind) => {
  const original = await openPackage(await scaffoldPackage(await temporaryDirectory(), 'my-problem', kind));
  const exported = await openPackage(await exportPackage(original.definition, original.data, await temporaryDirectory()));
  const { validator, ...others } = original.definition;
  expect(exported.definition).toMatchObject({
    ...others,
    validator: validator.kind === 'custom' ? { ...validator, programs: [{ language: 'python' }] } : validator,
  });
  await Promise.all([original.close(), exported.close()]);
});
