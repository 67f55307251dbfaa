import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportPackage } from './export.ts';
import { LEGACY, openChanged, removeFixtures } from '../package.fixture.ts';
import { openPackage } from '../problem-package.ts';
import { scaffoldPackage } from './scaffold.ts';

const GLASS_VASE = resolve(import.meta.dirname, '../../../../problems/glass-vase');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'codearena-export-'));
});
afterEach(async () => {
  await removeFixtures();
  await rm(directory, { recursive: true, force: true });
});

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

it('writes what only the old format can say in the old format', async () => {
  const original = await openChanged({
    ...LEGACY,
    'problem.yaml': 'type: scoring\nvalidation: custom score\ngrading: {objective: min}\nlimits: {time_limit: 2}\nkeywords: hard graph-theory\n',
    'output_validators/a.py': 'x',
    'output_validators/b.py': 'y',
    'data/testdata.yaml': 'on_reject: continue\ngrader_flags: ignore_sample\nrange: 0 +inf\n',
    'data/secret/testdata.yaml': 'grader_flags: min accept_if_any_accepted\naccept_score: 7\noutput_validator_flags: --deep\n',
    'include/cpp/lib.h': 'z',
    'attachments/tool.py': 'x',
  });
  const exported = await openPackage(await exportPackage(original.definition, original.data, join(directory, 'out')));
  expect(exported.definition).toMatchObject({
    ...original.definition,
    validator: { arguments: ['--deep'], programs: [{ language: 'python' }, { language: 'python' }] },
  });
  await Promise.all([original.close(), exported.close()]);
});

it('writes everything that tests may have', async () => {
  const original = await openChanged({
    'problem.yaml':
      'problem_format_version: 2025-09\ntype: scoring\nname: {en: Sum, de: Summe}\nlimits: {time_limit: 2, compilation_time: 7, validation_memory: 100}\nlanguages: [cpp, python3]\n',
    'statement/problem.en.md': 'Add them: ![two](two.png)\n',
    'statement/problem.de.md': 'Addiere sie.\n',
    'statement/two.png': 'x',
    'data/sample/1.in.statement': 'shown\n',
    'data/sample/1.interaction': null,
    'data/secret/test_group.yaml': 'args: [-v]\nfull_feedback: true\nstatic_validation_score: 30\nstatic_validator_args: [--short]\nmax_score: 60\n',
    'data/secret/1.files/table.txt': 'x',
    'static_validator/check.py': 'x',
    'include/default/data.txt': 'x',
  });
  const exported = await openPackage(await exportPackage(original.definition, original.data, join(directory, 'out')));
  expect(exported.definition).toEqual({ ...original.definition, staticValidator: expect.objectContaining({ language: 'python' }) as unknown });
  await Promise.all([original.close(), exported.close()]);
});

it('does not write a testlib checker, which the format cannot say', async () => {
  const original = await openChanged({ 'output_validator/a.py': 'x' });
  const { validator } = original.definition;
  if (validator.kind !== 'custom') throw new Error('not custom');
  await expect(exportPackage({ ...original.definition, validator: { ...validator, protocol: 'testlib' } }, original.data, directory)).rejects.toThrow(
    'testlib',
  );
});
