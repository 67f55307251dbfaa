import { afterEach, describe, expect, it } from 'vitest';
import { LEGACY, openChanged, refusal, removeFixtures } from '../package.fixture.ts';
import { measuredTimes } from './measured-times.ts';
import type { JurySubmission } from './submissions.ts';
import { unmetRequirements, type SubmissionResult } from './unmet-requirements.ts';

afterEach(removeFixtures);

const CRASH = ['Runtime Error', 'Memory Limit Exceeded', 'Output Limit Exceeded'];

async function submissionsOf(files: Record<string, string | null>): Promise<Record<string, JurySubmission>> {
  const { submissions } = await openChanged(files);
  return Object.fromEntries(submissions.map((submission) => [submission.path.replace('submissions/', ''), submission]));
}

async function expectedOf(files: Record<string, string | null>) {
  return Object.fromEntries(Object.entries(await submissionsOf(files)).map(([path, { expected }]) => [path, expected]));
}

describe('jury submissions', () => {
  it('are expected to get what their directory says', async () => {
    const directories = ['wrong_answer', 'time_limit_exceeded', 'run_time_error', 'rejected', 'brute_force', 'compile_error', 'mystery'];
    expect(await expectedOf(Object.fromEntries(directories.map((name) => [`submissions/${name}/a.c`, 'x'])))).toEqual({
      'accepted/sum.py': ['Accepted'],
      'wrong_answer/a.c': ['Wrong Answer'],
      'time_limit_exceeded/a.c': ['Time Limit Exceeded'],
      'run_time_error/a.c': CRASH,
      'rejected/a.c': ['Wrong Answer', 'Time Limit Exceeded', ...CRASH],
      'brute_force/a.c': ['Time Limit Exceeded', ...CRASH],
      'compile_error/a.c': ['Compilation Error'],
      'mystery/a.c': null,
    });
  });

  it('to a problem that asks for answers are answers, or programs that print them', async () => {
    const answers = 'problem_format_version: 2025-09\nname: Sum\nuuid: 5ca6ba5b-c43d-4a5c-8f3e-8a9c5d3c4a11\nlicense: cc0\ntype: submit-answer\n';
    const files = { 'submissions/accepted/typed/1.out': '4\n', 'submissions/accepted/typed/notes.txt': 'x', 'submissions/wrong_answer/five.ans': '5\n' };
    const found = await submissionsOf({ ...files, 'problem.yaml': answers });
    expect(Object.entries(found).map(([path, { languageHint }]) => [path, languageHint])).toEqual([
      ['accepted/sum.py', 'python'],
      ['accepted/typed', 'answer'],
      ['wrong_answer/five.ans', 'answer'],
    ]);
    expect(found['accepted/typed']?.files.map(({ path }) => path)).toEqual(['1.out', 'notes.txt']);
    expect(Object.keys(await submissionsOf(files))).toEqual(['accepted/sum.py']);
    expect(await refusal({ 'problem.yaml': answers, 'static_validator/look.py': 'exit(42)\n' })).toMatch(/static_validator: a problem of type submit-answer/);
  });

  it('of the old version are judged as a whole', async () => {
    const found = await submissionsOf({
      ...LEGACY,
      'submissions/partially_accepted/a.c': 'x',
      'submissions/time_limit_exceeded/b.c': 'x',
      'submissions/wrong_answer/c.c': 'x',
    });
    expect(found['partially_accepted/a.c']).toMatchObject({ expected: ['Partially Accepted'], requirements: [], timeLimit: null });
    expect(found['time_limit_exceeded/b.c']).toMatchObject({ expected: ['Time Limit Exceeded'], requirements: [], timeLimit: 'upper' });
    expect(found['wrong_answer/c.c']).toMatchObject({ timeLimit: null });
    expect(found['accepted/sum.py']).toMatchObject({ timeLimit: 'lower' });
  });

  it.each([
    ['range: 0 100\n', ['Partially Accepted']],
    ['range: 0 +inf\n', ['Accepted', 'Partially Accepted']],
  ])('that earn a part are so where there is a best score: %j', async (range, expected) => {
    const found = await expectedOf({ ...LEGACY, 'problem.yaml': 'type: scoring\n', 'data/testdata.yaml': range, 'submissions/partially_accepted/a.c': 'x' });
    expect(found).toMatchObject({ 'partially_accepted/a.c': expected, 'accepted/sum.py': ['Accepted', 'Partially Accepted'] });
  });

  it('are expected to get what their source says', async () => {
    const found = await submissionsOf({
      'submissions/mixed/a.cpp': '// @EXPECTED_RESULTS@: WRONG-ANSWER, TIMELIMIT\nint main() {}',
      'submissions/mixed/b.py': '# @EXPECTED_RESULTS@: run_time_error',
      'submissions/accepted/c.java': '/* @EXPECTED_RESULTS@: COMPILER-ERROR */',
      'submissions/mixed/d.py': '# @EXPECTED_RESULTS@: CHECK-MANUALLY\n# @EXPECTED_SCORE@: 40-60',
      'submissions/partially_accepted/e.py': '# @EXPECTED_SCORE@: 25.5',
    });
    expect(found).toMatchObject({
      'mixed/a.cpp': { expected: ['Wrong Answer', 'Time Limit Exceeded'], requirements: [] },
      'mixed/b.py': { expected: CRASH },
      'accepted/c.java': { expected: ['Compilation Error'] },
      'mixed/d.py': { expected: null, expectedScore: { least: 40, most: 60 } },
      'partially_accepted/e.py': { expectedScore: { least: 25.5, most: 25.5 } },
    });
  });

  it('with a result that nobody knows may get anything', async () => {
    const { submissions, warnings } = await openChanged({ 'submissions/mixed/a.c': '// @EXPECTED_RESULTS@: MAYBE' });
    expect(submissions.find(({ path }) => path.endsWith('a.c'))?.expected).toBeNull();
    expect(warnings).toEqual(['submissions/mixed/a.c: @EXPECTED_RESULTS@: "MAYBE" is not a known result; any verdict is taken']);
  });

  it('are expected to get what submissions.yaml says', async () => {
    const found = await expectedOf({
      'submissions/submissions.yaml':
        'time_limit_exceeded:\n  permitted: [AC, WA, TLE]\n"{mixed,odd}/a*.py": {permitted: [AC, WA]}\nmixed/ab.py: {required: [WA]}\nmixed/data: {language: python3}\n',
      'submissions/time_limit_exceeded/slow.c': 'x',
      'submissions/mixed/a.py': 'x',
      'submissions/mixed/ab.py': 'x',
      'submissions/mixed/data/main.txt': 'x',
      'submissions/mixed/b.py': 'x',
    });
    expect(found).toEqual({
      'accepted/sum.py': ['Accepted'],
      'time_limit_exceeded/slow.c': ['Wrong Answer', 'Time Limit Exceeded'],
      'mixed/a.py': ['Accepted', 'Wrong Answer'],
      'mixed/ab.py': ['Wrong Answer'],
      'mixed/b.py': null,
      'mixed/data': null,
    });
  });

  it('have requirements for some of the tests, scores, messages and their part in the time limit', async () => {
    const found = await submissionsOf({
      'submissions/submissions.yaml': `mixed/part.py:
  language: cppgmp
  entrypoint: Go
  authors: [Ada]
  model_solution: true
  score: [10, 20]
  sample: {permitted: [AC]}
  secret/*-hard: {permitted: [AC, TLE], required: TLE, message: too slow}
  secret/1: {score: 7, use_for_time_limit: false, permitted: [AC]}
accepted/*: {use_for_time_limit: false}
mixed/up.py: {use_for_time_limit: upper}
`,
      'submissions/mixed/part.py': 'x',
      'submissions/mixed/up.py': 'x',
      'submissions/brute_force/b.py': 'x',
    });
    const nothing = { permitted: null, required: null, score: null, message: null, timeLimit: null };
    expect(found['mixed/part.py']).toMatchObject({ languageHint: 'cpp', entryPoint: 'Go', expectedScore: { least: 10, most: 20 } });
    expect(found['mixed/part.py']?.requirements).toEqual([
      { ...nothing, tests: null, score: { least: 10, most: 20 } },
      { ...nothing, tests: 'sample', permitted: ['AC'], timeLimit: 'lower' },
      { ...nothing, tests: 'secret/*-hard', permitted: ['AC', 'TLE'], required: ['TLE'], message: 'too slow', timeLimit: 'upper' },
      { ...nothing, tests: 'secret/1', permitted: ['AC'], score: { least: 7, most: 7 } },
    ]);
    expect(found['accepted/sum.py']?.timeLimit).toBe('lower');
    expect(found['mixed/up.py']).toMatchObject({ timeLimit: 'upper', expected: null });
    expect(found['mixed/up.py']?.requirements).toEqual([{ ...nothing, tests: null, required: ['TLE'], timeLimit: 'upper' }]);
    expect(found['brute_force/b.py']?.timeLimit).toBeNull();
  });

  it('are told of expectations that can have no effect, or that nothing can meet', async () => {
    const { warnings } = await openChanged({
      'submissions/submissions.yaml': `accepted/gone.py: {permitted: [AC]}
accepted/*:
  secret/9: {permitted: [AC]}
  secret/1: {permited: [AC]}
accepted: {permitted: [AC]}
wrong_answer/*: {permitted: [TLE]}
rejected/*: {permitted: [AC]}
`,
      'submissions/wrong_answer/w.py': 'x',
      'submissions/rejected/r.py': 'x',
    });
    expect(warnings).toEqual([
      'submissions/submissions.yaml:4: "permited" is not a key of the format',
      'submissions/submissions.yaml:1: "accepted/gone.py" matches no submission',
      'submissions/submissions.yaml:3: "secret/9" matches no test and no group',
      'submissions/rejected/r.py: RTE or TLE or WA is required of it and not permitted',
      'submissions/wrong_answer/w.py: no verdict is permitted by all that is asked of it',
    ]);
  });

  it('may be directories of files, in one language', async () => {
    const { submissions, warnings } = await openChanged({
      'submissions/accepted/many/main.cpp': 'x',
      'submissions/accepted/many/sub/part.hpp': 'y',
      'submissions/accepted/many/old.c': 'y',
      'submissions/accepted/java/Main.java': 'x',
      'submissions/accepted/java/gen.py': 'x',
      'submissions/accepted/both/a.py': 'x',
      'submissions/accepted/both/b.c': 'x',
      'submissions/accepted/few/a.py': 'x',
      'submissions/accepted/few/b.py': 'x',
      'submissions/accepted/few/c.cpp': 'x',
      'submissions/accepted/README.md': 'x',
      'submissions/accepted/old.py': '#!/usr/bin/env python2\n',
      'submissions/accepted/script': '#!/usr/bin/env python3\n',
      'submissions/stray.py': 'x',
    });
    expect(
      submissions.map(({ path, languageHint, files }) => [path.replace('submissions/accepted/', ''), languageHint, files.map((file) => file.path)]),
    ).toEqual([
      ['both', 'c', ['a.py', 'b.c']],
      ['few', 'python', ['a.py', 'b.py', 'c.cpp']],
      ['java', 'java', ['Main.java', 'gen.py']],
      ['many', 'cpp', ['main.cpp', 'old.c', 'sub/part.hpp']],
      ['old.py', 'python2', ['old.py']],
      ['script', 'python', ['script']],
      ['sum.py', 'python', ['sum.py']],
    ]);
    expect(warnings).toEqual([
      'submissions/accepted/README.md: its language cannot be told from its file endings; left out',
      'submissions/stray.py: is not in a directory that says what is expected, and is left out',
    ]);
  });

  it('may be in an old encoding', async () => {
    const { submissions } = await openChanged({ 'submissions/accepted/sum.py': Buffer.from('# \xe9\n', 'latin1') as unknown as string });
    expect(submissions[0]?.files[0]?.text).toBe('# é\n');
  });

  it.each([
    [{ 'submissions/submissions.yaml': 'a.c:\n  permitted: [OK]\n' }, 'PackageError submissions/submissions.yaml:2: a.c.permitted.0:'],
    [{ 'submissions/submissions.yaml': 'a.c:\n  secret/1:\n    score: x\n' }, 'PackageError submissions/submissions.yaml:3: score:'],
    [{ 'submissions/submissions.yaml': '"**/a.c": {}\n' }, 'PackageError submissions/submissions.yaml:1: "**/a.c" uses a wildcard other than'],
  ])('are refused where they cannot be understood: %j', async (files, message) => {
    expect(await refusal(files)).toContain(message);
  });
});

