import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TOKEN_VALIDATOR } from '@codearena/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProblemPackage } from '../contents.ts';
import { removeFixtures, temporaryDirectory, writeZip, zipEntries } from '../package.fixture.ts';
import { openPackage } from '../problem-package.ts';

afterEach(removeFixtures);

const CHECKER = '<checker name="std::wcmp.cpp" type="testlib"><source path="files/check.cpp" type="cpp.g++17"/></checker>';
const OWN_CHECKER = '<checker type="testlib"><source path="files/check.cpp" type="cpp.g++17"/></checker>';
const INTERACTOR = '<interactor><source path="files/interactor.cpp" type="cpp.g++17"/></interactor>';

type Parts = { tests?: string; groups?: string; assets?: string; judging?: string; testset?: string };

function problemXml({
  tests = '<test method="manual" sample="true"/><test method="generated" cmd="gen 1"/>',
  groups = '',
  assets = CHECKER,
  judging = '',
  testset = '<time-limit>1500</time-limit><memory-limit>134217728</memory-limit>',
}: Parts = {}): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="no"?>
<problem revision="3" short-name="sum">
  <names><name language="russian" value="Сумма"/><name language="english" value="The Sum"/></names>
  <statements>
    <statement charset="UTF-8" language="russian" path="statements/russian/problem.tex" type="application/x-tex"/>
    <statement charset="UTF-8" language="english" path="statements/.html/english/problem.html" type="text/html"/>
  </statements>
  <judging cpu-name="x" ${judging}><testset name="tests">${testset}<test-count>2</test-count>
    <input-path-pattern>tests/%02d</input-path-pattern><answer-path-pattern>tests/%02d.a</answer-path-pattern>
    <tests>${tests}</tests>${groups}</testset></judging>
  <files><resources><file path="files/testlib.h" type="h.g++"/></resources></files>
  <assets>${assets}
    <validators><validator><source path="files/val.cpp" type="cpp.g++17"/></validator></validators>
    <solutions>
      <solution tag="main"><source path="solutions/main.cpp" type="cpp.g++17"/></solution>
      <solution tag="time-limit-exceeded-or-accepted"><source path="solutions/slow.py" type="python.3"/></solution>
      <solution tag="rejected"><source path="solutions/bad.java" type="java11"/></solution>
      <solution tag="do-not-run"><source path="solutions/never.cpp" type="cpp.g++17"/></solution>
    </solutions></assets>
  <tags><tag value="math"/></tags>
