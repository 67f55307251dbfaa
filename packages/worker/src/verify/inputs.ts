import type { Box, DataFile, ExecutionLimits, ProgramFile, RunStep } from '@codearena/core';
import { BOX_DIRECTORY } from '@codearena/core';
import type { InputValidator, ProblemPackage } from '@codearena/problem-package';
import { excerpt } from '../checking/excerpt.ts';
import { withBox } from '../judging/box.ts';
import { resultOf } from '../judging/ending.ts';
import type { SharedParts } from '../judging/judge.ts';
import type { InputReport } from './report.ts';

const MIB = 1024 * 1024;
const MEMORY_BYTES = 512 * MIB;
const SHOWN_BYTES = 500;

/** What a validator reads, with what goes with it; `valid` says whether it must accept it. */
type CheckedFile = { name: string; valid: boolean; stdin: DataFile; input: DataFile | null; args: readonly string[]; files: readonly ProgramFile[] };

/** Runs one input validator, in the sandbox like everything else, on the input of every test, and on those that must be rejected. */
export function verifyInputs(parts: SharedParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  return verifyFiles(parts, problem, validator, inputsOf(problem, validator));
}

/** The same for an answer validator and the answers; it gets the input's path as its first argument. */
export function verifyAnswers(parts: SharedParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  return verifyFiles(parts, problem, validator, answersOf(problem, validator));
}

/** Data by which output validators are tested has inputs that are valid. */
function inputsOf({ definition, validatorTests }: ProblemPackage, validator: InputValidator): CheckedFile[] {
  const ofTests = definition.tests.map(({ name, input, arguments: args = [], files = [] }) => {
    return { name, valid: true, stdin: input, input: null, args: [...validator.argumentsFor(name), ...args], files };
  });
  const others = validatorTests.flatMap(({ kind, name, input, inputArguments }) => {
    const args = validator.argumentsIn(inputArguments);
    return kind === 'shown' ? [] : [{ name, valid: kind !== 'input', stdin: input, input: null, args, files: [] }];
  });
  return [...ofTests, ...others];
}

function answersOf({ definition, validatorTests }: ProblemPackage, validator: InputValidator): CheckedFile[] {
  const ofTests = definition.tests.map(({ name, input, answer }) => {
    return { name, valid: true, stdin: answer, input, args: validator.argumentsFor(name), files: [] };
  });
  const others = validatorTests.flatMap(({ kind, name, input, answer, inputArguments }) => {
    const args = validator.argumentsIn(inputArguments);
    return kind === 'input' || kind === 'shown' || answer === null ? [] : [{ name, valid: kind !== 'answer', stdin: answer, input, args, files: [] }];
  });
  return [...ofTests, ...others];
}

async function verifyFiles(parts: SharedParts, problem: ProblemPackage, validator: InputValidator, files: readonly CheckedFile[]): Promise<InputReport> {
  const { language } = validator.program;
  if (language !== null && !parts.languages.has(language)) return report(validator, 'skipped', `${language} is not installed here`);
  try {
    return await runValidator(parts, problem, validator, files);
  } catch (error) {
    return report(validator, 'surprise', `could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function runValidator(parts: SharedParts, problem: ProblemPackage, validator: InputValidator, files: readonly CheckedFile[]): Promise<InputReport> {
  return withBox(parts.sandbox, undefined, async (box) => {
    const run = await parts.programs.install(box, validator.program, MEMORY_BYTES);
    const rejected: InputReport['rejected'] = [];
    const invalidAccepted: string[] = [];
    for (const file of files) {
      const message = await checkFile(box, run, problem, validator, file);
      if (file.valid && message !== null) rejected.push({ test: file.name, message });
      if (!file.valid && message === null) invalidAccepted.push(file.name);
    }
    const reason = rejected.length === 0 ? null : 'did not accept everything that is valid';
    const checked = files.filter(({ valid }) => valid).length;
    return { ...report(validator, rejected.length === 0 ? 'expected' : 'surprise', reason), checked, rejected, invalidAccepted };
  });
}

/** Where an answer validator finds the input. */
const INPUT = 'data/test.in';

/** Null: it is valid. The validator's own directory is where it works. */
async function checkFile(
  box: Box,
  run: RunStep,
  { data }: ProblemPackage,
  validator: InputValidator,
  { stdin, input, args, files }: CheckedFile,
): Promise<string | null> {
  for (const { path, file } of files) await box.write([{ path, content: { file: await data.path(file) } }]);
  if (input) await box.write([{ path: INPUT, content: { file: await data.path(input) } }]);
  const limits = limitsFor(run);
  const execution = await box.run({
    argv: [...run.argv, ...(input ? [`${BOX_DIRECTORY}/${INPUT}`] : []), ...args],
    ...(run.env && { env: run.env }),
    profile: 'compile',
    limits,
    stdin: { file: await data.path(stdin) },
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
