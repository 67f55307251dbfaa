import { closeSync, openSync, readSync } from 'node:fs';
import type { TestResult, Verdict } from '@codearena/contracts';
import {
  NO_SCORES,
  type Box,
  type Command,
  type Execution,
  type ExecutionLimits,
  type RunStep,
  type TestCase,
  type TestData,
  type ValidatorScores,
} from '@codearena/core';
import { excerpt, excerptOfEnd } from '../checking/excerpt.ts';
import type { Checker, Finding } from '../validation/checker.ts';
import type { TestFiles } from '../validation/validator-run.ts';
import { isOpen } from '../validation/visibility.ts';
import { ProgramFailure } from './author-program.ts';
import { resultOf } from './ending.ts';
import { boxFileOf } from './submission-files.ts';

/** How much of a sample's input, answer and output is shown. */
export const SAMPLE_BYTES = 4 * 1024;
const STDERR_SHOWN_BYTES = 1024;

export type TestSetting = {
  box: Box;
  run: RunStep;
  /** What the program is judged by. */
  limits: ExecutionLimits;
  /** What it is ended by. */
  ending: ExecutionLimits;
  checker: Checker;
  testData: TestData;
  /** Most runs on one test. */
  passes: number;
};

/** One test's result, before its group says what it is worth. */
export type JudgedTest = {
  result: TestResult;
  scores: ValidatorScores;
  judgeMessage: string | null;
  /** What a program of the problem's author did wrong. */
  complaint: string | null;
};

/** Runs the program on one test, as often as the validator asks for, and has its output checked. */
export async function runTest(setting: TestSetting, test: TestCase, index: number): Promise<JudgedTest> {
  const files = await pathsOf(setting.testData, test);
  const shown = captureBeginning(isOpen(test) ? SAMPLE_BYTES : 0);
  const usage = createUsage();
  await placeTestFiles(setting, test);
  const judgement = await withComplaint(() => runPasses(setting, test, files, { usage, shown }));
  return {
    result: {
      index,
      status: judgement.verdict,
      ...usage.worst(),
      score: null,
      sample: test.sample,
      group: test.group,
      ...(isOpen(test) && openTest(files, shown.bytes())),
      ...(judgement.message !== null && { message: judgement.message }),
    },
    scores: judgement.scores,
    judgeMessage: judgement.judgeMessage,
    complaint: judgement.complaint,
  };
}

export async function pathsOf(testData: TestData, test: TestCase): Promise<TestFiles> {
  const [input, answer] = await Promise.all([testData.path(test.input), testData.path(test.answer)]);
  return { input, answer };
}

/** What everybody may see of an open test. */
export function openTest({ input, answer }: TestFiles, output: Uint8Array): Pick<TestResult, 'input' | 'expected' | 'output'> {
  return { input: beginningOf(input), expected: beginningOf(answer), output: excerpt(output, SAMPLE_BYTES) };
}

export type Judgement = { verdict: Verdict; message: string | null; scores: ValidatorScores; judgeMessage: string | null; complaint: string | null };

export function judged(verdict: Verdict, message: string | null): Judgement {
  return { verdict, message, scores: NO_SCORES, judgeMessage: null, complaint: null };
}

export function foundBy(finding: Finding): Judgement {
  const { accepted, message, scores, judgeMessage } = finding;
  return { verdict: accepted ? 'Accepted' : 'Wrong Answer', message, scores, judgeMessage, complaint: null };
}

/** A failure of the author's program ends the judging of this submission, and of no other. */
export async function withComplaint(judge: () => Promise<Judgement>): Promise<Judgement> {
  try {
    return await judge();
  } catch (error) {
    if (!(error instanceof ProgramFailure)) throw error;
    return { ...judged('Judge Error', 'a program of this problem failed; whoever runs this judge can see why'), complaint: error.message };
  }
}

type Passing = { usage: Usage; shown: Capture };

async function runPasses(setting: TestSetting, test: TestCase, files: TestFiles, passing: Passing): Promise<Judgement> {
  let stdin: Command['stdin'] = { file: files.input };
  for (let pass = 1; pass <= setting.passes; pass += 1) {
    const judgement: Judgement | Uint8Array = await runPass(setting, test, files, { ...passing, stdin, pass });
    if (!(judgement instanceof Uint8Array)) return judgement;
    stdin = judgement;
  }
  throw new ProgramFailure('output validator', `asked for more than ${setting.passes} passes`);
}

