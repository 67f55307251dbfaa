import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { TOKEN_VALIDATOR } from '@codearena/core';
import { afterEach, describe, expect, it } from 'vitest';
import { openPackage } from './problem-package.ts';
import { LEGACY, openChanged, refusal, removeFixtures, temporaryDirectory, writePackage } from './package.fixture.ts';
import { scaffoldPackage } from './writing/scaffold.ts';

afterEach(removeFixtures);

const legacy = (text: string) => ({ ...LEGACY, 'problem.yaml': text });
const testFiles = (path: string) => ({ [`${path}.in`]: `${path}\n`, [`${path}.ans`]: 'x\n' });
const names = async (files: Record<string, string | null>) => (await openChanged(files)).definition.tests.map(({ name }) => name);
const withArguments = (args: string) => ({ 'data/secret/test_group.yaml': `output_validator_args: ${args}\n` });
const tolerance = (value: number) => ({ ...TOKEN_VALIDATOR, floatAbsoluteTolerance: value, floatRelativeTolerance: value });
const yaml = (more: string) => `problem_format_version: 2025-09\nname: Sum\n${more}`;

describe('a minimal package', () => {
  it('becomes a problem with its tests, samples first', async () => {
    const { definition, submissions, inputValidators, warnings } = await openChanged();
    expect(definition).toMatchObject({
      slug: 'sum',
      title: 'Sum',
      difficulty: 'medium',
      tags: [],
      statement: 'Add them.\n',
      limits: { timeMs: 1000, memoryMb: 256, outputKb: 8192, sourceBytes: 51_200 },
      validator: TOKEN_VALIDATOR,
      allowedLanguages: null,
    });
    expect(definition.tests.map(({ name, group, sample }) => ({ name, group, sample }))).toEqual([
      { name: 'sample/1', group: 'sample', sample: true },
      { name: 'secret/1', group: 'secret', sample: false },
    ]);
    expect(submissions).toMatchObject([{ path: 'submissions/accepted/sum.py', languageHint: 'python', expected: ['Accepted'] }]);
    expect(inputValidators).toMatchObject([{ path: 'input_validators/validate.py', language: 'python' }]);
    expect(warnings).toEqual([]);
  });

  it('gives its test data by content', async () => {
    const { definition, data } = await openChanged({ 'data/secret/1.in': 'a'.repeat(300_000) });
    const test = definition.tests[1];
    if (!test) throw new Error('no test');
    expect(test.input.bytes).toBe(300_000);
    const chunks: Uint8Array[] = [];
    for await (const chunk of data.open(test.input)) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('a'.repeat(300_000));
  });

  it('can be written by the scaffold, without a warning', async () => {
    const opened = await openPackage(await scaffoldPackage(await temporaryDirectory(), 'my-sum'));
    expect(opened.definition).toMatchObject({ slug: 'my-sum', title: 'My Sum', difficulty: 'easy', tags: ['math'] });
    expect(opened.submissions.map(({ expected }) => expected)).toEqual([['Accepted'], ['Accepted'], ['Wrong Answer']]);
    expect(opened.warnings).toEqual([]);
  });

  it('is not overwritten by the scaffold', async () => {
    const directory = await temporaryDirectory();
    await scaffoldPackage(directory, 'my-sum');
    await expect(scaffoldPackage(directory, 'my-sum')).rejects.toThrow('EEXIST');
  });
});