</problem>`;
}

const FILES: Record<string, string> = {
  'tests/01': '1 2\n',
  'tests/01.a': '3\n',
  'tests/02': '2 2\n',
  'tests/02.a': '4\n',
  'files/testlib.h': '// testlib',
  'files/check.cpp': '#include "testlib.h"\n',
  'files/interactor.cpp': '#include "testlib.h"\n',
  'files/val.cpp': '#include "testlib.h"\n',
  'statements/russian/problem.tex':
    '\\begin{problem}{Сумма}{standard input}{standard output}{1 second}{256 megabytes}\nСложите.\n\\InputFile\nЧисла.\n\\end{problem}',
  'statement-sections/english/legend.tex': 'Add \\t{them}: \\includegraphics{pic.png}',
  'statement-sections/english/input.tex': 'Two numbers $a$, $b$.',
  'statement-sections/english/output.tex': 'The sum.',
  'statement-sections/english/notes.tex': '',
  'statement-sections/english/pic.png': 'x',
  'solutions/main.cpp': 'int main() {}',
  'solutions/slow.py': 'x',
  'solutions/bad.java': 'x',
  'solutions/never.cpp': 'x',
};

async function open(parts: Parts = {}, changes: Record<string, string | null> = {}): Promise<ProblemPackage> {
  const root = join(await temporaryDirectory(), 'sum-3$linux');
  for (const [path, content] of Object.entries({ 'problem.xml': problemXml(parts), ...FILES, ...changes })) {
    if (content === null) continue;
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return openPackage(root);
}

describe('a package of Polygon', () => {
  it('becomes a problem', async () => {
    const { definition, timeLimit, submissions, inputValidators, warnings } = await open();
    expect(definition).toMatchObject({
      slug: 'sum',
      title: 'The Sum',
      tags: ['math'],
      limits: { timeMs: 1500, memoryMb: 128 },
      kind: { scoring: false, interactive: false },
      validator: { ...TOKEN_VALIDATOR, caseSensitive: true },
      groups: [],
    });
    expect(timeLimit).toMatchObject({ kind: 'given', ms: 1500 });
    expect(definition.tests.map(({ name, group, sample, answer }) => [name, group, sample, answer.bytes])).toEqual([
      ['sample/01', 'sample', true, 2],
      ['secret/02', 'secret', false, 2],
    ]);
    expect(submissions.map(({ path, languageHint, expected }) => [path, languageHint, expected])).toEqual([
      ['solutions/main.cpp', 'cpp', ['Accepted']],
      ['solutions/slow.py', 'python', ['Accepted', 'Time Limit Exceeded']],
      ['solutions/bad.java', 'java', ['Wrong Answer', 'Time Limit Exceeded', 'Runtime Error', 'Memory Limit Exceeded', 'Output Limit Exceeded']],
    ]);
    expect(inputValidators.map(({ path, validExitCode, files }) => [path, validExitCode, files.map((file) => file.path)])).toEqual([
      ['files/val.cpp', 0, ['val.cpp', 'testlib.h']],
    ]);
    expect(inputValidators[0]?.argumentsFor('secret/02')).toEqual(['--testset', 'tests']);
    expect(warnings).toEqual([]);
  });

  it('has its statements from sections or documents, in every language', async () => {
    const { definition } = await open();
    expect(definition.translations).toEqual([
      {
        language: 'en',
        title: 'The Sum',
        statement:
          'Add `them`: ![pic.png](/api/problems/sum/files/statement-sections-english-pic.png)\n\n## Input\n\nTwo numbers $a$, $b$.\n\n## Output\n\nThe sum.\n',
      },
      { language: 'ru', title: 'Сумма', statement: 'Сложите.\n\n## Входные данные\n\nЧисла.\n' },
    ]);
  });

  it('has its checker compiled with testlib', async () => {
    const { definition } = await open({ assets: OWN_CHECKER });
    expect(definition.validator).toMatchObject({ kind: 'custom', protocol: 'testlib', interactor: null, arguments: [] });
    if (definition.validator.kind !== 'custom') throw new Error('not custom');
    expect(definition.validator.programs.map(({ name, language, files }) => [name, language, files.map(({ path }) => path)])).toEqual([
      ['files/check.cpp', 'cpp', ['check.cpp', 'testlib.h']],
    ]);
  });

  it('may be interactive', async () => {
    const { definition } = await open({ assets: OWN_CHECKER + INTERACTOR });
    expect(definition.kind.interactive).toBe(true);
    expect(definition.validator).toMatchObject({ kind: 'custom', interactor: { name: 'files/interactor.cpp' } });
  });

  it('may name a checker of testlib and not hold it', async () => {
    const { definition, warnings } = await open({ assets: CHECKER.replace('wcmp', 'rcmp6') }, { 'files/check.cpp': null });
    expect(definition.validator).toEqual({ ...TOKEN_VALIDATOR, floatAbsoluteTolerance: 1e-6, floatRelativeTolerance: 1e-6 });
    expect(warnings).toEqual(['problem.xml:12: the source of std::rcmp6.cpp is not in the package; the default validator stands in for it']);
  });

  it('may be a zip archive', async () => {
    const opened = await openPackage(await writeZip(zipEntries({ 'problem.xml': problemXml(), ...FILES }), 'sum-3$linux.zip'));
    expect(opened.definition.tests).toHaveLength(2);
    await opened.close();
  });

  it('has points by group and by test', async () => {
    const points = (...list: [string, number][]) => list.map(([group, value]) => `<test group="${group}" points="${value}"/>`).join('');
    const groups = `<groups><group name="0" points-policy="complete-group"/><group name="a" points-policy="complete-group"><dependencies><dependency group="0"/></dependencies></group>
      <group name="b" points-policy="each-test"/><group name="c" points-policy="each-test"/></groups>`;
    const numbers = ['03', '04', '05', '06', '07'].flatMap((number) => [
      [`tests/${number}`, 'x'],
      [`tests/${number}.a`, 'x'],
    ]);
    const { definition, submissions } = await open(
      { tests: `<test group="0" sample="true" points="0"/>${points(['a', 10], ['a', 20], ['b', 5], ['b', 5], ['c', 1], ['c', 59])}`, groups },
      Object.fromEntries(numbers) as Record<string, string>,
    );
    expect(definition.kind.scoring).toBe(true);
    expect(
      definition.groups.map(({ name, rule, requires }) => [name, rule.kind === 'points' && [rule.aggregation, rule.maxScore, rule.testMaxScore], requires]),
    ).toEqual([
      ['secret', ['sum', 100, null], []],
      ['secret/a', ['pass-fail', 30, null], ['sample']],
      ['secret/b', ['sum', 10, 5], []],
      ['secret/c', ['sum', 60, null], []],
      ['secret/c/06', ['pass-fail', 1, null], []],
      ['secret/c/07', ['pass-fail', 59, null], []],
    ]);
    expect(definition.tests.map(({ name, group }) => [name, group])).toEqual([
      ['sample/01', 'sample'],
      ['secret/a/02', 'secret/a'],
      ['secret/a/03', 'secret/a'],
      ['secret/b/04', 'secret/b'],
      ['secret/b/05', 'secret/b'],
      ['secret/c/06', 'secret/c/06'],
      ['secret/c/07', 'secret/c/07'],
    ]);
    expect(submissions[2]?.expected).toContain('Partially Accepted');
  });

  it.each([
    ['without generated tests', {}, { 'tests/02': null }, 'tests/02: is missing: only the full package'],
    ['without answers', {}, { 'tests/02.a': null }, 'tests/02: has no answer file'],
    ['that is no XML', {}, { 'problem.xml': '<problem>\n<names>\n</problem>' }, 'problem.xml:3: is not valid XML'],
    ['of another kind', {}, { 'problem.xml': '<contest/>' }, 'problem.xml:1: begins with <contest>'],
    ['without limits', { testset: '<time-limit>x</time-limit>' }, {}, 'problem.xml:8: time-limit: is missing or not a number'],
    ['with a named input file', { judging: 'input-file="a.in" output-file=""' }, {}, 'problem.xml:8: reading input from a named file is not supported'],
    ['with several runs', { judging: 'run-count="2"' }, {}, 'problem.xml:8: running a solution several times is not supported'],
    ['with a checker in Pascal', { assets: OWN_CHECKER.replace('cpp.g++17', 'pas.dpr') }, {}, 'problem.xml:12: a checker in pascal is not supported'],
    ['without testlib', { assets: OWN_CHECKER }, { 'files/testlib.h': null }, 'files/check.cpp: needs testlib.h'],
    ['without a checker', { assets: '<checker/>' }, {}, 'problem.xml:12: there is no checker'],
  ])('is refused %s', async (_, parts, changes, message) => {
    await expect(open(parts, changes)).rejects.toThrow(message);
  });
});
