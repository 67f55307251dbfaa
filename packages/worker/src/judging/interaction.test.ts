import { PASS_FAIL, USUAL_INSTALLATION_LIMITS, VALIDATION_LIMITS, type CustomValidator, type ProblemDefinition, type SubmissionOutcome } from '@codearena/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJudge } from './judge.ts';
import { startJudging, submissionWork, type JudgingFixture } from './judging.fixture.ts';

let fixture: JudgingFixture;
let guessing: ProblemDefinition;
beforeAll(async () => {
  fixture = await startJudging();
  guessing = await interactive(GUESS);
});
afterAll(() => fixture.stop());

const NOBODY = { compiling() {}, running() {}, tested() {} };
const INTERACTIVE = { ...PASS_FAIL, interactive: true };

/** The input holds a number from 1 to 1000; ten guesses. */
const GUESS = `import sys
secret = int(open(sys.argv[1]).read())
def end(code, words):
    open(sys.argv[3] + "judgemessage.txt", "a").write(words)
    sys.exit(code)
for turn in range(10):
    line = sys.stdin.readline()
    if not line: end(43, "silence")
    try: guess = int(line)
    except ValueError: end(43, "no number")
    if guess == secret:
        print("correct", flush=True)
        end(42, f"after {turn + 1}")
    print("lower" if guess > secret else "higher", flush=True)
end(43, "too many guesses")
`;

const SEARCH = `low, high = 1, 1000
while True:
    middle = (low + high) // 2
    print(middle, flush=True)
    answer = input()
    if answer == "correct": break
    if answer == "lower": high = middle - 1
    else: low = middle + 1
`;

async function interactive(
  body: string,
  changes: Partial<Omit<CustomValidator, 'kind'>> & {
    kind?: Partial<ProblemDefinition['kind']>;
    inputs?: string[];
    samples?: number;
    timeMs?: number;
    validationMs?: number;
  } = {},
): Promise<ProblemDefinition> {
  const { kind = {}, inputs = ['417\n', '1\n', '1000\n'], samples = 1, timeMs = 1_000, validationMs = 60_000, ...validator } = changes;
  const program = await fixture.program('python', { 'talk.py': body });
  const custom: CustomValidator = { kind: 'custom', protocol: 'icpc', programs: [program], arguments: [], interactor: null, ...validator };
  return fixture.problem(
    inputs.map((input) => [input, '']),
    { validator: custom, kind: { ...INTERACTIVE, ...kind }, samples, limits: { timeMs }, validation: { ...VALIDATION_LIMITS, timeMs: validationMs } },
  );
}

async function judge(problem: ProblemDefinition, code: string, language = 'python'): Promise<SubmissionOutcome> {
  const outcome = await fixture.judge.judge(submissionWork(language, code, problem), NOBODY);
  if (outcome.kind !== 'submission') throw new Error('not a submission');
  return outcome;
}

