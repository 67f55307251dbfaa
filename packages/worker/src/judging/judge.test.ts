import { TOKEN_VALIDATOR, type InstallationLimits, type Outcome, type SubmissionOutcome } from '@codearena/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from './compilation.ts';
import { createJudge } from './judge.ts';
import { filesWork, recordingObserver, runWork, startJudging, submissionWork, type JudgingFixture, type ProblemOptions } from './judging.fixture.ts';

let fixture: JudgingFixture;
beforeAll(async () => {
  fixture = await startJudging();
});
afterAll(() => fixture.stop());

const NOBODY = { compiling() {}, running() {}, tested() {} };

function submission(outcome: Outcome): SubmissionOutcome {
  if (outcome.kind !== 'submission') throw new Error('not a submission');
  return outcome;
}

async function judge(language: string, code: string, tests: [string, string][], options?: ProblemOptions): Promise<SubmissionOutcome> {
  const problem = await fixture.problem(tests, options);
  return submission(await fixture.judge.judge(submissionWork(language, code, problem), NOBODY));
}

const c = (body: string) =>
  `#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <signal.h>\n#include <unistd.h>\nint main(void) { ${body} }\n`;

const run = async (...args: Parameters<typeof runWork>) => {
  const outcome = await fixture.judge.judge(runWork(...args), NOBODY);
  if (outcome.kind !== 'run') throw new Error('not a run');
  return outcome;
};

const SUM = 'print(sum(map(int, input().split())))\n';
const TESTS: [string, string][] = [
  ['1 2\n', '3\n'],
  ['2 2\n', '4\n'],
  ['5 6\n', '11\n'],
];

describe('a submission of several files', () => {
  const judgeFiles = async (language: string, files: Record<string, string>, entryPoint: string | null = null) =>
    submission(await fixture.judge.judge(filesWork(language, files, await fixture.problem(TESTS), entryPoint), NOBODY));

  it('is built from all of them', async () => {
    const cpp = {
      'main.cpp': '#include <iostream>\n#include "lib/sum.h"\nint main() { int a, b; std::cin >> a >> b; std::cout << sum(a, b); }\n',
      'lib/sum.h': 'int sum(int, int);\n',
      'lib/sum.cpp': '#include "sum.h"\nint sum(int a, int b) { return a + b; }\n',
    };
    expect(await judgeFiles('cpp', cpp)).toMatchObject({ verdict: 'Accepted', compileOutput: null });
    const python = { 'main.py': 'from lib.sum import total\nprint(total(input()))\n', 'lib/sum.py': 'def total(line): return sum(map(int, line.split()))\n' };
    expect(await judgeFiles('python', python)).toMatchObject({ verdict: 'Accepted', compileOutput: null });
  });

  it('begins where it says', async () => {
    const files = { 'main.py': 'print("no")\n', 'start.py': SUM };
    expect((await judgeFiles('python', files)).verdict).toBe('Wrong Answer');
    expect((await judgeFiles('python', files, 'start.py')).verdict).toBe('Accepted');
    const missing = await judgeFiles('python', files, 'begin.py');
    expect(missing.verdict).toBe('Compilation Error');
    expect(missing.compileOutput).toContain('begin.py');
  });

  it('names the file that does not compile', async () => {
    const outcome = await judgeFiles('cpp', { 'main.cpp': 'int main() {}\n', 'other.cpp': 'int x = ;\n' });
    expect(outcome.verdict).toBe('Compilation Error');
    expect(outcome.compileOutput).toMatch(/^other\.cpp:1:9: error/m);
  });

  it('is run with one’s own input too', async () => {
    const files = [
      { name: 'main.py', content: 'import lib\n' },
      { name: 'lib.py', content: 'print(input()[::-1])\n' },
    ];
    const outcome = await fixture.judge.judge({ ...runWork('python', '', { stdin: 'abc\n' }), files }, NOBODY);
    expect(outcome).toMatchObject({ status: 'Completed', stdout: 'cba\n' });
  });
});