describe('what a submission should have got', () => {
  const submission = (change: Partial<JurySubmission>): JurySubmission => ({
    path: 'a',
    languageHint: 'c',
    files: [],
    entryPoint: null,
    expected: null,
    requirements: [],
    expectedScore: null,
    timeLimit: null,
    ...change,
  });
  const requirement = { tests: null, permitted: null, required: null, score: null, message: null, timeLimit: null };
  const result = (change: Partial<SubmissionResult>): SubmissionResult => ({
    verdict: 'Wrong Answer',
    score: null,
    tests: [
      { name: 'sample/1', verdict: 'Accepted' },
      { name: 'secret/a/1', verdict: 'Time Limit Exceeded' },
      { name: 'secret/b/1-hard', verdict: 'Wrong Answer', message: 'expected 3, got 4' },
    ],
    groups: [{ name: 'secret/a', score: 12 }],
    ...change,
  });

  it('says what its times mean for the limit, in a language without a multiplier', () => {
    const tests = [
      { name: 'sample/1', timeMs: 30 },
      { name: 'secret/1', timeMs: 400 },
    ];
    expect(measuredTimes(submission({ timeLimit: 'lower' }), tests, 2)).toEqual([{ path: 'a', bound: 'lower', slowestMs: 200 }]);
    expect(measuredTimes(submission({}), tests, 1)).toEqual([]);
    const ofTests = [
      { ...requirement, tests: 'sample', timeLimit: 'lower' as const },
      { ...requirement, tests: 'secret', timeLimit: 'upper' as const },
      { ...requirement, tests: 'secret/x', timeLimit: 'upper' as const },
    ];
    expect(measuredTimes(submission({ requirements: ofTests }), tests, 1)).toEqual([
      { path: 'a', bound: 'lower', slowestMs: 30 },
      { path: 'a', bound: 'upper', slowestMs: 400 },
    ]);
  });

  it.each([
    ['its verdict', { expected: ['Wrong Answer'] as const }, {}, []],
    ['another verdict', { expected: ['Accepted', 'Time Limit Exceeded'] as const }, {}, ['got Wrong Answer, expected Accepted or Time Limit Exceeded']],
    ['nothing in particular', {}, {}, []],
    ['permitted verdicts', { requirements: [{ ...requirement, permitted: ['AC', 'WA', 'TLE'] as const }] }, {}, []],
    [
      'a forbidden verdict',
      { requirements: [{ ...requirement, permitted: ['AC', 'WA'] as const }] },
      {},
      ['secret/a/1 got Time Limit Exceeded, permitted AC, WA'],
    ],
    ['a missing verdict', { requirements: [{ ...requirement, required: ['RTE'] as const }] }, {}, ['no test got RTE']],
    ['verdicts of a group', { requirements: [{ ...requirement, tests: 'secret/a', required: ['TLE'] as const }] }, {}, []],
    [
      'verdicts by a pattern',
      { requirements: [{ ...requirement, tests: 'secret/*/*-hard', permitted: ['AC'] as const }] },
      {},
      ['secret/b/1-hard got Wrong Answer, permitted AC'],
    ],
    ['a message', { requirements: [{ ...requirement, message: 'got 4' }] }, {}, []],
    ['another message', { requirements: [{ ...requirement, tests: 'sample', message: 'got 4' }] }, {}, ['sample: no message contains "got 4"']],
    ['a group’s score', { requirements: [{ ...requirement, tests: 'secret/a', score: { least: 10, most: 12 } }] }, {}, []],
    [
      'another score of a group',
      { requirements: [{ ...requirement, tests: 'secret/a', score: { least: 1, most: 1 } }] },
      {},
      ['secret/a: score is 12, expected 1'],
    ],
    [
      'scores of groups by a pattern',
      { requirements: [{ ...requirement, tests: 'secret/{a,b}', score: { least: 12, most: 20 } }] },
      {
        groups: [
          { name: 'secret', score: 7 },
          { name: 'secret/a', score: 12 },
          { name: 'secret/b', score: 7 },
          { name: 'secret/c', score: 7 },
        ],
      },
      ['secret/b: score is 7, expected 12 to 20'],
    ],
    ['a score', { expectedScore: { least: 1, most: 2 } }, { score: 1.5 }, []],
    ['another score', { expectedScore: { least: 1, most: 2 } }, { score: 3 }, ['score is 3, expected 1 to 2']],
    [
      'no tests at all',
      { expected: ['Accepted'] as const, requirements: [{ ...requirement, permitted: ['AC'] as const }] },
      { verdict: 'Compilation Error' as const, tests: [] },
      ['got Compilation Error, expected Accepted'],
    ],
  ])('%s', (_, change, got, unmet) => {
    expect(unmetRequirements(submission(change), result(got))).toEqual(unmet);
  });
});
