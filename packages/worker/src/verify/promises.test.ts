import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scaffoldPackage, type PackageKind } from '@codearena/problem-package';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJudging, type JudgingFixture } from '../judging/judging.fixture.ts';
import type { ProblemReport } from './report.ts';
import { renderReport } from './table.ts';
import { verifyPackages } from './verify.ts';

let fixture: JudgingFixture;
let directory: string;
beforeAll(async () => {
  fixture = await startJudging();
  directory = await mkdtemp(join(tmpdir(), 'codearena-promises-'));
});
afterAll(async () => {
  await fixture.stop();
  await rm(directory, { recursive: true });
});

type Verified = Extract<ProblemReport, { kind: 'verified' }>;

async function verify(name: string, kind: PackageKind, files: Record<string, string>): Promise<Verified & { text: string }> {
  const root = await scaffoldPackage(directory, name, kind);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  const report = await verifyPackages([root], fixture);
  const [problem] = report.problems;
  if (problem?.kind !== 'verified') throw new Error(JSON.stringify(problem));
  return { ...problem, text: renderReport(report) };
}

const busy = (seconds: number) => `import time\ninput()\nwhile time.process_time() < ${seconds}: pass\nprint(sum(map(int, input().split())))\n`;
const limits = (text: string) => `problem_format_version: 2025-09\nname: Times\nlimits: ${text}\n`;
const ofPath = ({ submissions }: Verified, path: string) => submissions.find((submission) => submission.path.endsWith(path));

describe('a package without a time limit', () => {
  it('gets one from the submissions that must be fast enough, by the margins of the format', async () => {
    // Python's limit is four times as long as the problem's, so that 0.4 s count as 0.1 s.
    const report = await verify('inferred', 'pass-fail', {
      'problem.yaml': limits('{time_resolution: 0.1, time_multipliers: {ac_to_time_limit: 2, time_limit_to_tle: 1.1}}'),
      'submissions/accepted/slow.py': busy(0.4),
      'submissions/time_limit_exceeded/slower.py': busy(3),
      'submissions/wrong_answer/zero.py': 'print(0)\n',
    });
    expect(report).toMatchObject({ ok: true, timeLimitInferred: true });
    expect(report.timeLimitMs).toBeGreaterThanOrEqual(200);
    expect(report.timeLimitMs).toBeLessThanOrEqual(400);
    expect(ofPath(report, 'slower.py')).toMatchObject({ actual: 'Time Limit Exceeded', limitMs: report.timeLimitMs * 4 });
    expect(report.text).toContain('by the times of its submissions');
  });

  it('says when no limit keeps the margins', async () => {
    const report = await verify('misfit', 'pass-fail', {
      'problem.yaml': limits('{time_resolution: 0.1}'),
      'submissions/accepted/slow.py': busy(0.4),
      'submissions/time_limit_exceeded/hardly.py': busy(0.5),
    });
    expect(report.warnings.join('\n')).toMatch(/time limit: submissions\/time_limit_exceeded\/hardly.py takes \d+.* ms, less than 1.5 times the limit/);
    expect(ofPath(report, 'hardly.py')?.result).toBe('surprise');
  });
});

describe('what a package asks of its submissions', () => {
  it('is compared test by test, group by group, with scores and messages', async () => {
    const report = await verify('asked', 'scoring', {
      'submissions/submissions.yaml': `half/overflow.cpp: {score: 31, secret/1-small: {permitted: [WA]}, secret/2-large: {required: [TLE], score: 0}}
accepted/sum.py: {secret: {required: [AC], message: nothing says this}}
`,
    });
    expect(ofPath(report, 'overflow.cpp')).toMatchObject({
      result: 'surprise',
      actual: 'Partially Accepted',
      unmet: ['secret/1-small/01 got Accepted, permitted WA', 'secret/2-large: no test got TLE', 'score is 30, expected 31'],
    });
    expect(ofPath(report, 'sum.py')?.unmet).toEqual(['secret: no message contains "nothing says this"']);
    expect(report.text).toContain('secret/2-large: no test got TLE');
  });
});