describe('a submission', () => {
  it('is compiled once, run on every test and accepted', async () => {
    const problem = await fixture.problem(TESTS, { samples: 1 });
    const observer = recordingObserver();
    const code = '#include <iostream>\nint main() { long long a, b; std::cin >> a >> b; std::cout << a + b << "\\n"; }\n';
    const outcome = submission(await fixture.judge.judge(submissionWork('cpp', code, problem), observer));
    expect(outcome).toMatchObject({ verdict: 'Accepted', score: null, compileOutput: null });
    expect(outcome.testResults.map(({ index, status, sample, group }) => ({ index, status, sample, group }))).toEqual([
      { index: 1, status: 'Accepted', sample: true, group: 'sample' },
      { index: 2, status: 'Accepted', sample: false, group: 'secret' },
      { index: 3, status: 'Accepted', sample: false, group: 'secret' },
    ]);
    expect(observer.heard).toEqual(['compiling', 'running 3', ...outcome.testResults]);
    expect(outcome.executionTimeMs).toBe(Math.max(...outcome.testResults.map((result) => result.timeMs)));
    expect(outcome.memoryKb).toBeGreaterThan(0);
  });

  it('shows input, answer and output of samples alone', async () => {
    const { testResults } = await judge('python', SUM, TESTS, { samples: 1 });
    expect(testResults[0]).toMatchObject({ input: '1 2\n', expected: '3\n', output: '3\n' });
    expect(Object.keys(testResults[1] ?? {})).not.toEqual(expect.arrayContaining(['input']));
    expect(Object.keys(testResults[1] ?? {})).not.toEqual(expect.arrayContaining(['expected']));
  });

  it('cuts what it shows of large samples', async () => {
    const { testResults } = await judge('python', 'print("é" * 5000)\n', [['x'.repeat(10_000), `${'é'.repeat(5_000)}\n`]], { samples: 1 });
    expect(testResults[0]).toMatchObject({
      status: 'Accepted',
      input: `${'x'.repeat(4096)}…`,
      expected: `${'é'.repeat(2048)}…`,
      output: `${'é'.repeat(2048)}…`,
    });
  });

  it('stops at the first hidden test that fails, and says nothing of its answer', async () => {
    const { verdict, testResults } = await judge('python', 'a, b = map(int, input().split())\nprint(3 if a == 1 else 0)\n', TESTS, { samples: 1 });
    expect(verdict).toBe('Wrong Answer');
    expect(testResults.map(({ status }) => status)).toEqual(['Accepted', 'Wrong Answer']);
    expect(testResults[1]?.message).toBe('first difference at line 1, token 1');
  });

  it('is run on every sample, also after one that fails, and then on no hidden test', async () => {
    const { testResults } = await judge('python', 'print(4)\n', TESTS, { samples: 2 });
    expect(testResults.map(({ status, message }) => [status, message])).toEqual([
      ['Wrong Answer', 'line 1, token 1: expected 3, got 4'],
      ['Accepted', undefined],
    ]);
  });

  it('of a problem without tests is never accepted', async () => {
    expect((await judge('python', SUM, [])).verdict).toBe('Judge Error');
  });

  it('is judged with a tolerance where the problem has one', async () => {
    const validator = { ...TOKEN_VALIDATOR, floatAbsoluteTolerance: 0.1 };
    expect((await judge('python', 'print(3.05)\n', [['', '3\n']], { validator })).verdict).toBe('Accepted');
    expect((await judge('python', 'print(3.15)\n', [['', '3\n']], { validator })).verdict).toBe('Wrong Answer');
  });

  it('in a language that is not installed is our fault', async () => {
    await expect(judge('cobol', '', TESTS)).rejects.toThrow('language cobol is not installed on this worker');
  });
});

