import { afterEach, expect, it } from 'vitest';
import { LEGACY, openChanged, removeFixtures } from './package.fixture.ts';

afterEach(removeFixtures);

const MODERN = 'problem_format_version: 2025-09\nname: Sum\nuuid: x\nlicense: cc0\ncredits: Ada\nlimits: {time_limit: 1}\n';
const WRONG = { 'submissions/wrong_answer/a.py': 'print(0)\n' };
const test = (path: string, input = `${path}\n`) => ({ [`data/${path}.in`]: input, [`data/${path}.ans`]: 'x\n' });

it('nothing is found in a good package', async () => {
  expect((await openChanged({ 'problem.yaml': MODERN, ...WRONG })).findings).toEqual([]);
});

it.each([
  ['a license that is none', { 'problem.yaml': MODERN.replace('cc0', 'mine') }, 'error problem.yaml: license: "mine" is not one of'],
  ['no license', { 'problem.yaml': MODERN.replace('license: cc0\n', '') }, 'warning problem.yaml: license: is unknown'],
  ['no owner', { 'problem.yaml': MODERN.replace('credits: Ada\n', '') }, 'error problem.yaml: rights_owner: this license needs one'],
  ['no uuid', { 'problem.yaml': MODERN.replace('uuid: x\n', '') }, 'error problem.yaml: uuid: is required'],
  [
    'a name without a statement',
    { 'problem.yaml': MODERN.replace('name: Sum', 'name: {en: Sum, de: Summe}') },
    'error problem.yaml: name: "de" has no statement',
  ],
  [
    'a statement without a name',
    { 'problem.yaml': MODERN.replace('name: Sum', 'name: {en: Sum}'), 'statement/problem.de.md': 'x\n' },
    'error statement/problem.de.md: problem.yaml has no name in "de"',
  ],
  ['the old name of a directory', { 'output_validators/a.py': 'x' }, 'warning output_validators: is called output_validator'],
  ['no accepted submission', { 'submissions/accepted/sum.py': null }, 'error submissions: there is no accepted submission'],
  ['no failing submission', { 'submissions/wrong_answer/a.py': null }, 'warning submissions: there is no submission that must fail'],
  ['no input validator', { 'input_validators/validate.py': null }, 'error input_validators: there is no input validator'],
  ['no samples', { 'data/sample/1.in': null, 'data/sample/1.ans': null }, 'warning data/sample: there is no sample test'],
  ['the same test twice', test('secret/2', '2 2\n'), 'warning data/secret/2.in: has the same content as data/secret/1.in'],
  ['a byte-order mark', test('secret/2', '\uFEFF1\n'), 'warning data/secret/2.in: begins with a byte-order mark'],
  ['CR LF', test('secret/2', '1\r\n'), 'warning data/secret/2.in: has lines that end with CR LF'],
  ['a NUL byte', test('secret/2', '1\0\n'), 'warning data/secret/2.in: has a NUL byte'],
  ['no newline at the end', test('secret/2', '1'), 'warning data/secret/2.in: does not end with a newline'],
  [
    'an answer that nobody may print',
    { 'problem.yaml': MODERN.replace('{time_limit: 1}', '{time_limit: 1, output: 1}'), ...test('secret/2'), 'data/secret/2.ans': 'x'.repeat(1_100_000) },
    'error data/secret/2.ans: is larger than the output limit',
  ],
  [
    'a large answer',
    { 'problem.yaml': MODERN.replace('{time_limit: 1}', '{time_limit: 1, output: 1}'), ...test('secret/2'), 'data/secret/2.ans': 'x'.repeat(600_000) },
    'warning data/secret/2.ans: is more than half as large',
  ],
  ['a name that is empty', { 'problem.yaml': MODERN.replace('name: Sum', 'name: " "') }, 'error problem.yaml: name: is empty'],
  ['a name in LaTeX', { 'problem.yaml': MODERN.replace('name: Sum', 'name: $n$ sums') }, 'warning problem.yaml: name: looks like LaTeX'],
  ['a directory of another name', { 'submision/accepted/x.py': 'x' }, 'warning submision: is not a directory of the format; submissions is'],
  ['a directory that nobody knows', { 'old/x.py': 'x' }, 'warning old: is not a directory of the format'],
  ['a validator in another language', { 'output_validator/Check.java': 'class Check {}' }, 'warning output_validator/Check.java: is in java; the format wants'],
  [
    'a file included twice',
    { 'include/default/a.txt': 'x', 'include/cpp/a.txt': 'x', 'include/cpp/b.txt': 'x' },
    'error include/cpp/a.txt: is also in include/default',
  ],
  ['a submission that nobody may send', { 'submissions/accepted/long.py': `#${'x'.repeat(132_000)}` }, 'error submissions/accepted/long.py: is larger than'],
  ['an interaction in a problem without one', { 'data/sample/1.interaction': '>1\n' }, 'error data/sample/1.interaction: the problem is not interactive'],
  ['a line that nobody says', { 'data/sample/1.interaction': '>1\n<2\n3\n' }, 'error data/sample/1.interaction:3: begins with neither < nor >'],
  [
    'groups out of order',
    { 'data/secret/1.in': null, 'data/secret/1.ans': null, ...test('secret/g2/a'), ...test('secret/g10/a') },
    'warning data/secret/g2: is judged after secret/g10',
  ],
  [
    'a group without tests',
    { 'data/secret/1.in': null, 'data/secret/1.ans': null, ...test('secret/a/1'), 'data/secret/b/test_group.yaml': '\n' },
    'warning data/secret/b: is a group without tests',
  ],
])('%s is found', async (_, files, finding) => {
  const { findings } = await openChanged({ 'problem.yaml': MODERN, ...WRONG, ...files });
  expect(findings.map(({ severity, file, problem }) => `${severity} ${file}: ${problem}`)).toContainEqual(expect.stringContaining(finding));
});

it.each([
  [
    'samples ignored in a group',
    { 'data/testdata.yaml': 'on_reject: continue\n', 'data/secret/testdata.yaml': 'grader_flags: ignore_sample\n' },
    'is for the whole',
  ],
  ['a grader of a pass-fail problem', { 'graders/grade.py': 'x' }, 'a pass-fail problem has no grader'],
  ['groups shown of a pass-fail problem', { 'problem.yaml': 'name: x\ngrading:\n  show_test_data_groups: true\n' }, 'show_test_data_groups: is for'],
  ['files for every language', { 'include/default/a.txt': 'x' }, 'is not known to this version'],
])('%s is found in the old version', async (_, files, finding) => {
  const { findings } = await openChanged({ ...LEGACY, ...WRONG, ...files });
  expect(findings.map(({ problem }) => problem)).toContainEqual(expect.stringContaining(finding));
});

it.each([
  ['points of a pass-fail problem', 'accept_score: 3\n', 'scores are for scoring problems only'],
  ['samples that are ignored and break', 'grader_flags: ignore_sample\n', 'ignore_sample needs on_reject: continue'],
])('%s are found in the old version', async (_, testdata, finding) => {
  const { findings } = await openChanged({ ...LEGACY, ...WRONG, 'data/testdata.yaml': testdata });
  expect(findings.map(({ problem }) => problem)).toContainEqual(expect.stringContaining(finding));
});