describe('problem.yaml', () => {
  it('gives limits, difficulty, tags, languages and constants', async () => {
    const { definition, warnings } = await openChanged({
      'problem.yaml': yaml(
        'uuid: x\nlimits: {time_limit: 0.5, memory: 64, output: 1, code: 10, time_multipliers: {ac_to_time_limit: 2}}\nkeywords: [graphs, hard, dp]\nlanguages: [cpp, python3, ocaml]\nconstants: {max: 1000, name: Ada}\n',
      ),
      'statement/problem.en.md': 'At most {{max}}, {{name}}; {{other}}.\n',
      'submissions/accepted/sum.py': 'LIMIT = {{max}}\n',
    });
    expect(definition).toMatchObject({
      limits: { timeMs: 500, memoryMb: 64, outputKb: 1024, sourceBytes: 10_240 },
      difficulty: 'hard',
      tags: ['graphs', 'dp'],
      allowedLanguages: ['cpp', 'python'],
      statement: 'At most 1000, Ada; {{other}}.\n',
    });
    expect(warnings).toEqual(['problem.yaml: language "ocaml" is not one of this judge']);
  });

  it('takes constants as they are written, in several forms', async () => {
    const { definition, submissions } = await openChanged({
      'problem.yaml': yaml(
        'limits: {time_limit: 1}\nconstants:\n  MOD: 998244353998244353\n  eps: 1.0\n  limit: {value: 1000, tex: "10^3", word: thousand}\n  forms: {one: 1}\n',
      ),
      'statement/problem.en.md': '{{MOD}} {{eps}} {{limit}} {{limit.tex}} {{limit.gone}} {{forms}} {{forms.one}}\n',
      'submissions/accepted/sum.py': 'print({{limit.value}}, "{{limit.word}}")\n',
    });
    expect(definition.statement).toBe('998244353998244353 1.0 1000 10^3 {{limit.gone}} {{forms}} 1\n');
    expect(submissions[0]?.files[0]?.text).toBe('print(1000, "thousand")\n');
  });

  it('caps what is more than the installation gives, and says so', async () => {
    const { definition, warnings } = await openChanged({ 'problem.yaml': yaml('limits: {time_limit: 60, memory: 2048}\n') });
    expect(definition.limits).toMatchObject({ timeMs: 10_000, memoryMb: 256 });
    expect(warnings).toEqual([
      'problem.yaml: limits.time_limit of 60000 ms is more than this installation gives (MAX_TIME_LIMIT_SECONDS); 10000 ms counts',
      'problem.yaml: limits.memory of 2048 MiB is more than this installation gives (MAX_MEMORY_MB); 256 MiB counts',
    ]);
  });

  it('gives as much as the installation lets it', async () => {
    const installation = { timeMs: 90_000, memoryMb: 4096, sourceBytes: 1_000_000 };
    const asking = await openPackage(await writePackage({ 'problem.yaml': yaml('limits: {time_limit: 60, memory: 3000, code: 200, output: 32}\n') }), {
      installation,
    });
    expect(asking).toMatchObject({ warnings: [], wantedMemoryMb: 3000 });
    expect(asking.definition.limits).toEqual({ timeMs: 60_000, memoryMb: 3000, sourceBytes: 204_800, outputKb: 32_768 });
    const silent = await openPackage(await writePackage({ 'problem.yaml': yaml('limits: {time_limit: 1}\n') }), { installation });
    expect(silent.definition.limits).toEqual({ timeMs: 1_000, memoryMb: 2048, sourceBytes: 131_072, outputKb: 8_192 });
  });

  it('leaves the time limit to be inferred where none is given', async () => {
    const { definition, timeLimit } = await openChanged({ 'problem.yaml': yaml('') });
    expect(timeLimit).toEqual({ kind: 'inferred', rule: { acToTimeLimit: 2, timeLimitToTle: 1.5, resolutionMs: 1000 } });
    expect(definition.limits.timeMs).toBe(10_000);
  });

  it.each([
    ['bad YAML', 'name: [1, 2\nlimits: 3\n', 'PackageError problem.yaml:2: is not valid YAML'],
    ['an unknown version', 'problem_format_version: 2031-01\n', 'PackageError problem.yaml:1: problem_format_version: must be one of'],
    ['no name', 'problem_format_version: 2025-09\n', 'PackageError problem.yaml: name: is required'],
    ['a wrong type', yaml('limits:\n  memory: lots\n'), 'PackageError problem.yaml:4: limits.memory:'],
    ['a limit of zero', yaml('limits:\n  time_limit: 0\n'), 'PackageError problem.yaml:4: limits.time_limit: must be greater than 0'],
    ['an unknown key', yaml('colour: red\n'), 'PackageError problem.yaml:3: colour: is not a key of format version 2025-09'],
    ['an unknown limit', yaml('limits:\n  pages: 3\n'), 'PackageError problem.yaml:4: limits.pages: is not a key'],
    ['only unknown languages', yaml('languages: [cobol]\n'), 'PackageError problem.yaml: languages: none of them'],
    ['incompatible types', yaml('type: [pass-fail, scoring]\n'), 'PackageError problem.yaml:3: type: a problem cannot be both "pass-fail" and "scoring"'],
    [
      'an interactive problem without its program',
      yaml('type: [pass-fail, interactive]\n'),
      'PackageError output_validators: an interactive problem needs a program',
    ],
    ['a multi-pass problem without its program', yaml('type: multi-pass\n'), 'PackageError output_validators: a multi-pass problem needs a program'],
    ['a made-up type', yaml('type: magic\n'), 'PackageError problem.yaml:3: type: "magic" is not a problem type'],
    [
      'billions of aliases',
      `name: x\n${'abcdefghij'.split('').reduce(
        (text, key, i) =>
          `${text}${key}: &${key} [${
            i
              ? Array(9)
                  .fill(`*${'abcdefghij'[i - 1]}`)
                  .join(',')
              : '1'
          }]\n`,
        '',
      )}`,
      'PackageError problem.yaml: is not valid YAML',
    ],
    ['a list', '- 1\n- 2\n', 'PackageError problem.yaml'],
  ])('refuses %s with its line', async (_, text, message) => {
    expect(await refusal({ 'problem.yaml': text })).toContain(message);
  });

  it('refuses bytes that are no UTF-8', async () => {
    expect(await refusal({ 'problem.yaml': Buffer.from('name: a\nsource: \xe9t\xe9\n', 'latin1') })).toBe('PackageError problem.yaml:2: is not valid UTF-8');
  });
});

