import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Verdict } from '@codearena/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJudging, type JudgingFixture } from '../judging/judging.fixture.ts';
import { renderReport } from './table.ts';
import { verifyPackages } from './verify.ts';

let fixture: JudgingFixture;
let directory: string;
beforeAll(async () => {
  fixture = await startJudging();
  directory = await mkdtemp(join(tmpdir(), 'codearena-edges-'));
});
afterAll(async () => {
  await fixture.stop();
  await rm(directory, { recursive: true });
});

/** Strings are bytes (latin1). */
async function writePackage(name: string, files: Record<string, string>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name, path)), { recursive: true });
    await writeFile(join(directory, name, path), content, 'latin1');
  }
  return join(directory, name);
}

const SETTINGS = {
  'problem.yaml': 'name: Edges\nlimits: {time_limit: 2}\n',
  'problem_statement/problem.md': 'Print what you read.\n',
  'input_validators/any.c': 'int main(void) { return 42; }\n',
};
const ECHO = '#include <stdio.h>\nint main(void) { int c; while ((c = getchar()) != EOF) putchar(c); return 0; }\n';

/** What the submission prints, what the answer is, and how that is judged; by the name of the test. */
const CASES: Record<string, [output: string, answer: string, verdict: Verdict]> = {
  'no newline at the end': ['1 2', '1 2\n', 'Accepted'],
  'no newline in the answer': ['1 2\n', '1 2', 'Accepted'],
  'carriage returns': ['a\r\nb\r\n', 'a\nb\n', 'Accepted'],
  'carriage returns in the answer': ['a\nb\n', 'a\r\nb\r\n', 'Accepted'],
  'nothing at all': ['', '', 'Accepted'],
  'nothing but space': [' \n\t\n', '', 'Accepted'],
  'nothing where something is due': ['', '1\n', 'Wrong Answer'],
  'something where nothing is due': ['1\n', '', 'Wrong Answer'],
  'minus zero as text': ['-0\n', '0\n', 'Wrong Answer'],
  'numbers/minus zero': ['-0\n', '0\n', 'Accepted'],
  'numbers/in another form': ['1e-1\n', '0.1\n', 'Accepted'],
  'numbers/not a number': ['nan\n', '0\n', 'Wrong Answer'],
  'numbers/not a number where none is due': ['NaN\n', 'nan\n', 'Accepted'],
  'numbers/infinity where a number is due': ['inf\n', '1\n', 'Wrong Answer'],
  'numbers/huge': [`1${'0'.repeat(400)}\n`, '1\n', 'Wrong Answer'],
  'numbers/word': ['one\n', '1\n', 'Wrong Answer'],
  'many digits': [`${'9'.repeat(5_000)}\n`, `${'9'.repeat(5_000)}\n`, 'Accepted'],
  'many digits but the last': [`${'9'.repeat(4_999)}8\n`, `${'9'.repeat(5_000)}\n`, 'Wrong Answer'],
  'byte-order mark': ['\xef\xbb\xbf1\n', '1\n', 'Wrong Answer'],
  'byte-order mark in both': ['\xef\xbb\xbf1\n', '\xef\xbb\xbf1\n', 'Accepted'],
  'NUL bytes': ['a\0b\n', 'a\0b\n', 'Accepted'],
  'other bytes after a NUL': ['a\0b\n', 'a\0c\n', 'Wrong Answer'],
  'bytes that are no text': ['\xff\xfe\x80\n', '\xff\xfe\x80\n', 'Accepted'],
  'a long line': [`${'x '.repeat(500_000)}\n`, `${'x\n'.repeat(500_000)}`, 'Accepted'],
  'groups/in/groups/01': ['1\n', '1\n', 'Accepted'],
  'groups/in/02': ['1\n', '2\n', 'Wrong Answer'],
};

it('judges what is unusual as the format says', async () => {
  const tests = Object.entries(CASES).flatMap(([name, [output, answer]]) => [
    [`data/secret/${name}.in`, output],
    [`data/secret/${name}.ans`, answer],
  ]);
  const root = await writePackage('unusual', {
    ...SETTINGS,
    'data/testdata.yaml': 'on_reject: continue\n',
    'data/secret/numbers/testdata.yaml': 'on_reject: continue\noutput_validator_flags: float_tolerance 1e-6\n',
    'submissions/wrong_answer/echo.c': ECHO,
    ...Object.fromEntries(tests),
  });
  const report = await verifyPackages([root], fixture);
  const [submission] = report.problems[0]?.submissions ?? [];
  const found = Object.fromEntries((submission?.tests ?? []).map(({ name, verdict }) => [name.replace('secret/', ''), verdict]));
  expect(found, renderReport(report)).toEqual(Object.fromEntries(Object.entries(CASES).map(([name, [, , verdict]]) => [name, verdict])));
});

it('judges a thousand tests', async () => {
  const files: Record<string, string> = { ...SETTINGS, 'submissions/accepted/echo.c': ECHO };
  for (let index = 0; index < 1_000; index += 1) {
    files[`data/secret/${String(index).padStart(4, '0')}.in`] = `${index}\n`;
    files[`data/secret/${String(index).padStart(4, '0')}.ans`] = `${index}\n`;
  }
  const report = await verifyPackages([await writePackage('thousand', files)], fixture);
  expect(report.problems[0]).toMatchObject({ ok: true, submissions: [{ actual: 'Accepted', testsRun: 1_000 }] });
}, 120_000);
