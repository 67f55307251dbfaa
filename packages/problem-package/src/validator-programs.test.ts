import { chmod } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LEGACY, openChanged, refusal, removeFixtures, writePackage } from './package.fixture.ts';
import { openPackage } from './problem-package.ts';

afterEach(removeFixtures);

const custom = (more = '') => ({ ...LEGACY, 'problem.yaml': `validation: custom${more}\n` });
const programsOf = async (files: Record<string, string | null>) => {
  const { validator } = (await openChanged(files)).definition;
  return validator.kind === 'custom'
    ? validator.programs.map(({ name, language, files: parts }) => [name, language, parts.map(({ path }) => path)])
    : 'default';
};

describe('output validators', () => {
  it.each([
    ['one file', { 'output_validators/check.py': 'x' }, [['output_validators/check.py', 'python', ['check.py']]]],
    ['a directory', { 'output_validators/v/check.cpp': 'x', 'output_validators/v/check.h': 'x' }, [['output_validators/v', 'cpp', ['check.cpp', 'check.h']]]],
    [
      'several of which all must accept',
      { 'output_validators/a.cpp': 'x', 'output_validators/b.cpp': 'x' },
      [
        ['output_validators/a.cpp', 'cpp', ['a.cpp']],
        ['output_validators/b.cpp', 'cpp', ['b.cpp']],
      ],
    ],
    [
      'sources and headers without a directory of their own',
      { 'output_validators/a.cpp': 'x', 'output_validators/testlib.h': 'x' },
      [['output_validators', 'cpp', ['a.cpp', 'testlib.h']]],
    ],
    [
      'scripts of their own',
      { 'output_validators/v/build': '#!/bin/sh\n', 'output_validators/v/run': '#!/bin/sh\n' },
      [['output_validators/v', null, ['build', 'run']]],
    ],
    ['a script alone', { 'output_validators/check.sh': '#!/bin/bash\n' }, [['output_validators/check.sh', null, ['run']]]],
    [
      'a makefile beside it',
      { 'output_validators/check.py': 'x', 'output_validators/Makefile': 'all:' },
      [['output_validators/check.py', 'python', ['check.py']]],
    ],
    [
      'documentation beside it',
      { 'output_validators/check.py': 'x', 'output_validators/README.md': 'x' },
      [['output_validators/check.py', 'python', ['check.py']]],
    ],
  ])('may be %s', async (_, files, programs) => {
    expect(await programsOf({ ...custom(), ...files })).toEqual(programs);
  });

  it('of the newer versions are used where they are', async () => {
    expect(await programsOf({ 'output_validator/a.py': 'x', 'output_validator/b.py': 'x', 'output_validator/__init__.py': 'x' })).toEqual([
      ['output_validator', 'python', ['__init__.py', 'a.py', 'b.py']],
    ]);
  });

  it('of the old version are not used unless problem.yaml says so', async () => {
    const { definition, warnings } = await openChanged({ ...LEGACY, 'output_validators/check.py': 'x' });
    expect(definition.validator.kind).toBe('default');
    expect(warnings).toEqual(['output_validators: is not used, since problem.yaml does not say "validation: custom"']);
  });

  it('get the problem’s flags and then the nearest group’s', async () => {
    const { definition } = await openChanged({
      ...custom(),
      'problem.yaml': 'validation: custom score\ntype: scoring\nvalidator_flags: --all "two words"\n',
      'output_validators/check.py': 'x',
      'data/testdata.yaml': 'output_validator_flags: --root\n',
      'data/sample/testdata.yaml': 'output_validator_flags: --sample\n',
    });
    expect(definition.validator).toMatchObject({ arguments: ['--all', 'two words', '--root'] });
    expect(definition.tests.map((test) => test.validatorArguments)).toEqual([['--all', 'two words', '--sample'], undefined]);
    expect(definition.kind.scoring).toBe(true);
  });

  it.each([
    ['interactive', custom(' interactive'), { interactive: true, passes: 1 }],
    ['multi-pass', custom(' multi-pass'), { interactive: false, passes: 2 }],
    ['both', { ...custom(), 'problem.yaml': 'validation: custom interactive multipass\nlimits: {validation_passes: 5}\n' }, { interactive: true, passes: 5 }],
  ])('may be %s', async (_, files, kind) => {
    const { definition } = await openChanged({ ...files, 'output_validators/check.py': 'x' });
    expect(definition.kind).toMatchObject(kind);
  });

  it('keep which of their files can be executed, and get constants', async () => {
    const root = await writePackage({
      'problem.yaml': 'problem_format_version: 2025-09\nname: Sum\nlimits: {time_limit: 1}\nconstants: {max: 7}\n',
      'output_validator/build': '#!/bin/sh\necho {{max}}\n',
      'output_validator/tool': 'x',
      'output_validator/data.txt': 'x',
    });
    await chmod(join(root, 'output_validator/tool'), 0o755);
    const opened = await openPackage(root);
    const { validator } = opened.definition;
    if (validator.kind !== 'custom') throw new Error('not custom');
    const files = validator.programs[0]?.files ?? [];
    expect(files.map(({ path, executable }) => [path, executable])).toEqual([
      ['build', true],
      ['data.txt', false],
      ['tool', true],
    ]);
    const build = files[0];
    if (!build) throw new Error('no build');
    const path = await opened.data.path(build.file);
    expect(await readFile(path, 'utf8')).toBe('#!/bin/sh\necho 7\n');
    await opened.close();
    await expect(readFile(path)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a language that is not known here', { 'output_validators/check.ml': 'x' }, 'UnsupportedFeature output_validators/check.ml: a program in ocaml'],
    ['no language at all', { 'output_validators/v/a.x': 'x', 'output_validators/v/b.y': 'x' }, 'PackageError output_validators/v: its language cannot be told'],
    ['nothing to run', { 'output_validators/README.md': 'x' }, 'PackageError output_validators: has no program'],
  ])('are refused with %s', async (_, files, message) => {
    expect(await refusal({ ...custom(), ...files })).toContain(message);
  });
});

describe('other programs', () => {
  it('are included by language', async () => {
    const { definition, warnings } = await openChanged({
      'include/cpp/main.cpp': 'x',
      'include/cpp/lib/a.h': 'x',
      'include/python3/main.py': 'x',
      'include/default/data.txt': 'x',
      'include/cobol/a.cob': 'x',
      'include/stray': 'x',
    });
    expect(Object.entries(definition.include).map(([language, files]) => [language, files.map(({ path }) => path)])).toEqual([
      ['cpp', ['lib/a.h', 'main.cpp']],
      ['default', ['data.txt']],
      ['python', ['main.py']],
    ]);
    expect(warnings).toEqual([
      'include/cobol: "cobol" is not a language of this judge; left out',
      'include/stray: is not in a directory that names a language, and is left out',
    ]);
  });

  it('validate inputs and answers; those that cannot be run are told of', async () => {
    const { inputValidators, answerValidators, warnings } = await openChanged({
      'input_validators/grammar.ctd': 'x',
      'input_validators/v.viva': 'x',
      'input_validators/own/run': '#!/bin/sh\n',
      'input_validators/script': '#!/usr/bin/env python3\n',
      'input_validators/x.ml': 'x',
      'answer_validators/a.py': 'x',
    });
    expect(inputValidators.map(({ path, language, program }) => [path, language, program.language])).toEqual([
      ['input_validators/grammar.ctd', 'javascript', 'javascript'],
      ['input_validators/own', '', null],
      ['input_validators/script', 'python', 'python'],
      ['input_validators/validate.py', 'python', 'python'],
    ]);
    expect(answerValidators.map(({ path }) => path)).toEqual(['answer_validators/a.py']);
    expect(warnings).toEqual([
      'input_validators/v.viva: VIVA is not supported; this validator is not run',
      'input_validators/x.ml: ocaml is not a language of this judge; this validator is not run',
    ]);
  });

  it('validate sources, one of them', async () => {
    const { definition } = await openChanged({ 'static_validator/check.py': 'x' });
    expect(definition.staticValidator).toMatchObject({ name: 'static_validator/check.py', language: 'python' });
  });
});

describe('tests of validators', () => {
  it('are found with what they need', async () => {
    const { validatorTests } = await openChanged({
      'data/invalid_input/1.in': 'a',
      'data/invalid_input/1.yaml': 'input_validator_args: [--strict]\n',
      'data/invalid_output/x/1.in': 'b',
      'data/invalid_output/x/1.ans': 'c',
      'data/invalid_output/x/1.out': 'd',
      'data/invalid_output/x/test_group.yaml': 'output_validator_args: [case_sensitive]\n',
      'data/valid_output/1.in': 'e',
      'data/valid_output/1.ans': 'f',
      'data/valid_output/1.out': 'g',
    });
    expect(
      validatorTests.map(({ kind, valid, name, inputArguments, validatorArguments, output }) => [
        kind,
        valid,
        name,
        inputArguments,
        validatorArguments,
        output?.bytes,
      ]),
    ).toEqual([
      ['input', false, 'invalid_input/1', ['--strict'], [], undefined],
      ['output', false, 'invalid_output/x/1', [], ['case_sensitive'], 1],
      ['output', true, 'valid_output/1', [], [], 1],
    ]);
  });

  it('are refused where a part is missing', async () => {
    expect(await refusal({ 'data/invalid_output/1.in': 'b', 'data/invalid_output/1.ans': 'c' })).toContain('data/invalid_output/1.in: has no .out file');
  });
});

describe('tests', () => {
  it('have arguments, files and feedback', async () => {
    const { definition } = await openChanged({
      'data/secret/test_group.yaml': 'args: [-n, "3"]\nfull_feedback: true\n',
      'data/secret/2.in': 'x',
      'data/secret/2.ans': 'x',
      'data/secret/2.yaml': 'args: []\nfull_feedback: false\nhint: look\n',
      'data/secret/2.files/a/b.txt': 'x',
    });
    const [sample, first, second] = definition.tests;
    expect([sample?.arguments, first?.arguments, second?.arguments]).toEqual([undefined, ['-n', '3'], undefined]);
    expect([sample?.fullFeedback, first?.fullFeedback, second?.fullFeedback]).toEqual([undefined, true, undefined]);
    expect(second?.files).toMatchObject([{ path: 'a/b.txt', executable: false }]);
  });
});

describe('limits', () => {
  it('of compilation and validation are kept within the installation’s', async () => {
    const { definition, warnings } = await openChanged({
      'problem.yaml':
        'problem_format_version: 2025-09\nname: Sum\nlimits: {time_limit: 1, compilation_time: 20, validation_time: 90, validation_memory: 512, validation_output: 1}\n',
    });
    expect(definition.compilation).toEqual({ timeMs: 20_000, memoryMb: 2048 });
    expect(definition.validation).toEqual({ timeMs: 60_000, memoryMb: 512, outputKb: 1024 });
    expect(warnings).toEqual(['problem.yaml: limits.validation_time of 90 s is more than this installation gives; 60 s counts']);
  });
});