describe('older versions', () => {
  it('take keywords and flags as words, and only tell of unknown keys', async () => {
    const { definition, warnings } = await openChanged({
      ...legacy('name: Sum\nkeywords: easy math\nvalidator_flags: float_tolerance 1e-6 case_sensitive\ncolour: red\nlimits: {memory: 128}\n'),
    });
    expect(definition).toMatchObject({
      difficulty: 'easy',
      tags: ['math'],
      limits: { timeMs: 1000, memoryMb: 128 },
      validator: { caseSensitive: true, spaceChangeSensitive: false, floatAbsoluteTolerance: 1e-6, floatRelativeTolerance: 1e-6 },
    });
    expect(warnings).toEqual(['problem.yaml:4: colour: is not a key of format version legacy']);
  });

  it('take time limit and name from domjudge-problem.ini', async () => {
    const { definition } = await openChanged({
      ...legacy('license: cc0\n'),
      '.timelimit': null,
      'domjudge-problem.ini': "short-name = A\nname = 'The Sum'\ntimelimit='2.5'\n",
    });
    expect(definition).toMatchObject({ title: 'The Sum', limits: { timeMs: 2500 } });
  });

  it.each([
    ['custom validation without a program', legacy('validation: custom\n'), 'PackageError output_validators: validation: custom needs a program here'],
    ['details of the default validation', legacy('validation: default score\n'), 'PackageError problem.yaml:1: validation: "score" cannot follow "default"'],
    ['nonsense validation', legacy('validation: perhaps\n'), 'PackageError problem.yaml:1: validation: must begin with'],
    ['a bad .timelimit', { ...legacy(''), '.timelimit': 'soon\n' }, 'PackageError .timelimit: "soon" is not a time limit in seconds'],
    [
      'a bad timelimit in the ini',
      { ...legacy(''), 'domjudge-problem.ini': 'name = x\ntimelimit = -1\n' },
      'PackageError domjudge-problem.ini:2: "-1" is not a time limit',
    ],
    [
      'a special program of DOMjudge',
      { ...legacy(''), 'domjudge-problem.ini': 'special_compare = mine\n' },
      'PackageError domjudge-problem.ini:1: special_compare',
    ],
  ])('refuse %s', async (_, files, message) => {
    expect(await refusal(files)).toContain(message);
  });

  it('read the 2023 draft with either vocabulary', async () => {
    const { definition, warnings } = await openChanged({
      'problem.yaml':
        'problem_format_version: 2023-07-draft\nname:\n  en: Sum\n  de: Summe\nlimits: {time_limit: 1}\nvalidator_flags: case_sensitive\nmagic: 1\n',
    });
    expect(definition).toMatchObject({ title: 'Sum', validator: { caseSensitive: true } });
    expect(warnings).toEqual(['problem.yaml:7: magic: is not a key of format version 2023-07']);
  });
});

