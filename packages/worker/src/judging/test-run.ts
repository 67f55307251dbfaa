import { open } from 'node:fs/promises';
import type { TestResult, Verdict } from '@codearena/contracts';
import type { Box, DefaultValidator, Execution, ExecutionLimits, RunStep, TestCase, TestData } from '@codearena/core';
import { openAnswer } from '../checking/answer-reader.ts';
import { describeDifference, hintAtDifference, type Difference } from '../checking/difference.ts';
import { excerpt, excerptOfEnd } from '../checking/excerpt.ts';
import { createOutputCheck } from '../checking/output-check.ts';
import { resultOf } from './ending.ts';

/** How much of a sample's input, answer and output is shown. */
const SAMPLE_BYTES = 4 * 1024;
const STDERR_SHOWN_BYTES = 1024;

export type TestSetting = { box: Box; run: RunStep; limits: ExecutionLimits; validator: DefaultValidator; testData: TestData };

/** Runs the program on one test and compares what it prints as it prints it. */
export async function runTest(setting: TestSetting, test: TestCase, index: number): Promise<TestResult> {
  const [input, answer] = await Promise.all([setting.testData.path(test.input), setting.testData.path(test.answer)]);
  const reader = openAnswer(answer);
  try {
    const check = createOutputCheck(test.validator ?? setting.validator, reader);
    const shown = captureBeginning(test.sample ? SAMPLE_BYTES : 0);
    const execution = await execute(setting, input, (chunk) => {
      shown.push(chunk);
      check.push(chunk);
    });
    const judgement = judgeTest(execution, setting, test, () => check.end());
    return {
      index,
      status: judgement.verdict,
      ...usageOf(execution),
      score: null,
      sample: test.sample,
      group: test.group,
      ...(test.sample && { input: await beginningOf(input), expected: await beginningOf(answer), output: excerpt(shown.bytes(), SAMPLE_BYTES) }),
      ...(judgement.message !== null && { message: judgement.message }),
    };
  } finally {
    reader.close();
  }
}

function execute({ box, run, limits }: TestSetting, input: string, onStdout: (chunk: Uint8Array) => void): Promise<Execution> {
  return box.run({
    argv: run.argv,
    ...(run.env && { env: run.env }),
    profile: 'run',
    mayFork: run.mayFork ?? false,
    limits,
    stdin: { file: input },
    onStdout,
  });
}

type Judgement = { verdict: Verdict; message: string | null };

function judgeTest(execution: Execution, { limits, run }: TestSetting, test: TestCase, difference: () => Difference | null): Judgement {
  const result = resultOf(execution, limits, run);
  if (result.kind === 'failed') return { verdict: result.verdict, message: failureMessage(result.message, execution, test.sample) };
  const found = difference();
  if (found === null) return { verdict: 'Accepted', message: null };
  return { verdict: 'Wrong Answer', message: test.sample ? describeDifference(found) : hintAtDifference(found) };
}

/** What a program writes to stderr may quote its input, so it is shown for samples alone. */
function failureMessage(message: string, { stderr }: Execution, sample: boolean): string {
  return sample && stderr.length > 0 ? `${message}\n${excerptOfEnd(stderr, STDERR_SHOWN_BYTES).trimEnd()}` : message;
}

/** Milliseconds with one decimal. */
export function usageOf(execution: Execution): { timeMs: number; wallMs: number; memoryKb: number } {
  return {
    timeMs: Math.round(execution.cpuMs * 10) / 10,
    wallMs: Math.round(execution.wallMs * 10) / 10,
    memoryKb: Math.ceil(execution.peakMemoryBytes / 1024),
  };
}

/** Keeps the first bytes, and one more as a sign that there were more. */
export function captureBeginning(limit: number): { push(chunk: Uint8Array): void; bytes(): Uint8Array } {
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

async function beginningOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(SAMPLE_BYTES + 1), 0, SAMPLE_BYTES + 1, 0);
    return excerpt(buffer.subarray(0, bytesRead), SAMPLE_BYTES);
  } finally {
    await file.close();
  }
}