describe('a compilation error', () => {
  it('tells what the compiler says, with names as they were written', async () => {
    const outcome = await judge('cpp', 'int main() { return nothing; }\n', TESTS);
    expect(outcome).toMatchObject({ verdict: 'Compilation Error', testResults: [], executionTimeMs: null, memoryKb: null });
    expect(outcome.compileOutput).toMatch(/^main\.cpp: In function/);
    expect(outcome.compileOutput).toContain('main.cpp:1:21: error: ‘nothing’ was not declared');
    expect(outcome.compileOutput).not.toContain('/box');
  });

  it.each([
    ['computes too long', 'while True: pass', 'The compiler used more than 0.3 s of CPU time.'],
    ['takes too much memory', 'x = bytearray(200_000_000)', 'The compiler needed more than 100 MB of memory.'],
    ['prints too much', 'while True: print("x" * 1000)', 'The compiler printed more than it may.'],
    ['dies', 'import os; os.kill(os.getpid(), 11)', 'The compiler was ended by SIGSEGV (segmentation fault: memory that is not the program’s was used).'],
    ['fails silently', 'exit(3)', 'The compiler ended with exit code 3.'],
  ])('says so when the compiler %s', async (_, code, message) => {
    const box = await fixture.sandbox.open();
    try {
      const compilation = await compile(box, {
        argv: ['/usr/bin/python3', '-c', code],
        cpuMs: code.startsWith('while True: pass') ? 300 : 5_000,
        memoryBytes: 100 * 1024 * 1024,
      });
      expect(compilation.ok).toBe(false);
      expect(compilation.output?.split('\n').at(-1)).toBe(message);
    } finally {
      await box.close();
    }
  });

  it('is none where C++ only lacks a name that its library has taken since', async () => {
    const older =
      '#include <bits/stdc++.h>\nusing namespace std;\nint data[2], size;\nint main() { cin >> data[0] >> data[1]; cout << data[0] + data[1] + size; }\n';
    expect((await judge('cpp', older, TESTS)).verdict).toBe('Accepted');
    const wrong = await judge('cpp', `${older}int x = nothing;\n`, TESTS);
    expect(wrong.verdict).toBe('Compilation Error');
    expect(wrong.compileOutput).toContain('reference to ‘data’ is ambiguous');
  }, 120_000);

  it('keeps a flood of messages short', async () => {
    const outcome = await judge('cpp', `${Array.from({ length: 1_000 }, (_, i) => `int f${i}() { return x${i}; }`).join('\n')}\n`, TESTS);
    expect(outcome.verdict).toBe('Compilation Error');
    expect(outcome.compileOutput?.length).toBeLessThan(66_000);
  }, 60_000);
});

