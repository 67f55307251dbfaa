import type { CustomValidator, ProblemDefinition, Program, SubmissionOutcome, TestCase } from '@codearena/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startJudging, submissionWork, type JudgingFixture, type ProblemOptions } from '../judging/judging.fixture.ts';

let fixture: JudgingFixture;
beforeAll(async () => {
  fixture = await startJudging();
});
afterAll(() => fixture.stop());

const NOBODY = { compiling() {}, running() {}, tested() {} };
const GENERIC = 'a program of this problem failed; whoever runs this judge can see why';

async function judge(problem: ProblemDefinition, code: string, language = 'python'): Promise<SubmissionOutcome> {
  const outcome = await fixture.judge.judge(submissionWork(language, code, problem), NOBODY);
  if (outcome.kind !== 'submission') throw new Error('not a submission');
  return outcome;
}

function custom(programs: Program[], changes: Partial<CustomValidator> = {}): CustomValidator {
  return { kind: 'custom', protocol: 'icpc', programs, arguments: [], interactor: null, ...changes };
}

type Change = { options?: ProblemOptions; validator?: Partial<CustomValidator>; tests?: [string, string][]; test?: Partial<TestCase> };

async function problemWith(
  program: Program,
  { options = {}, validator = {}, tests = [['5\n', 'answer\n']], test = {} }: Change = {},
): Promise<ProblemDefinition> {
  const problem = await fixture.problem(tests, { ...options, validator: custom([program], validator) });
  return { ...problem, tests: problem.tests.map((each) => ({ ...each, ...test })) };
}

/** A validator in Python, whose body sees `args` (input, answer, feedback, more), `output` and `say(file, text)`. */
const python = (body: string) =>
  fixture.program('python', {
    'validate.py': `import sys\nargs = sys.argv[1:]\noutput = sys.stdin.read()\ndef say(name, text):\n  with open(args[2] + name, "a") as f: f.write(text)\n${body}\n`,
  });

const ECHO = 'print(input())';