describe('an interactive problem', () => {
  it('is solved by talking', async () => {
    const outcome = await judge(guessing, SEARCH);
    expect(outcome).toMatchObject({ verdict: 'Accepted', complaints: [] });
    expect(outcome.judgeMessages.map(({ text }) => text)).toEqual(['after 8', 'after 9', 'after 10']);
    expect(outcome.testResults[0]).not.toHaveProperty('input');
  });

  it('is solved in another language too', async () => {
    const code = `#include <iostream>
#include <string>
int main() {
  int low = 1, high = 1000;
  while (true) {
    int middle = (low + high) / 2;
    std::cout << middle << std::endl;
    std::string answer;
    std::cin >> answer;
    if (answer == "correct") return 0;
    if (answer == "lower") high = middle - 1; else low = middle + 1;
  }
}
`;
    expect((await judge(guessing, code, 'cpp')).verdict).toBe('Accepted');
  });

  const wrong: [string, string, string, string][] = [
    ['guesses too often', 'for i in range(1, 11): print(i if i < 10 else 1000, flush=True); input()', 'Wrong Answer', 'too many guesses'],
    ['breaks the protocol', 'print("what?", flush=True)\ninput()', 'Wrong Answer', 'no number'],
    ['ends without a word', 'pass', 'Wrong Answer', 'silence'],
    ['goes on talking to one who has left', 'while True: print("x" * 1000)', 'Wrong Answer', 'no number'],
    ['crashes at what follows from being wrong', 'print("what?", flush=True)\nassert input() == "fine"', 'Wrong Answer', 'no number'],
    ['crashes by itself', 'print(500, flush=True); input(); raise SystemExit(3)', 'Runtime Error', 'silence'],
    ['waits for an answer to nothing', 'input()', 'Time Limit Exceeded', 'silence'],
    ['forgets to flush', 'import sys\nprint(500)\nsys.stdin.readline()', 'Time Limit Exceeded', 'no number|silence|too many'],
    ['computes for ever', 'print(500, flush=True)\nwhile True: pass', 'Time Limit Exceeded', 'silence'],
  ];
  it.each(wrong)('is not solved by one who %s, whether anybody listens or not', async (_name, code, verdict, said) => {
    for (const samples of [1, 0]) {
      const outcome = await judge(await interactive(GUESS, { inputs: ['417\n'], samples, timeMs: 300 }), code);
      expect({ verdict: outcome.verdict, complaints: outcome.complaints }).toEqual({ verdict, complaints: [] });
      expect(outcome.judgeMessages[0]?.text ?? said).toMatch(new RegExp(said));
    }
  });

  it('shows who said what in a sample, and of no other test', async () => {
    const { testResults } = await judge(guessing, 'for i in (500, 417):\n  print(i, flush=True)\n  input()');
    expect(testResults.map(({ status }) => status)).toEqual(['Accepted', 'Wrong Answer']);
    expect(testResults[0]?.transcript).toEqual([
      { pass: 1, from: 'submission', text: '500\n' },
      { pass: 1, from: 'judge', text: 'lower\n' },
      { pass: 1, from: 'submission', text: '417\n' },
      { pass: 1, from: 'judge', text: 'correct\n' },
    ]);
    expect(testResults[1]).not.toHaveProperty('transcript');
  });

  it('cuts what is long', async () => {
    // In one line, which the interactor reads to its end.
    const { testResults } = await judge(guessing, 'print("x" * 20_000, flush=True)\ninput()');
    const text = (testResults[0]?.transcript ?? []).map((turn) => turn.text).join('');
    expect(text.length).toBeGreaterThan(4_000);
    expect(text.length).toBeLessThan(8_200);
    expect(text.endsWith('…')).toBe(true);
  });

  it('tells the same one to be at fault every time', async () => {
    const crash = await judge(await interactive(GUESS, { inputs: Array.from({ length: 30 }, () => '1\n') }), 'print(1, flush=True)\ninput()');
    expect(crash.verdict).toBe('Accepted');
    const inputs = ['5\n'];
    const quick = await interactive('import sys\nsys.stdin.readline()\nsys.exit(43)', { inputs });
    const verdicts = new Set<string>();
    const alone = await interactive('import sys\nsys.stdin.readline()\nsys.exit(43)', { inputs, samples: 0 });
    for (let i = 0; i < 15; i++)
      for (const problem of [quick, alone]) verdicts.add((await judge(problem, 'print(1, flush=True)\nassert input() == "x"')).verdict);
    expect([...verdicts]).toEqual(['Wrong Answer']);
  });

  it('is played once, however little too slow the program was: it may have lost time on purpose', async () => {
    const problem = await interactive('import sys\nsys.stdin.readline()\nsys.exit(42)', { timeMs: 200, samples: 0 });
    const slow = '#include <stdio.h>\n#include <time.h>\nint main() { while (clock() < 0.205 * CLOCKS_PER_SEC); puts("1"); }';
    const outcome = await judge(problem, slow, 'c');
    const [test] = outcome.testResults;
    expect(test).toMatchObject({ status: 'Time Limit Exceeded' });
    expect(test).not.toHaveProperty('timing');
  });

  it('needs a well-behaved end of an accepted one as well', async () => {
    const generous = await interactive('import sys\nsys.stdin.readline()\nsys.exit(42)');
    expect((await judge(generous, 'print(1)\nraise SystemExit(2)')).verdict).toBe('Runtime Error');
    expect((await judge(generous, 'print(1)')).verdict).toBe('Accepted');
  });

  it('holds memory limits for each side by itself', async () => {
    const large = await interactive('import sys\nx = bytearray(200_000_000)\nprint(1, flush=True)\nsys.exit(42 if sys.stdin.readline() == "1\\n" else 43)');
    const outcome = await judge(large, 'print(input())');
    expect(outcome.verdict).toBe('Accepted');
    expect(outcome.memoryKb).toBeLessThan(60_000);
    expect((await judge(large, 'x = bytearray(200_000_000)\nprint(input())')).verdict).toBe('Memory Limit Exceeded');
  });

  it('whose interactor fails is a Judge Error', async () => {
    const broken = await judge(await interactive('import sys\nsys.stdin.readline()\nraise ValueError("oops")'), 'print(1, flush=True)\ninput()');
    expect(broken.verdict).toBe('Judge Error');
    expect(broken.complaints[0]).toMatch(/exit code 1 instead of 42 or 43:[^]*oops/);
  });

  it.each([
    ['computes for ever', 'while True: pass', /used more than 0.2 s of CPU time/],
    ['sleeps for ever', 'import time\nwhile True: time.sleep(1)', /did not end in time/],
  ])('whose interactor %s is a Judge Error, not the fault of one who waits for it', async (_name, body, complaint) => {
    const outcome = await judge(await interactive(body, { inputs: ['1\n'], samples: 0, timeMs: 100, validationMs: 200 }), 'input()');
    expect(outcome).toMatchObject({ verdict: 'Judge Error', complaints: [expect.stringMatching(complaint)] });
  });

  it('is a Judge Error at once, with its reason, where programs cannot be joined', async () => {
    const { languages, testData, sandbox } = fixture;
    const apart = createJudge({ languages, testData, installation: USUAL_INSTALLATION_LIMITS, sandbox: { ...sandbox, converses: false } });
    const outcome = await apart.judge(submissionWork('python', SEARCH, guessing), NOBODY);
    expect(outcome).toMatchObject({ verdict: 'Judge Error', complaints: [expect.stringMatching(/need the native sandbox/)] });
  });

  it('does not blame an interactor that could not cope with a crash', async () => {
    const brittle = await interactive('import sys\nint(sys.stdin.readline())\nsys.exit(42)');
    expect(await judge(brittle, 'raise SystemExit(3)')).toMatchObject({ verdict: 'Runtime Error', complaints: [] });
    const talker = await interactive('import signal, sys\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\nwhile True: print("x" * 1000)');
    expect(await judge(talker, 'pass')).toMatchObject({ verdict: 'Wrong Answer', complaints: [] });
    const surprised = await interactive('while True: print("x" * 1000)');
    expect(await judge(surprised, 'pass')).toMatchObject({ verdict: 'Wrong Answer', complaints: [] });
  });

  it('does not blame a script whose program nobody listened to any more', async () => {
    const run = '#!/bin/sh\nyes\nresult=$?\nexit $result\n';
    const script = await interactive('', { programs: [await fixture.program(null, { run })] });
    expect(await judge(script, 'pass')).toMatchObject({ verdict: 'Wrong Answer', complaints: [] });
  });

  it('may take several passes', async () => {
    const encode = `import os, sys
state = sys.argv[3] + "state"
first = not os.path.exists(state)
print("first" if first else "second", flush=True)
line = sys.stdin.readline().strip()
if first:
    open(state, "w").write(line)
    open(sys.argv[3] + "nextpass.in", "w").write("")
    sys.exit(42)
sys.exit(42 if line == open(state).read()[::-1] else 43)
`;
    const problem = await interactive(encode, { kind: { passes: 2 } });
    expect(await judge(problem, 'print("abc" if input() == "first" else "cba")')).toMatchObject({ verdict: 'Accepted', complaints: [] });
    expect((await judge(problem, 'print("abc" if input() == "first" else "abc")')).verdict).toBe('Wrong Answer');
  });

  it('of the testlib kind has an interactor, and a checker of what that wrote', async () => {
    const interactor = await fixture.program(
      'python',
      {
        'interact.py':
          'import sys\nn = int(open(sys.argv[1]).read())\nprint(n, flush=True)\nline = sys.stdin.readline()\nopen(sys.argv[2], "w").write(line)\nsys.exit(0 if line else 1)\n',
      },
      'interactor',
    );
    const checker = await fixture.program(
      'python',
      { 'check.py': 'import sys\nsys.exit(0 if int(open(sys.argv[2]).read()) == int(open(sys.argv[1]).read()) + 1 else 1)\n' },
      'check',
    );
    const problem = await interactive('', { protocol: 'testlib', programs: [checker], interactor });
    expect(await judge(problem, 'print(int(input()) + 1)')).toMatchObject({ verdict: 'Accepted', complaints: [] });
    expect((await judge(problem, 'print(int(input()) + 2)')).verdict).toBe('Wrong Answer');
    expect((await judge(problem, 'input()')).verdict).toBe('Wrong Answer');
  });
});
