import { afterEach, describe, expect, it } from 'vitest';
import { LEGACY, openChanged, refusal, removeFixtures } from './package.fixture.ts';

afterEach(removeFixtures);

/** What packages have that were written for other tools, which take it. */
describe('packages in use', () => {
  it('have keys twice, of which the last one counts', async () => {
    const { definition, warnings } = await openChanged({
      ...LEGACY,
      'problem.yaml': 'name: First\nlicense: cc0\nlimits:\n  memory: 64\n  output: 4\n  memory: 128\nname: Second\n',
    });
    expect(definition).toMatchObject({ title: 'Second', limits: { memoryMb: 128, outputKb: 4096 } });
    expect(warnings).toEqual([
      'problem.yaml:1: name: is given again below; the last one counts',
      'problem.yaml:4: memory: is given again below; the last one counts',
    ]);
  });

  it('have the last of two values at fault, on its own line', async () => {
    const yaml = 'name: x\nlimits:\n  memory: 64\nkeywords: a\nlimits:\n  memory: lots\n';
    expect(await refusal({ ...LEGACY, 'problem.yaml': yaml })).toBe('PackageError problem.yaml:6: limits.memory: Invalid input');
  });

  it.each([
    ['--message "two words" --plain', ['--message', 'two words', '--plain']],
    ["--message 'two words'", ['--message', 'two words']],
    [String.raw`--regex \d+\s`, ['--regex', String.raw`\d+\s`]],
  ])('have flags like %s', async (flags, expected) => {
    const { definition } = await openChanged({
      ...LEGACY,
      'problem.yaml': 'name: x\nvalidation: custom\n',
      'data/testdata.yaml': `output_validator_flags: ${flags}\n`,
      'output_validators/check.py': 'x',
    });
    expect(definition.validator).toMatchObject({ arguments: expected });
  });

  it('have statements in an older encoding', async () => {
    const { definition, warnings } = await openChanged({ ...LEGACY, 'problem_statement/problem.md': Buffer.from('F\xfcr alle.\n', 'latin1') });
    expect(definition.statement).toBe('Für alle.\n');
    expect(warnings).toEqual(['problem_statement/problem.md:1: is not valid UTF-8; it is read as Latin-1']);
  });

  it('have answers that belong to no input', async () => {
    const { definition, warnings } = await openChanged({ ...LEGACY, 'data/secret/2.ans': '5\n' });
    expect(definition.tests.map(({ name }) => name)).toEqual(['sample/1', 'secret/1']);
    expect(warnings).toEqual(['data/secret/2.ans: has no input file beside it']);
  });

  it('have what compilers, generators and editors leave behind', async () => {
    const { submissions, warnings } = await openChanged({
      ...LEGACY,
      'data/secret/1.seed': '42\n',
      'data/secret/a.out': 'x',
      'submissions/accepted/Scanner.class': 'x',
      'submissions/accepted/.sum.py.swp': 'x',
      'submissions/accepted/__pycache__/sum.pyc': 'x',
    });
    expect(submissions.map(({ path }) => path)).toEqual(['submissions/accepted/sum.py']);
    expect(warnings).toEqual(['data/secret/a.out: is not a file of the format and is left out']);
  });

  it('say in submissions.json where a submission starts and what it is written in', async () => {
    const { submissions } = await openChanged({
      ...LEGACY,
      'submissions.json': JSON.stringify({
        'submissions/accepted/parts/': { entry_point: 'start.py', team: 'jury' },
        'submissions/accepted/plain.txt': { langid: 'cpp' },
      }),
      'submissions/accepted/parts/start.py': 'import words\n',
      'submissions/accepted/parts/words.py': 'x',
      'submissions/accepted/plain.txt': 'int main() {}',
    });
    expect(submissions.map(({ path, languageHint, entryPoint }) => [path.replace('submissions/accepted/', ''), languageHint, entryPoint])).toEqual([
      ['parts', 'python', 'start.py'],
      ['plain.txt', 'cpp', null],
      ['sum.py', 'python', null],
    ]);
  });

  it.each([
    ['{"a": ', 'PackageError submissions.json: is not valid JSON: '],
    ['{"a": {"entry_point": 7}}', 'PackageError submissions.json: a.entry_point: '],
  ])('are refused with %s in submissions.json', async (text, message) => {
    expect(await refusal({ ...LEGACY, 'submissions.json': text })).toContain(message);
  });
});
