import { readFile } from 'node:fs/promises';
import type { Box, DataFile, ExecutionLimits, ProgramFile, RunStep } from '@codearena/core';
import { BOX_DIRECTORY } from '@codearena/core';
import type { InputValidator, ProblemPackage } from '@codearena/problem-package';
import { excerpt } from '../checking/excerpt.ts';
import { withBox } from '../judging/box.ts';
import { resultOf } from '../judging/ending.ts';
import { CHANGES, JUNK, type Junk } from './junk.ts';
import type { SharedParts } from '../judging/judge.ts';
import type { InputReport } from './report.ts';

const MIB = 1024 * 1024;
const MEMORY_BYTES = 512 * MIB;
const SHOWN_BYTES = 500;

/** What a validator reads, with what goes with it; `valid` says whether it must accept it. */
type CheckedFile = { name: string; valid: boolean; stdin: DataFile | Buffer; input: DataFile | null; args: readonly string[]; files: readonly ProgramFile[] };

/** Runs one input validator, in the sandbox like everything else, on the input of every test, and on those that must be rejected. */
export function validateInputs(parts: SharedParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  return verifyFiles(parts, problem, validator, { files: inputsOf(problem, validator), withJunk: false });
}

/** The same, and on what no validator should accept. */
export function verifyInputs(parts: SharedParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  return verifyFiles(parts, problem, validator, { files: inputsOf(problem, validator), withJunk: true });
}

/** Runs an answer validator on the answers; it gets the input's path as its first argument. */
export function verifyAnswers(parts: SharedParts, problem: ProblemPackage, validator: InputValidator): Promise<InputReport> {
  return verifyFiles(parts, problem, validator, { files: answersOf(problem, validator), withJunk: false });
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

type Work = { files: readonly CheckedFile[]; withJunk: boolean };

async function verifyFiles(parts: SharedParts, problem: ProblemPackage, validator: InputValidator, work: Work): Promise<InputReport> {
  const { language } = validator.program;
  if (language !== null && !parts.languages.has(language)) return report(validator, 'skipped', `${language} is not installed here`);
  try {
    return await runValidator(parts, problem, validator, work);
  } catch (error) {
    return report(validator, 'surprise', `could not be run: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function runValidator(parts: SharedParts, problem: ProblemPackage, validator: InputValidator, { files, withJunk }: Work): Promise<InputReport> {
  return withBox(parts.sandbox, undefined, async (box) => {
    const run = await parts.programs.install(box, validator.program, MEMORY_BYTES);
    const rejected: InputReport['rejected'] = [];
    const invalidAccepted: string[] = [];
    for (const file of files) {
      const answer = await checkFile(box, run, problem, validator, file);
      if (file.valid && answer !== null) rejected.push({ test: file.name, message: answer.message });
      if (!file.valid && answer === null) invalidAccepted.push(file.name);
      // One that does not end would not end on the other tests either.
      if (answer?.overran) break;
    }
    const reason = rejected.length === 0 ? null : 'did not accept everything that is valid';
    const checked = files.filter(({ valid }) => valid).length;
    const junk = withJunk && rejected.length === 0 ? await junkFor(problem, files) : [];
    const junkAccepted: string[] = [];
    for (const file of junk) if ((await checkFile(box, run, problem, validator, file)) === null) junkAccepted.push(file.name);
    return { ...report(validator, rejected.length === 0 ? 'expected' : 'surprise', reason), checked, rejected, invalidAccepted, junkAccepted };
  });
}

const LARGEST_CHANGED_BYTES = 4 * MIB;

/** For an input validator: what is no input, and each change of the first test that can be changed so, with that test's arguments. */
async function junkFor({ data }: ProblemPackage, files: readonly CheckedFile[]): Promise<CheckedFile[]> {
  const inputs = files.filter(({ valid, input }) => valid && input === null);
  const [first] = inputs;
  if (!first) return [];
  const as = (file: CheckedFile, { name, content }: Junk): CheckedFile => ({ ...file, name, valid: false, stdin: content });
  const changed = new Map<string, CheckedFile>();
  for (const file of inputs) {
    if (changed.size === CHANGES.length) break;
    if (Buffer.isBuffer(file.stdin) || file.stdin.bytes > LARGEST_CHANGED_BYTES) continue;
    const text = (await readFile(await data.path(file.stdin))).toString('latin1');
    for (const { name, apply } of CHANGES) {
      const content = changed.has(name) ? null : apply(text);
      if (content !== null) changed.set(name, as(file, { name, content: Buffer.from(content, 'latin1') }));
    }
  }
  return [...JUNK.map((junk) => as(first, junk)), ...changed.values()];
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
): Promise<{ message: string; overran: boolean } | null> {
  for (const { path, file } of files) await box.write([{ path, content: { file: await data.path(file) } }]);
  if (input) await box.write([{ path: INPUT, content: { file: await data.path(input) } }]);
  const limits = limitsFor(run);
  const execution = await box.run({
    argv: [...run.argv, ...(input ? [`${BOX_DIRECTORY}/${INPUT}`] : []), ...args],
    ...(run.env && { env: run.env }),
    profile: 'compile',
    limits,
    stdin: Buffer.isBuffer(stdin) ? stdin : { file: await data.path(stdin) },
  });
  if (execution.ending.kind === 'exited' && execution.ending.code === validator.validExitCode) return null;
  const result = resultOf(execution, limits, run);
  const said = excerpt(Buffer.concat([execution.stdout, execution.stderr]), SHOWN_BYTES).trim();
  const { ending } = execution;
  const overran = ending.kind === 'limit' && (ending.limit === 'cpu' || ending.limit === 'wall');
  return { message: [result.kind === 'failed' ? result.message : 'exit code 0', said].filter(Boolean).join(': '), overran };
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
  return { validator: path, result, reason, checked: 0, rejected: [], invalidAccepted: [], junkAccepted: [] };
}
