import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scaffoldPackage } from '@codearena/problem-package';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJudging, type JudgingFixture } from '../judging/judging.fixture.ts';
import type { ProblemReport, SubmissionReport } from './report.ts';
import { renderHtml } from './html/page.ts';
import { renderReport } from './table.ts';
import { verifyPackages } from './verify.ts';

let fixture: JudgingFixture;
let directory: string;
beforeAll(async () => {
  fixture = await startJudging();
  directory = await mkdtemp(join(tmpdir(), 'codearena-verify-'));
});
afterAll(async () => {
  await fixture.stop();
  await rm(directory, { recursive: true });
});

/** The scaffold's package with more files in it. */
async function packageWith(name: string, files: Record<string, string>): Promise<string> {
  const root = await scaffoldPackage(directory, name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

function verified(report: ProblemReport | undefined): Extract<ProblemReport, { kind: 'verified' }> {
  if (report?.kind !== 'verified') throw new Error('not verified');
  return report;
}

function findings(submissions: readonly SubmissionReport[]) {
  return Object.fromEntries(submissions.map(({ path, actual, result, failedTest }) => [path.replace('submissions/', ''), [result, actual, failedTest]]));
}

const busy = (seconds: number) => `import time\ninput()\nwhile time.process_time() < ${seconds}: pass\nprint(sum(map(int, input().split())))\n`;

describe('verifying a package', () => {
  it('finds everything as expected in the scaffold', async () => {
    const steps: string[] = [];
    const root = await packageWith('as-expected', {});
    const report = await verifyPackages([root], { ...fixture, onProgress: ({ done, total, step }) => steps.push(`${done}/${total} ${step}`) });
    expect(report).toMatchObject({ ok: true, totals: { problems: 1, expected: 3, surprises: 0, skipped: 0, invalidInputs: 0, unreadable: 0 } });
    const problem = verified(report.problems[0]);
    expect(findings(problem.submissions)).toEqual({
      'accepted/sum.cpp': ['expected', 'Accepted', null],
      'accepted/sum.py': ['expected', 'Accepted', null],
      'wrong_answer/overflow.cpp': ['expected', 'Wrong Answer', 'secret/02-past-32-bits'],
    });
    expect(problem.inputs).toEqual([
      { validator: 'input_validators/validate.py', result: 'expected', reason: null, checked: 3, rejected: [], invalidAccepted: [], junkAccepted: [] },
    ]);
    expect(problem.timing.slowestAccepted?.ratio).toBeGreaterThan(0);
    expect(steps.at(-1)).toMatch(/^5\/5 as-expected: /);
    expect(renderReport(report)).toMatch(/✓ 1 problems, 3 submissions as expected, 0 surprises\n$/);
  });

  it('tells of surprises, of what it cannot judge, and of invalid inputs', async () => {
    const root = await packageWith('surprising', {
      'submissions/accepted/wrong.py': 'print(0)\n',
      'submissions/accepted/broken.cpp': 'int main() { return nothing; }\n',
      'submissions/wrong_answer/right.py': 'input()\nprint(sum(map(int, input().split())))\n',
      'submissions/run_time_error/crash.py': 'raise SystemExit(1)\n',
      'submissions/run_time_error/memory.py': 'x = []\nwhile True: x.append(bytearray(1000000))\n',
      'submissions/accepted/sum.ml': 'let () = ()\n',
      'data/secret/03-bad.in': '1\n01\n',
      'data/secret/03-bad.ans': '1\n',
      'input_validators/strange.py': 'exit(0)\n',
      'input_validators/broken.cpp': 'int main() { return nothing; }\n',
    });
    const report = await verifyPackages([root], fixture);
    expect(report).toMatchObject({ ok: false, totals: { surprises: 3, skipped: 1 } });
    const problem = verified(report.problems[0]);
    expect(findings(problem.submissions)).toMatchObject({
      'accepted/wrong.py': ['surprise', 'Wrong Answer', 'sample/1'],
      'accepted/broken.cpp': ['surprise', 'Compilation Error', null],
      'wrong_answer/right.py': ['surprise', 'Accepted', null],
      'run_time_error/crash.py': ['expected', 'Runtime Error', 'sample/1'],
      'run_time_error/memory.py': ['expected', 'Memory Limit Exceeded', 'sample/1'],
      'accepted/sum.ml': ['skipped', null, null],
    });
    expect(problem.inputs.map(({ validator, result, rejected }) => [validator, result, rejected.length])).toEqual([
      ['input_validators/broken.cpp', 'surprise', 0],
      ['input_validators/strange.py', 'surprise', 4],
      ['input_validators/validate.py', 'surprise', 1],
    ]);
    expect(problem.inputs[2]?.rejected[0]).toMatchObject({ test: 'secret/03-bad' });
    expect(problem.inputs[2]?.rejected[0]?.message).toMatch(/^exit code 1: Traceback/);
    const text = renderReport(report);
    expect(text).toContain('sample/1: line 1, token 1: expected 10, got 0');
    expect(text).toContain('ocaml is not installed here');
    const page = renderHtml(report);
    expect(page).toContain('title="sample/1: Wrong Answer, 0.');
    expect(page).toContain('sample/1: line 1, token 1: expected 10, got 0');
    expect(page).toContain('<code>data/secret/03-bad</code>');
    expect(page).not.toMatch(/https?:|<script|src=/);
  });

  it('runs what must be too slow beyond the limit, to say how far it is from it', async () => {
    const root = await packageWith('timing', {
      'submissions/time_limit_exceeded/endless.py': 'while True: pass\n',
      'submissions/time_limit_exceeded/close.py': busy(0.5),
      'submissions/time_limit_exceeded/quick.py': busy(0),
    });
    await writeFile(join(root, 'problem.yaml'), 'problem_format_version: 2025-09\nname: Timing\nlimits: {time_limit: 0.1}\n');
    const problem = verified((await verifyPackages([root], fixture)).problems[0]);
    expect(findings(problem.submissions)).toMatchObject({
      'time_limit_exceeded/endless.py': ['expected', 'Time Limit Exceeded', 'sample/1'],
      'time_limit_exceeded/close.py': ['expected', 'Time Limit Exceeded', 'sample/1'],
      'time_limit_exceeded/quick.py': ['surprise', 'Accepted', null],
    });
    expect(problem.timing.fastestTimeLimit?.path).toBe('submissions/time_limit_exceeded/close.py');
    expect(problem.timing.fastestTimeLimit?.ratio).toBeLessThan(1.5);
    expect(problem.warnings).toContain('submissions/time_limit_exceeded/close.py: is too slow, but ends within 1.5 times its time limit');
  });

  it('makes a page in which nothing of a package is markup', async () => {
    const root = await packageWith('markup', {
      'problem.yaml': 'problem_format_version: 2025-09\nname: <b>Sum & "more"</b>\nlimits: {time_limit: 1}\n',
      'submissions/wrong_answer/lies.py': 'import sys\nprint("<i>")\n',
    });
    const page = renderHtml(await verifyPackages([root], fixture));
    expect(page).toContain('<title>&lt;b&gt;Sum &amp; &quot;more&quot;&lt;/b&gt;: verification</title>');
    expect(page).not.toMatch(/<[bi]>/);
    expect(page).toContain('of its limit</span>');
  });

  it('tells why a package cannot be read, and goes on with the others', async () => {
    const broken = await packageWith('broken', { 'problem.yaml': 'name: [\n' });
    const fine = await packageWith('fine', {});
    const report = await verifyPackages([broken, fine], fixture);
    expect(report).toMatchObject({ ok: false, totals: { problems: 2, expected: 3, unreadable: 1 } });
    expect(report.problems[0]).toMatchObject({ kind: 'unreadable', file: 'problem.yaml', submissions: [] });
    expect(report.problems[1]).toMatchObject({ kind: 'verified', ok: true });
  });
});