describe('the package’s own validators', () => {
  it('are run by their scripts, in their directory', async () => {
    const report = await verify('scripts', 'pass-fail', {
      'input_validators/own/build': '#!/bin/sh\necho "#!/bin/sh" > run\necho "exit \\$(cat code)" >> run\nchmod +x run\n',
      'input_validators/own/code': '42\n',
    });
    expect(report.inputs.find(({ validator }) => validator === 'input_validators/own')).toMatchObject({ result: 'expected', checked: 3 });
  });

  it('must reject the inputs and outputs that are there to be rejected', async () => {
    const report = await verify('tested', 'custom-validator', {
      'data/invalid_input/zero.in': '0\n',
      'data/invalid_input/fine.in': '7\n',
      'data/invalid_output/fine.in': '5\n',
      'data/invalid_output/fine.ans': '2 3\n',
      'data/invalid_output/fine.out': '1 4\n',
      'data/valid_output/wrong.in': '5\n',
      'data/valid_output/wrong.ans': '2 3\n',
      'data/valid_output/wrong.out': '1 1\n',
      'data/secret/03.in': '9\n',
      'data/secret/03.ans': 'any two numbers\n',
    });
    expect(report.ok).toBe(false);
    expect(Object.fromEntries(report.outputs.map(({ name, result }) => [name, result]))).toEqual({
      'invalid_input/fine': 'surprise',
      'invalid_input/zero': 'expected',
      'sample/1': 'expected',
      'secret/01-least': 'expected',
      'secret/02-most': 'expected',
      'secret/03': 'doubtful',
      'invalid_output/fine': 'surprise',
      'invalid_output/zero': 'expected',
      'valid_output/wrong': 'surprise',
    });
    expect(report.text).toContain('✗  data/invalid_output/fine: is accepted, but must not be');
    expect(report.text).toContain('?  data/secret/03: is not accepted');
  });
});

describe('the package’s answer validators', () => {
  const validator =
    "import sys\nn = int(open(sys.argv[1]).readline())\nanswer = sys.stdin.read()\nsys.exit(42 if answer.strip().lstrip('-').isdigit() else 43)\n";

  it('are run on every answer, and must reject those that are there to be rejected', async () => {
    const report = await verify('answers', 'pass-fail', {
      'answer_validators/digits.py': validator,
      'data/secret/03-word.in': '1\n5\n',
      'data/secret/03-word.ans': 'five\n',
      'data/invalid_answers/word.in': '1\n5\n',
      'data/invalid_answers/word.ans': 'five\n',
      'data/invalid_answers/fine.in': '1\n5\n',
      'data/invalid_answers/fine.ans': '5\n',
    });
    expect(report.answers).toMatchObject([
      {
        validator: 'answer_validators/digits.py',
        result: 'surprise',
        checked: 4,
        rejected: [{ test: 'secret/03-word' }],
        invalidAccepted: ['invalid_answers/fine'],
        junkAccepted: [],
      },
    ]);
    expect(report.outputs).toMatchObject([
      { name: 'invalid_answers/fine', result: 'surprise' },
      { name: 'invalid_answers/word', result: 'expected' },
    ]);
    expect(report.text).toContain('✗  data/invalid_answers/fine: is accepted by every answer validator, but must not be');
  });
});

describe('data for testing the validators', () => {
  it('have inputs that are valid, and arguments of their own', async () => {
    const data = { 'fine.in': '1\n5\n', 'fine.ans': '5\n', 'fine.out': '5.1\n' };
    const report = await verify('own-arguments', 'pass-fail', {
      ...Object.fromEntries(
        Object.entries(data).flatMap(([name, text]) => ['valid_output', 'invalid_output'].map((folder) => [`data/${folder}/${name}`, text])),
      ),
      'data/valid_output/test_group.yaml': 'output_validator_args: [float_tolerance, "0.5"]\n',
      'data/valid_output/bad.in': '1\nfive\n',
      'data/valid_output/bad.ans': '5\n',
      'data/valid_output/bad.out': '5\n',
      'data/sample/1.out': '11\n',
    });
    expect(report.inputs[0]).toMatchObject({ result: 'surprise', rejected: [{ test: 'valid_output/bad' }] });
    expect(Object.fromEntries(report.outputs.map(({ name, result }) => [name, result]))).toEqual({
      'valid_output/bad': 'expected',
      'valid_output/fine': 'expected',
      'invalid_output/fine': 'expected',
      'sample/1.out': 'surprise',
    });
  });
});