describe('bad programs get the right word and message', () => {
  it.each([
    ['prints without end', 'for (;;) puts("flood");', 'Output Limit Exceeded', 'printed more than 1024 kB'],
    ['prints nothing', 'return 0;', 'Wrong Answer', 'no output'],
    ['prints invalid UTF-8', 'fwrite("\\xff\\xfe\\x80\\n", 1, 4, stdout); return 0;', 'Wrong Answer', 'first difference at line 1, token 1'],
    ['prints too much', 'puts("3 4"); return 0;', 'Wrong Answer', 'more output than expected, from line 1, token 2'],
    ['exits with 1', 'puts("3"); return 1;', 'Runtime Error', 'exit code 1'],
    ['exits with 255', 'puts("3"); exit(-1);', 'Runtime Error', 'exit code 255'],
    ['computes for ever', 'for (;;);', 'Time Limit Exceeded', 'used more than 1 s of CPU time'],
    [
      'ignores signals and computes for ever',
      'for (int i = 1; i < 32; i++) signal(i, SIG_IGN); for (;;);',
      'Time Limit Exceeded',
      'used more than 1 s of CPU time',
    ],
    ['sleeps', 'sleep(60); return 0;', 'Time Limit Exceeded', 'did not end within 3 s'],
    ['stops itself', 'raise(SIGSTOP); return 0;', 'Time Limit Exceeded', 'did not end within 3 s'],
    [
      'takes memory',
      'for (;;) { char *p = malloc(1 << 20); if (!p) abort(); memset(p, 1, 1 << 20); }',
      'Memory Limit Exceeded',
      'used more than 64 MB of memory',
    ],
    [
      'uses memory that is not there',
      '*(volatile int *)0 = 1; return 0;',
      'Runtime Error',
      'SIGSEGV (segmentation fault: memory that is not the program’s was used)',
    ],
    [
      'divides by zero',
      'volatile int many = 100, zero = 0; return many / zero;',
      'Runtime Error',
      'SIGFPE (arithmetic error, such as an integer division by zero)',
    ],
    ['aborts', 'abort();', 'Runtime Error', 'SIGABRT (aborted, as by an uncaught exception or a failed assertion)'],
    ['traps', '__builtin_trap();', 'Runtime Error', 'SIGILL (illegal instruction)'],
  ])('one that %s', async (_, body, verdict, message) => {
    const outcome = await judge('c', c(body), [['1 2\n', '3\n']]);
    expect([outcome.verdict, outcome.testResults[0]?.message]).toEqual([verdict, message]);
  });

  it.each([
    'SIGHUP',
    'SIGINT',
    'SIGQUIT',
    'SIGBUS',
    'SIGKILL',
    'SIGUSR1',
    'SIGUSR2',
    'SIGPIPE',
    'SIGALRM',
    'SIGTERM',
    'SIGXCPU',
    'SIGXFSZ',
    'SIGSYS',
    'SIGVTALRM',
  ])('one that dies by %s', async (signal) => {
    const outcome = await judge('c', c(`puts("3"); fflush(stdout); raise(${signal}); pause();`), [['', '3\n']]);
    expect(outcome.verdict).toBe('Runtime Error');
    expect(outcome.testResults[0]?.message).toMatch(new RegExp(`^${signal}`));
  });

  it('one that reads no input is judged by its output', async () => {
    expect((await judge('c', c('puts("3"); return 0;'), [['1 2\n'.repeat(500_000), '3\n']])).verdict).toBe('Accepted');
  });

  it('one that forks gets no further than itself', async () => {
    const outcome = await judge('c', c('for (int i = 0; i < 1000; i++) if (fork() < 0) return 7; for (;;) pause();'), [['', '3\n']]);
    expect(['Runtime Error', 'Time Limit Exceeded']).toContain(outcome.verdict);
    expect((await judge('python', SUM, TESTS)).verdict).toBe('Accepted');
  });

  it('one that leaves files behind finds none of them in the next test', async () => {
    const code = 'import os\nprint(len(os.listdir(".")))\nopen("left", "w").write("x")\n';
    expect(
      (
        await judge('python', code, [
          ['', '0'],
          ['', '0'],
        ])
      ).verdict,
    ).toBe('Accepted');
  });

  it('a sample shows the end of what a crashed program said', async () => {
    const { testResults } = await judge(
      'python',
      'raise ValueError("no luck")\n',
      [
        ['1 2\n', '3\n'],
        ['', ''],
      ],
      { samples: 1 },
    );
    expect(testResults[0]?.message).toMatch(/^exit code 1\nTraceback[^]*ValueError: no luck$/);
  });

  it('a hidden test shows nothing of it', async () => {
    const { testResults } = await judge('python', 'raise ValueError(input())\n', [['secret\n', '3\n']]);
    expect(testResults[0]?.message).toBe('exit code 1');
  });
});

