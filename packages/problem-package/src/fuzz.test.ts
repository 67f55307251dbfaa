import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, it } from 'vitest';
import { LEGACY, MINIMAL, removeFixtures, temporaryDirectory, writePackage, writeZip } from './package.fixture.ts';
import { PackageError } from './package-error.ts';
import { openPackage } from './problem-package.ts';

afterEach(removeFixtures);

/** Whatever a package holds, it is read or refused with a message; nothing else may come out of the importer. */
async function readOrRefused(path: string): Promise<void> {
  try {
    await (await openPackage(path)).close();
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
  }
}

const RUNS = { numRuns: 60 };

const yamlValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, -1, 1.5, '', 'custom interactive', 'scoring', 'inf', '0 100', 'AC', 'first_error'),
    fc.string(),
    fc.double(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const settings = (keys: string[]) => fc.dictionary(fc.constantFrom(...keys), yamlValue, { maxKeys: 6 });
const PROBLEM_KEYS = 'name type validation validator_flags limits keywords languages constants license uuid grading credits problem_format_version'.split(' ');
const GROUP_KEYS =
  'on_reject grading grader_flags accept_score range max_score score_aggregation require_pass args output_validator_args input_validator_flags static_validation_score scoring full_feedback'.split(
    ' ',
  );
const version = fc.constantFrom('legacy', 'legacy-icpc', '2023-07', '2025-09');

describe('the importer, given anything,', () => {
  it('reads or refuses settings', async () => {
    await fc.assert(
      fc.asyncProperty(version, settings(PROBLEM_KEYS), settings(GROUP_KEYS), fc.boolean(), async (format, problem, group, old) => {
        const files = {
          ...(old ? LEGACY : {}),
          'problem.yaml': JSON.stringify({ name: 'x', ...problem, problem_format_version: format }),
          'data/secret/test_group.yaml': JSON.stringify(group),
          'data/secret/testdata.yaml': JSON.stringify(group),
          'submissions/submissions.yaml': JSON.stringify({ 'accepted/*': { ...problem, secret: group } }),
        };
        await readOrRefused(await writePackage(files));
      }),
      RUNS,
    );
  });

  it('reads or refuses bytes in the place of any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(MINIMAL)), fc.uint8Array({ maxLength: 300 }), async (path, bytes) => {
        await readOrRefused(await writePackage({ [path]: bytes }));
      }),
      RUNS,
    );
  });

  const latex = fc.array(
    fc.oneof(
      fc.constantFrom(
        '\\begin{itemize}',
        '\\end{itemize}',
        '\\item',
        '{',
        '}',
        '$',
        '$$',
        '\\[',
        '\\]',
        '&',
        '\\\\',
        '%',
        '\n\n',
        '\\newcommand{\\x}[1]{',
        '#1',
        '\\x',
        '\\verb|',
      ),
      fc.constantFrom(
        '\\begin{tabular}{',
        '\\end{tabular}',
        '\\footnote{',
        '\\includegraphics[',
        ']{',
        '\\href{',
        '\\if',
        '\\else',
        '\\fi',
        '\\begin{verbatim}',
        '\\ref{a}',
        '`',
        "'",
        '<b>',
        '|',
      ),
      fc.constantFrom(
        '\\begin{',
        '\\end{',
        'figure}',
        'tabular}',
        'Input}',
        'align}',
        '\\caption{',
        '\\def\\y',
        '\\y',
        '[',
        ']',
        '\\verb',
        '\\',
        '\\hline',
        '\\multicolumn{2}',
        '\\bf',
        '\\illustration',
        '\\vskip',
      ),
      fc.string(),
    ),
    { maxLength: 40 },
  );

  it('translates statements', async () => {
    await fc.assert(
      fc.asyncProperty(latex, fc.constantFrom('tex', 'md', 'html', 'txt'), async (parts, kind) => {
        await readOrRefused(await writePackage({ 'statement/problem.en.md': null, [`statement/problem.en.${kind}`]: parts.join('') }));
      }),
      { numRuns: 150 },
    );
  });

  const xml = fc.array(
    fc.oneof(
      fc.constantFrom(
        '<problem>',
        '</problem>',
        '<judging>',
        '</judging>',
        '<testset name="tests">',
        '<time-limit>1</time-limit>',
        '<memory-limit>1000000</memory-limit>',
        '<tests>',
        '<test/>',
        '</tests>',
        '</testset>',
      ),
      fc.constantFrom(
        '<assets>',
        '<checker name="std::wcmp.cpp"/>',
        '<solution tag="main">',
        '<source path="../x"/>',
        '<names>',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '&b;',
        '<',
      ),
      fc.string(),
    ),
    { maxLength: 15 },
  );

  it('reads or refuses packages of Polygon', async () => {
    await fc.assert(
      fc.asyncProperty(xml, async (parts) => {
        await readOrRefused(await writePackage({ 'problem.yaml': null, 'problem.xml': parts.join(''), 'tests/01': 'x', 'tests/01.a': 'x' }));
      }),
      RUNS,
    );
  });

  it('reads or refuses archives', async () => {
    const entry = fc.record({
      name: fc.oneof(fc.string(), fc.constantFrom('../x', '/x', 'a/../../b', 'problem.yaml', 'data/secret/1.in', 'problem.xml')),
      content: fc.uint8Array({ maxLength: 50 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 5 }), async (entries) => {
        await readOrRefused(await writeZip(entries));
      }),
      RUNS,
    );
  });

  it('refuses what is no archive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const path = join(await temporaryDirectory(), 'x.zip');
        await writeFile(path, bytes);
        await readOrRefused(path);
      }),
      RUNS,
    );
  });
});