describe('a custom output validator', () => {
  it('gets input, answer, feedback directory and flags as arguments and the output on stdin', async () => {
    const program = await python(
      'ok = open(args[0]).read() == "5\\n" and open(args[1]).read() == "answer\\n" and args[2].endswith("/") and args[3:] == ["max", "7"] and output == "5\\n"\nsys.exit(42 if ok else 43)',
    );
    const problem = await problemWith(program, { validator: { arguments: ['max', '7'] } });
    expect(await judge(problem, ECHO)).toMatchObject({ verdict: 'Accepted', complaints: [], judgeMessages: [] });
    expect((await judge(problem, 'print(6)')).verdict).toBe('Wrong Answer');
  });

  it('gets a test’s own flags in place of the problem’s', async () => {
    const program = await python('sys.exit(42 if args[3:] == ["own"] else 43)');
    expect((await judge(await problemWith(program, { validator: { arguments: ['common'] }, test: { validatorArguments: ['own'] } }), ECHO)).verdict).toBe(
      'Accepted',
    );
  });

  it('tells the jury and the team different things', async () => {
    const program = await python('say("judgemessage.txt", "expected 7")\nsay("teammessage.txt", "look again")\nsys.exit(43)');
    const outcome = await judge(await problemWith(program), ECHO);
    expect(outcome).toMatchObject({ verdict: 'Wrong Answer', judgeMessages: [{ index: 1, text: 'expected 7' }] });
    expect(outcome.testResults[0]?.message).toBe('look again');
    expect(JSON.stringify(outcome.testResults)).not.toContain('expected 7');
  });

  it('finds nothing that it wrote for another test', async () => {
    const program = await python('import os\nleft = os.listdir(args[2])\nsay("mine", "x")\nsys.exit(43 if left else 42)');
    const tests: [string, string][] = [
      ['1\n', ''],
      ['2\n', ''],
      ['3\n', ''],
    ];
    expect((await judge(await problemWith(program, { tests }), ECHO)).verdict).toBe('Accepted');
  });

  it.each([
    [
      'C',
      'c',
      'validate.c',
      '#include <stdio.h>\nint main(int n, char **a) { int x, y; return n >= 4 && scanf("%d", &x) == 1 && fscanf(fopen(a[1], "r"), "%d", &y) == 1 && x == y ? 42 : 43; }\n',
    ],
    [
      'C++',
      'cpp',
      'validate.cc',
      '#include <fstream>\n#include <iostream>\nint main(int, char **a) { int x, y; std::ifstream in(a[1]); return std::cin >> x && in >> y && x == y ? 42 : 43; }\n',
    ],
  ])('may be written in %s', async (_name, language, file, source) => {
    const problem = await problemWith(await fixture.program(language, { [file]: source }));
    expect((await judge(problem, ECHO)).verdict).toBe('Accepted');
    expect((await judge(problem, 'print(6)')).verdict).toBe('Wrong Answer');
  });

  it('may have several files, headers among them', async () => {
    const program = await fixture.program('cpp', {
      'main.cpp': '#include "limits/rules.h"\n#include <iostream>\nint main() { int x; return std::cin >> x && allowed(x) ? 42 : 43; }\n',
      'rules.cpp': '#include "limits/rules.h"\nbool allowed(int x) { return x == RIGHT; }\n',
      'limits/rules.h': '#define RIGHT 5\nbool allowed(int);\n',
    });
    expect((await judge(await problemWith(program), ECHO)).verdict).toBe('Accepted');
  });

  it('is made and started by its build and run scripts', async () => {
    const program = await fixture.program(null, {
      build: '#!/bin/sh\nset -e\ncc -o check check.c\nprintf \'#!/bin/sh\\nexec "$(dirname "$0")/check" "$@"\\n\' > run\nchmod +x run\n',
      'check.c': '#include <stdio.h>\nint main(int n, char **a) { int x; return n == 5 && scanf("%d", &x) == 1 && x == 5 ? 42 : 43; }\n',
    });
    const problem = await problemWith(program, { validator: { arguments: ['flag'] } });
    expect(await judge(problem, ECHO)).toMatchObject({ verdict: 'Accepted', complaints: [] });
    expect((await judge(problem, 'print(6)')).verdict).toBe('Wrong Answer');
  });

  it('may be a run script alone', async () => {
    const program = await fixture.program(null, { run: '#!/usr/bin/env python3\nimport sys\nsys.exit(42 if sys.stdin.read() == "5\\n" else 43)\n' });
    expect((await judge(await problemWith(program), ECHO)).verdict).toBe('Accepted');
  });

  it('is one of several, of which each has to accept', async () => {
    const [even, small] = [await python('sys.exit(42 if int(output) % 2 == 0 else 43)'), await python('sys.exit(42 if int(output) < 10 else 43)')];
    const problem = await fixture.problem([['', '']], { validator: custom([even, small]) });
    const verdicts = [];
    for (const code of ['print(4)', 'print(5)', 'print(12)']) verdicts.push((await judge(problem, code)).verdict);
    expect(verdicts).toEqual(['Accepted', 'Wrong Answer', 'Wrong Answer']);
  });

  it('gets an output of many megabytes, whatever it holds', async () => {
    const program = await python('import hashlib\nsys.exit(42 if len(output) == 9000000 and output.count("\\0") == 3000000 else 43)');
    const problem = await problemWith(program, { options: { limits: { outputKb: 16_384 } } });
    expect((await judge(problem, 'import sys\nfor i in range(3000): sys.stdout.write("ab\\0" * 1000)')).verdict).toBe('Accepted');
  });

  it('is not asked about a program that did not end well', async () => {
    const program = await python('sys.exit(42)');
    const problem = await problemWith(program);
    expect((await judge(problem, 'print(5); raise SystemExit(3)')).verdict).toBe('Runtime Error');
    expect((await judge(problem, 'while True: pass')).verdict).toBe('Time Limit Exceeded');
  });
});

