import type { Box, DataFile, ExecutionLimits, ProgramFile, RunStep } from '@codearena/core';
import type { InputValidator, ProblemPackage } from '@codearena/problem-package';
import { readFile } from 'node:fs/promises';
import { excerpt } from '../checking/excerpt.ts';
import { withBox } from '../judging/box.ts';
import { resultOf } from '../judging/ending.ts';
import type { VerifyParts } from './jury-submission.ts';
import type { InputReport } from './report.ts';

const MIB = 1024 * 1024;
const MEMORY_BYTES = 512 * MIB;
const SHOWN_BYTES = 500;

/** An input with what goes with it. */
type CheckedInput = { input: DataFile; args: readonly string[]; files: readonly ProgramFile[] };

/** Runs one input validator, in the sandbox like everything else, on the input of every test, and on those that must be rejected. */
export async function verifyInputs(parts: VerifyParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  const { language } = validator.program;
  if (language !== null && !parts.languages.has(language)) return report(validator, 'skipped', `${language} is not installed here`);
  try {
    return await runValidator(parts, problem, validator);
  } catch (error) {
    return report(validator, 'surprise', `could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function runValidator(parts: VerifyParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  const { tests } = problem.definition;
  return withBox(parts.sandbox, undefined, async (box) => {
    const run = await parts.programs.install(box, validator.program, MEMORY_BYTES);
    const check = (checked: CheckedInput) => checkInput(box, run, problem, validator, checked);
    const rejected: InputReport['rejected'] = [];
    for (const { name, input, arguments: args = [], files = [] } of tests) {
      const message = await check({ input, args: [...validator.argumentsFor(name), ...args], files });
      if (message !== null) rejected.push({ test: name, message });
    }
    const invalidAccepted: string[] = [];
    for (const { kind, name, input, inputArguments } of problem.validatorTests) {
      const args = Array.isArray(inputArguments) ? inputArguments : [];
      if (kind === 'input' && (await check({ input, args, files: [] })) === null) invalidAccepted.push(name);
    }
    const reason = rejected.length === 0 ? null : 'did not accept every input';
    return { ...report(validator, rejected.length === 0 ? 'expected' : 'surprise', reason), checked: tests.length, rejected, invalidAccepted };
  });
}

/** Null: the input is valid. The validator's own directory is where it works. */
async function checkInput(
  box: Box,
  run: RunStep,
  { data }: ProblemPackage,
  validator: InputValidator,
  { input, args, files }: CheckedInput,
): Promise<string | null> {
  for (const { path, file } of files) await box.write([{ path, content: await readFile(await data.path(file)) }]);
  const limits = limitsFor(run);
  const execution = await box.run({
    argv: [...run.argv, ...args],
    ...(run.env && { env: run.env }),
    profile: 'compile',
    limits,
    stdin: { file: await data.path(input) },
  });
  if (execution.ending.kind === 'exited' && execution.ending.code === validator.validExitCode) return null;
  const result = resultOf(execution, limits, run);
  const said = excerpt(Buffer.concat([execution.stdout, execution.stderr]), SHOWN_BYTES).trim();
  return [result.kind === 'failed' ? result.message : 'exit code 0', said].filter(Boolean).join(': ');
}

function limitsFor(run: RunStep): ExecutionLimits {
  return {
    cpuMs: 30_000,
    wallMs: 90_000,
    memoryBytes: MEMORY_BYTES + (run.extraMemoryBytes ?? 0),
    processes: 50,
    stdoutBytes: 8 * MIB,
    stderrBytes: 64 * 1024,
    scratchBytes: 64 * MIB,
  };
}

function report({ path }: InputValidator, result: InputReport['result'], reason: string | null): InputReport {
  return { validator: path, result, reason, checked: 0, rejected: [], invalidAccepted: [] };
}