/** The judgement, or the input of the next pass. */
async function runPass(
  setting: TestSetting,
  test: TestCase,
  files: TestFiles,
  { usage, shown, stdin, pass }: Passing & { stdin: Command['stdin']; pass: number },
): Promise<Judgement | Uint8Array> {
  const checking = setting.checker.begin(test, files, pass);
  try {
    const execution = await setting.box.run(
      programCommand(setting, test, {
        ...(stdin && { stdin }),
        onStdout(chunk) {
          shown.push(chunk);
          checking.push(chunk);
        },
      }),
    );
    usage.add(execution);
    const result = resultOf(execution, setting.limits, setting.run);
    if (result.kind === 'failed') return judged(result.verdict, failureMessage(result.message, execution, test));
    const finding = await checking.end();
    return finding.nextPass !== null && finding.accepted && setting.passes > 1 ? finding.nextPass : foundBy(finding);
  } finally {
    checking.close();
  }
}

/** A test's files are in the directory where the submission starts. */
const TEST_FILES = 'files';

export async function placeTestFiles({ box, testData }: Pick<TestSetting, 'box' | 'testData'>, { files }: TestCase): Promise<void> {
  if (!files) return;
  await box.makeDirectory(TEST_FILES);
  const placed = await Promise.all(files.map((file) => boxFileOf(file, testData)));
  await box.write(placed.map((file) => ({ ...file, path: `${TEST_FILES}/${file.path}` })));
}

/** How the submission is run on a test. */
export function programCommand({ run, ending }: Pick<TestSetting, 'run' | 'ending'>, test: TestCase, io: Pick<Command, 'stdin' | 'onStdout'>): Command {
  return {
    argv: [...run.argv, ...(test.arguments ?? [])],
    ...(run.env && { env: run.env }),
    profile: 'run',
    mayFork: run.mayFork ?? false,
    ...(test.files && { directory: TEST_FILES }),
    limits: ending,
    ...io,
  };
}

/** What a program writes to stderr may quote its input, so it is shown for open tests alone. */
export function failureMessage(message: string, { stderr }: Execution, test: TestCase): string {
  return isOpen(test) && stderr.length > 0 ? `${message}\n${excerptOfEnd(stderr, STDERR_SHOWN_BYTES).trimEnd()}` : message;
}

export type Usage = { add(execution: Execution): void; worst(): { timeMs: number; wallMs: number; memoryKb: number } };

/** Of several runs the largest of each, since limits are for each run by itself. */
export function createUsage(): Usage {
  let worst = { timeMs: 0, wallMs: 0, memoryKb: 0 };
  return {
    add(execution) {
      const { timeMs, wallMs, memoryKb } = usageOf(execution);
      worst = { timeMs: Math.max(worst.timeMs, timeMs), wallMs: Math.max(worst.wallMs, wallMs), memoryKb: Math.max(worst.memoryKb, memoryKb) };
    },
    worst: () => worst,
  };
}

/** Milliseconds with one decimal. */
export function usageOf(execution: Execution): { timeMs: number; wallMs: number; memoryKb: number } {
  return {
    timeMs: Math.round(execution.cpuMs * 10) / 10,
    wallMs: Math.round(execution.wallMs * 10) / 10,
    memoryKb: Math.ceil(execution.peakMemoryBytes / 1024),
  };
}

export type Capture = { push(chunk: Uint8Array): void; bytes(): Uint8Array };

/** Keeps the first bytes, and one more as a sign that there were more. */
export function captureBeginning(limit: number): Capture {
  const kept = new Uint8Array(limit + 1);
  let length = 0;
  return {
    push(chunk) {
      const part = chunk.subarray(0, kept.length - length);
      kept.set(part, length);
      length += part.length;
    },
    bytes: () => kept.subarray(0, length),
  };
}

function beginningOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(SAMPLE_BYTES + 1);
    return excerpt(bytes.subarray(0, readSync(file, bytes)), SAMPLE_BYTES);
  } finally {
    closeSync(file);
  }
}