describe('a validator that fails', () => {
  const failures: [string, string, RegExp][] = [
    ['ends with another exit code', 'print("note", file=sys.stderr)\nsys.exit(1)', /^secret\/1: validator: ended with exit code 1 instead of 42 or 43:\nnote$/],
    ['says that all is well in its own way', 'sys.exit(0)', /exit code 0 instead of 42 or 43/],
    ['crashes', 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)', /was ended by SIGSEGV/],
    ['never ends', 'while True: pass', /used more than 0\.5 s of CPU time/],
    ['takes too much memory', 'x = bytearray(300_000_000)', /exit code 1|used more than 64 MB of memory/],
    ['writes no number for a score', 'say("score.txt", "many")\nsys.exit(42)', /score\.txt holds "many", which is not a number/],
  ];
  it.each(failures)('because it %s makes a Judge Error and a complaint', async (_name, body, complaint) => {
    const problem = await problemWith(await python(body), { options: { validation: { timeMs: 500, memoryMb: 64, outputKb: 1_024 } } });
    const outcome = await judge(problem, ECHO);
    expect(outcome.verdict).toBe('Judge Error');
    expect(outcome.testResults).toMatchObject([{ status: 'Judge Error', message: GENERIC }]);
    expect(outcome.complaints[0]).toMatch(complaint);
  });

  it('because it does not compile is told with the compiler’s words', async () => {
    const outcome = await judge(await problemWith(await fixture.program('cpp', { 'v.cpp': 'int main() { return wrong; }\n' })), ECHO);
    expect(outcome.verdict).toBe('Judge Error');
    expect(outcome.complaints[0]).toMatch(/cannot be built: .*wrong.*not declared/s);
  });

  it('because it floods its feedback directory is told so; one that removes it merely has nothing to say', async () => {
    const flood = await python('for i in range(40): say(str(i), "x" * 1000000)\nsys.exit(42)');
    expect((await judge(await problemWith(flood), ECHO)).complaints[0]).toContain('wrote more feedback than there is room for');
    const remove = await python('import os\nos.rmdir(args[2])\nsys.exit(42)');
    expect((await judge(await problemWith(remove), ECHO)).verdict).toBe('Accepted');
  });

  it('ends the judging of this submission at once', async () => {
    const problem = await problemWith(await python('sys.exit(1)'), {
      tests: [
        ['1\n', ''],
        ['2\n', ''],
      ],
      options: { samples: 2 },
    });
    expect((await judge(problem, ECHO)).testResults).toHaveLength(1);
  });
});

describe('a testlib checker', () => {
  /** As testlib's own: exit code by verdict, words on stderr. */
  const checker = (body: string) =>
    fixture.program('cpp', {
      'check.cpp': `#include "words.h"\n#include <fstream>\nint main(int n, char **a) { long x, y; std::ifstream in(a[1]), out(a[2]), answer(a[3]); (void)n; ${body} }\n`,
      'words.h': '#include <cstdio>\n#include <string>\nstatic int quit(int code, const char *words) { std::fprintf(stderr, "%s", words); return code; }\n',
    });
  const testlib = { protocol: 'testlib' as const };

  it('gets input, output and answer as files, in this order', async () => {
    const program = await checker(
      'if (!(out >> x)) return quit(2, "no number"); in >> y; std::string word; answer >> word; return x == y && word == "answer" ? quit(0, "ok") : quit(1, "wrong");',
    );
    const problem = await problemWith(program, { validator: testlib });
    expect(await judge(problem, ECHO)).toMatchObject({ verdict: 'Accepted', judgeMessages: [{ text: 'ok' }] });
    const wrong = await judge(problem, 'print(6)');
    expect(wrong.testResults[0]).not.toHaveProperty('message');
    expect(wrong).toMatchObject({ verdict: 'Wrong Answer', judgeMessages: [{ text: 'wrong' }] });
    expect((await judge(problem, 'pass')).verdict).toBe('Wrong Answer');
  });

  it('tells its words to everybody on samples', async () => {
    const problem = await problemWith(await checker('return quit(1, "expected five");'), { validator: testlib, options: { samples: 1 } });
    expect((await judge(problem, ECHO)).testResults[0]?.message).toBe('expected five');
  });

  it.each([
    ['failed', 3],
    ['ended with a code of its own', 99],
  ])('that %s is a Judge Error', async (_name, code) => {
    const outcome = await judge(await problemWith(await checker(`return quit(${code}, "jury has no answer");`), { validator: testlib }), ECHO);
    expect(outcome.verdict).toBe('Judge Error');
    expect(outcome.complaints[0]).toContain('jury has no answer');
  });
});