describe('test data', () => {
  it('come in the order of their names, groups between tests', async () => {
    const files = {
      ...LEGACY,
      ...testFiles('data/secret/b/2'),
      ...testFiles('data/secret/b/10'),
      ...testFiles('data/secret/a-b'),
      ...testFiles('data/secret/a'),
      ...testFiles('data/secret/c/d/e'),
    };
    expect(await names(files)).toEqual(['sample/1', 'secret/1', 'secret/a', 'secret/a-b', 'secret/b/10', 'secret/b/2', 'secret/c/d/e']);
  });

  it('may have no samples', async () => {
    expect(await names({ 'data/sample/1.in': null, 'data/sample/1.ans': null })).toEqual(['secret/1']);
  });

  it('know their group', async () => {
    const { definition } = await openChanged({ 'data/secret/1.in': null, 'data/secret/1.ans': null, ...testFiles('data/secret/small/1') });
    expect(definition.tests.at(-1)).toMatchObject({ name: 'secret/small/1', group: 'secret/small', sample: false });
  });

  it('may be empty or end without a line break', async () => {
    const { definition } = await openChanged({ 'data/secret/1.in': '', 'data/secret/1.ans': '4' });
    expect(definition.tests[1]).toMatchObject({ input: { bytes: 0 }, answer: { bytes: 1 } });
  });

  it.each([
    ['no secret tests', { 'data/secret/1.in': null, 'data/secret/1.ans': null }, 'PackageError data/secret: there are no secret tests'],
    ['a missing answer', { 'data/secret/1.ans': null }, 'PackageError data/secret/1.in: has no answer file 1.ans beside it'],
    ['a missing input', { 'data/secret/2.ans': 'x' }, 'PackageError data/secret/2.ans: has no input file beside it'],
    ['tests beside groups', testFiles('data/secret/group/1'), 'PackageError data/secret: has tests and groups side by side'],
    ['an unknown key of a group', { 'data/secret/test_group.yaml': 'weight: 3\n' }, 'PackageError data/secret/test_group.yaml:1: weight: is not a key'],
    [
      'static validation without its program',
      { 'data/secret/test_group.yaml': 'static_validation_score: pass-fail\n' },
      'PackageError data/secret/test_group.yaml: static validation needs a program in static_validator/',
    ],
    [
      'a custom grader that is not there',
      { ...LEGACY, 'data/secret/testdata.yaml': 'grading: custom\n' },
      'PackageError data/secret/testdata.yaml:1: grading: "custom" needs a grader in graders/',
    ],
    [
      'an unknown flag of the grader',
      { ...LEGACY, 'data/testdata.yaml': 'grader_flags: generous\n' },
      'PackageError data/testdata.yaml:1: grader_flags: "generous" is not a flag of the default grader',
    ],
  ])('are refused with %s', async (_, files, message) => {
    expect(await refusal(files)).toContain(message);
  });

  it('tell of files that mean something else or nothing', async () => {
    const { warnings } = await openChanged({
      'data/sample/1.in.statement': 'x',
      'data/secret/notes.txt': 'x',
      'data/secret/1.desc': 'x',
      'data/invalid_input/1.in': 'x',
      'data/secret/my test.in': 'x',
    });
    expect(warnings).toEqual([
      'data/secret/my test.in: has a name that the format does not allow and is left out',
      'data/secret/notes.txt: is not a file of the format and is left out',
    ]);
  });

  it('keep names with spaces in the old version', async () => {
    expect(await names({ ...LEGACY, ...testFiles('data/secret/my test') })).toContain('secret/my test');
  });
});