describe('a run', () => {
  it('gives back what the program printed', async () => {
    const outcome = await run('python', 'import sys\nprint(input(), sys.argv[1:])\nprint("oops", file=sys.stderr)\n', {
      stdin: 'hello\n',
      args: ['a b', '$c'],
    });
    expect(outcome).toMatchObject({
      status: 'Completed',
      stdout: "hello ['a b', '$c']\n",
      stderr: 'oops\n',
      stdoutTruncated: false,
      stderrTruncated: false,
      exitCode: 0,
      signal: null,
      compileOutput: null,
    });
  });

  it('cuts both streams at 64 kB and goes on', async () => {
    const outcome = await run('python', 'import sys\nsys.stdout.write("é" * 100_000)\nsys.stderr.write("x" * 100_000)\n');
    expect(outcome).toMatchObject({ status: 'Completed', stdoutTruncated: true, stderrTruncated: true, exitCode: 0 });
    expect(outcome.stdout).toBe('é'.repeat(32_768));
    expect(outcome.stderr).toBe('x'.repeat(65_536));
  });

  it('makes text of whatever bytes there are', async () => {
    const outcome = await run('python', 'import sys\nsys.stdout.buffer.write(b"a\\xff\\x00b")\n');
    expect(outcome.stdout).toBe('a\ufffd\ufffdb');
  });

  it.each([
    ['exit(3)', { status: 'Runtime Error', exitCode: 3, signal: null }],
    ['import os; os.kill(os.getpid(), 9)', { status: 'Runtime Error', exitCode: null, signal: 'SIGKILL' }],
    ['while True: pass', { status: 'Time Limit Exceeded', exitCode: null }],
  ])('of %s says how it ended', async (code, expected) => {
    expect(await run('python', `${code}\n`, { limits: { timeMs: 300 } })).toMatchObject(expected);
  });

  it('takes lower limits', async () => {
    expect(await run('python', 'x = bytearray(100_000_000)\n', { limits: { memoryMb: 50 } })).toMatchObject({ status: 'Memory Limit Exceeded' });
  });

  it('of what does not compile has no output', async () => {
    const outcome = await run('c', 'int main(void) { return x; }\n');
    expect(outcome).toMatchObject({ status: 'Compilation Error', stdout: '', exitCode: null, timeMs: null });
    expect(outcome.compileOutput).toContain('main.c:1');
  });
});

describe('the limits of the installation', () => {
  const under = async (installation: Partial<InstallationLimits>, code: string) => {
    const judge = createJudge({ ...fixture, installation: { ...fixture.installation, ...installation } });
    const problem = await fixture.problem([['', '']], { limits: { timeMs: 60_000, memoryMb: 4_096 } });
    return submission(await judge.judge(submissionWork('python', code, problem), NOBODY)).verdict;
  };

  it('bound the memory of a problem that asks for more', async () => {
    const code = 'held = bytearray(400_000_000)\n';
    expect(await under({}, code)).toBe('Memory Limit Exceeded');
    expect(await under({ memoryMb: 600 }, code)).toBe('Accepted');
  });

  it('bound how deeply it may recurse, however large it makes its stack', async () => {
    const code = `import resource, sys
resource.setrlimit(resource.RLIMIT_STACK, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
sys.setrecursionlimit(10**7)
down = lambda depth: 0 if depth == 0 else 1 + down(depth - 1)
down(int(sys.argv[1]) if len(sys.argv) > 1 else 50000)
`;
    expect(await under({}, code)).toBe('Accepted');
    expect(await under({ memoryMb: 20 }, code.replace('50000', '5000000'))).toBe('Memory Limit Exceeded');
  });

  it('bound its time', async () => {
    expect(await under({ timeMs: 200 }, 'while True: pass\n')).toBe('Time Limit Exceeded');
  });
});

describe('an aborted judging', () => {
  it('ends at once with the reason, and the lane is free again', async () => {
    const problem = await fixture.problem([['', '']], { limits: { timeMs: 10_000 } });
    const abort = new AbortController();
    const judging = fixture.judge.judge(
      submissionWork('python', 'while True: pass\n', problem),
      { ...NOBODY, running: () => setTimeout(() => abort.abort(new Error('enough')), 100) },
      abort.signal,
    );
    const started = performance.now();
    await expect(judging).rejects.toThrow('enough');
    expect(performance.now() - started).toBeLessThan(5_000);
    expect((await judge('python', SUM, TESTS)).verdict).toBe('Accepted');
  });
});