describe('what submissions can see of validators', () => {
  it('is nothing: neither test data, nor the validator, nor its feedback', async () => {
    const program = await python('say("judgemessage.txt", output)\nsys.exit(42)');
    const look =
      'import os\nfound = []\nfor root in ("/box", "/tmp"):\n  for place, _, files in os.walk(root): found += [os.path.join(place, f) for f in files]\nprint(sorted(found))';
    const { judgeMessages } = await judge(
      await problemWith(program, {
        tests: [
          ['1\n', ''],
          ['2\n', ''],
        ],
      }),
      look,
    );
    expect(judgeMessages.map(({ text }) => text)).toEqual(Array.from({ length: 2 }, () => "['/box/codearena-check.py', '/box/main.py', '/box/main.pyc']"));
  });
});

describe('a grader of the package', () => {
  const graded = async (body: string): Promise<ProblemDefinition> => {
    const program = await fixture.program('python', { 'grade.py': `import sys\nlines = sys.stdin.read().split("\\n")[:-1]\n${body}\n` }, 'graders/grade.py');
    const rule = { kind: 'custom' as const, program, arguments: ['half'], acceptScore: 4, rejectScore: 0, range: { least: null, most: 8 } };
    const group = { name: 'secret', onReject: 'continue' as const, requires: [], staticValidation: null, rule };
    const kind = { scoring: true, objective: 'max' as const, interactive: false, passes: 1, submitAnswer: false };
    const tests: [string, string][] = [
      ['1\n', '1\n'],
      ['2\n', '2\n'],
    ];
    return fixture.problem(tests, { groups: [group], kind });
  };

  it('gets a line for each result and answers with the group’s', async () => {
    const problem = await graded('assert lines == ["AC 4", "WA 0"], lines\nprint("AC", 4 if sys.argv[1:] == ["half"] else 0)');
    const outcome = await judge(problem, 'print(1)');
    expect(outcome).toMatchObject({ complaints: [], groupResults: [{ name: 'secret', status: 'Accepted', score: 4, maxScore: 8, failedTest: 2 }] });
  });

  it('that says anything else makes a Judge Error', async () => {
    const outcome = await judge(await graded('print("fine")'), 'print(1)');
    expect(outcome).toMatchObject({ verdict: 'Judge Error', complaints: ['graders/grade.py: printed "fine\\n", which is not a result'] });
  });
});

describe('several passes', () => {
  const chain =
    'import os\nsteps = args[2] + "steps"\ncount = len(open(steps).read()) if os.path.exists(steps) else 0\nsay("steps", "x")\nfirst = open(args[0]).read()\n';

  it('give the next input to the same program, and keep the feedback', async () => {
    const program = await python(
      `${chain}if int(output) != int(first) * 2 ** (count + 1): sys.exit(43)\nif count < 2:\n  assert not os.path.exists(args[2] + "nextpass.in")\n  say("nextpass.in", output)\nsay("judgemessage.txt", output)\nsys.exit(42)`,
    );
    const problem = await problemWith(program, { options: { kind: { scoring: false, objective: 'max', interactive: false, passes: 3, submitAnswer: false } } });
    const outcome = await judge(problem, 'print(2 * int(input()))');
    expect(outcome).toMatchObject({ verdict: 'Accepted', complaints: [], judgeMessages: [{ text: '10\n20\n40' }] });
    expect((await judge(problem, 'n = int(input())\nprint(2 * n if n < 20 else 0)')).verdict).toBe('Wrong Answer');
  });

  it('more than were agreed on, or after a wrong answer, are the validator’s failure', async () => {
    const kind = { scoring: false, objective: 'max' as const, interactive: false, passes: 2, submitAnswer: false };
    const endless = await problemWith(await python('say("nextpass.in", "1\\n")\nsys.exit(42)'), { options: { kind } });
    expect((await judge(endless, ECHO)).complaints[0]).toContain('asked for more than 2 passes');
    const confused = await problemWith(await python('say("nextpass.in", "1\\n")\nsys.exit(43)'), { options: { kind } });
    expect((await judge(confused, ECHO)).complaints[0]).toContain('asked for another pass of an output that it did not accept');
  });
});