describe('what no validator should take', () => {
  it('is found where every input validator takes it', async () => {
    const report = await verify('lenient', 'pass-fail', {
      'input_validators/validate.py': 'import sys\nwords = sys.stdin.read().split()\nsys.exit(42 if len(words) == int(words[0]) + 1 else 43)\n',
      'input_validators/tidy.py': "import sys\nsys.exit(42 if '  ' not in sys.stdin.read() else 43)\n",
    });
    const problem = 'none of them rejects a space at the beginning of lines, empty lines, zeros before integers';
    expect(report.findings).toEqual([{ severity: 'warning', file: 'input_validators', problem }]);
    expect(report.ok).toBe(true);
  });

  it('is found where the output validator takes it, or crashes on it', async () => {
    const report = await verify('careless', 'custom-validator', {
      'output_validator/validate.py': "import sys\ntext = sys.stdin.read()\nassert text != '1/0'\nsys.exit(42)\n",
      'submissions/wrong_answer/zero.py': 'print(0)\n',
    });
    const problems = report.findings.filter(({ file }) => file === 'output validator').map(({ severity, problem }) => [severity, problem]);
    expect(problems.slice(0, 2)).toEqual([
      ['warning', 'an empty file is accepted as an output of every test'],
      ['warning', 'random bytes is accepted as an output of every test'],
    ]);
    expect(problems.at(-1)).toEqual(['error', expect.stringMatching(/^given "1\/0" as an output, output_validator.*ended with exit code 1/s)]);
  });
});

it('input validators may be Checktestdata scripts', async () => {
  const report = await verify('grammar', 'pass-fail', {
    'input_validators/grammar.ctd': 'INT(1,1000,n) NEWLINE REP(n,SPACE) INT(-10^18,10^18) END NEWLINE\n',
    'input_validators/narrow.ctd': 'INT(1,1000,n) NEWLINE REP(n,SPACE) INT(0,3) END NEWLINE\n',
  });
  expect(report.inputs).toMatchObject([
    { validator: 'input_validators/grammar.ctd', result: 'expected', checked: 3 },
    { validator: 'input_validators/narrow.ctd', result: 'surprise' },
    { validator: 'input_validators/validate.py', result: 'expected' },
  ]);
  expect(report.inputs[1]?.rejected[0]?.message).toMatch(/^exit code 43: line 2, character \d+: does not match INT: \d+ is out of range$/);
});

it('findings of the package are told', async () => {
  const report = await verify('found', 'pass-fail', { 'data/secret/03.in': '1\n0\n', 'data/secret/03.ans': '0\n' });
  expect(report).toMatchObject({
    ok: true,
    findings: [{ severity: 'warning', file: 'data/secret/03.in', problem: 'has the same content as data/secret/01-one-number.in' }],
  });
  expect(report.text).toContain('warning: data/secret/03.in: has the same content');
});

describe('limits of this installation', () => {
  const greedy = (megabytes: number) => `input()\nheld = bytearray(${megabytes} * 1000000)\nprint(sum(map(int, input().split())))\n`;

  it('below those of the package are told, but do not make a submission surprising', async () => {
    const report = await verify('generous', 'pass-fail', {
      'problem.yaml': limits('{time_limit: 0.3}'),
      'submissions/accepted/greedy.py': greedy(400),
      'submissions/time_limit_exceeded/slow.py': busy(0.6),
    });
    expect(report.ok, report.text).toBe(true);
    expect(ofPath(report, 'greedy.py')).toMatchObject({
      actual: 'Accepted',
      deviation: "under the 256 MB of this installation (MAX_MEMORY_MB) instead of the package's 2048 MB: Memory Limit Exceeded",
    });
    expect(ofPath(report, 'slow.py')).toMatchObject({
      actual: 'Time Limit Exceeded',
      limitMs: 300,
      deviation: "with the 1.2 s that Python gets instead of the package's 0.3 s: Accepted",
    });
    expect(report.text).toContain('warning: submissions/accepted/greedy.py: under the 256 MB');
  });

  it('do not take from a slower language what it would get', async () => {
    const root = await scaffoldPackage(directory, 'capped', 'pass-fail');
    await writeFile(join(root, 'problem.yaml'), limits('{time_limit: 0.4}'));
    await writeFile(join(root, 'submissions/accepted/busy.py'), busy(0.8));
    const report = await verifyPackages([root], { ...fixture, installation: { ...fixture.installation, timeMs: 500 } });
    expect(report.ok, renderReport(report)).toBe(true);
    expect(renderReport(report)).toContain('busy.py: under the 0.5 s of this installation (MAX_TIME_LIMIT_SECONDS) instead of the 1.6 s that Python would get');
  });

  it('are what counts where the package asks for no more', async () => {
    const report = await verify('modest', 'pass-fail', {
      'problem.yaml': limits('{time_limit: 1, memory: 256}'),
      'submissions/accepted/greedy.py': greedy(400),
    });
    expect(ofPath(report, 'greedy.py')).toMatchObject({ result: 'surprise', actual: 'Memory Limit Exceeded', deviation: null });
  });
});