describe('output validator arguments', () => {
  it('of the secret tests are the problem’s; tests that differ keep theirs', async () => {
    const { definition } = await openChanged(withArguments("[float_tolerance, '1e-6']"));
    expect(definition.validator).toEqual(tolerance(1e-6));
    expect(definition.tests.map((test) => test.validator)).toEqual([TOKEN_VALIDATOR, undefined]);
  });

  it('are inherited by groups and tests, unless they give their own', async () => {
    const { definition } = await openChanged({
      'data/secret/1.in': null,
      'data/secret/1.ans': null,
      'data/test_group.yaml': 'output_validator_args: [float_tolerance, 0.5]\n',
      ...Object.fromEntries(
        ['a/1', 'a/2', 'b/1', 'c/1'].flatMap((path) => [
          [`data/secret/${path}.in`, 'x'],
          [`data/secret/${path}.ans`, 'y'],
        ]),
      ),
      'data/secret/a/2.yaml': 'output_validator_args: [case_sensitive]\n',
      'data/secret/b/test_group.yaml': 'output_validator_args: [space_change_sensitive]\n',
    });
    const byName = new Map(definition.tests.map((test) => [test.name, test.validator ?? definition.validator]));
    expect(byName.get('secret/a/1')).toEqual(tolerance(0.5));
    expect(byName.get('secret/a/2')).toEqual({ ...TOKEN_VALIDATOR, caseSensitive: true });
    expect(byName.get('secret/b/1')).toEqual({ ...TOKEN_VALIDATOR, spaceChangeSensitive: true });
    expect(byName.get('secret/c/1')).toEqual(tolerance(0.5));
    expect(byName.get('sample/1')).toEqual(tolerance(0.5));
  });

  it('of a legacy group are added to the problem’s flags, the last tolerance counts', async () => {
    const { definition } = await openChanged({
      ...LEGACY,
      'problem.yaml': 'validator_flags: case_sensitive float_tolerance 1e-6\n',
      'data/secret/testdata.yaml': 'output_validator_flags: float_tolerance 1e-4\n',
    });
    expect(definition.validator).toEqual({ ...tolerance(1e-4), caseSensitive: true });
    expect(definition.tests[0]?.validator).toEqual({ ...tolerance(1e-6), caseSensitive: true });
  });

  it.each([
    ['[fuzzy]', '"fuzzy" is not an argument of the default output validator'],
    ['[float_tolerance]', 'float_tolerance needs a number after it'],
    ['[float_tolerance, much]', 'float_tolerance needs a number, not "much"'],
    ['[float_tolerance, inf]', 'float_tolerance needs a number, not "inf"'],
    ['[float_tolerance, 0.1, float_absolute_tolerance, 0.2]', 'float_absolute_tolerance sets a tolerance that is set already'],
  ])('%s are refused', async (args, message) => {
    expect(await refusal(withArguments(args))).toBe(`PackageError data/secret/test_group.yaml:1: output validator arguments: ${message}`);
  });

  it('of input validators are given by group, by test and by name', async () => {
    const { inputValidators } = await openChanged({
      'data/secret/test_group.yaml': 'input_validator_args: {validate: [--max, 5]}\n',
      'data/secret/2.in': 'x',
      'data/secret/2.ans': 'x',
      'data/secret/2.yaml': 'input_validator_args: [--all]\n',
      'input_validators/other/check.cpp': 'int main() {}',
    });
    expect(inputValidators.map(({ path }) => path)).toEqual(['input_validators/other', 'input_validators/validate.py']);
    expect(inputValidators.map((validator) => ['sample/1', 'secret/1', 'secret/2'].map((name) => validator.argumentsFor(name)))).toEqual([
      [[], [], ['--all']],
      [[], ['--max', '5'], ['--all']],
    ]);
  });
});

describe('a package is refused', () => {
  it('when it is none', async () => {
    expect(await refusal({ 'problem.yaml': null })).toBe('PackageError problem.yaml: is missing: this is not a problem package');
    await expect(openPackage('/nowhere/at/all')).rejects.toThrow('/nowhere/at/all: does not exist');
  });
});

describe('names and links', () => {
  it.each([
    ['Two_Words', 'two-words'],
    ['A.b c', 'a-b-c'],
    ['größe (2)', 'gro-e-2'],
  ])('%s is addressed as %s', async (name, slug) => {
    expect((await openChanged({}, name)).definition.slug).toBe(slug);
  });

  it('that cannot be an address are refused', async () => {
    expect(await refusal({}, '問題')).toContain('cannot be the name of a problem');
  });

  it('inside the package are followed', async () => {
    const root = await writePackage({ 'data/secret/1.ans': null });
    await symlink('../sample/1.ans', join(root, 'data/secret/1.ans'));
    const { definition } = await openPackage(root);
    expect(definition.tests[1]?.answer).toEqual(definition.tests[0]?.answer);
  });

  it.each([
    ['generators', '../../headers/validation.h', 'is a symbolic link to something that does not exist'],
    ['input_validators/own', '../../../headers/validation.h', 'is a symbolic link to something that does not exist'],
    ['statement', '/etc/passwd', 'is a symbolic link that leads out of the package'],
  ])('to nowhere or out of the package do no harm in %s: they are passed over', async (folder, target, warning) => {
    const root = await writePackage({ [`${folder}/a.py`]: 'exit(42)\n' });
    await symlink(target, join(root, folder, 'validation.h'));
    const opened = await openPackage(root);
    expect(opened.warnings).toContain(`${folder}/validation.h: ${warning}`);
    await opened.close();
  });

  it.each([
    ['out of the package', '/etc/passwd', 'data/secret/1.ans: is a symbolic link that leads out of the package'],
    ['up and out', '../../../..', 'data/secret/1.ans: is a symbolic link that leads out of the package'],
    ['to nothing', 'nothing', 'data/secret/1.ans: is a symbolic link to something that does not exist'],
    ['in a circle', '..', 'data/secret/1.ans: is a symbolic link to a directory that contains it'],
  ])('%s are refused', async (_, target, message) => {
    const root = await writePackage({ 'data/secret/1.ans': null });
    await symlink(target, join(root, 'data/secret/1.ans'));
    await expect(openPackage(root)).rejects.toThrow(message);
  });
});
