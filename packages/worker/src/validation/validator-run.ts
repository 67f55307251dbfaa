import {
  BOX_DIRECTORY,
  SandboxFault,
  type BoxFile,
  type Command,
  type Execution,
  type ExecutionLimits,
  type Program,
  type RunStep,
  type Space,
  type ValidationLimits,
} from '@codearena/core';
import { excerptOfEnd } from '../checking/excerpt.ts';
import { ProgramFailure, type AuthorPrograms } from '../judging/author-program.ts';
import { describeSignal } from '../judging/ending.ts';

const MIB = 1024 * 1024;
const FEEDBACK = 'feedback';
const STDERR_SHOWN_BYTES = 2_000;
/** In a directory of their own, so that they meet none of the program's files. */
const INPUT = 'data/test.in';
const ANSWER = 'data/test.ans';
const OUTPUT = 'data/test.out';

/** Paths of the files as a validator sees them. */
export const VALIDATOR_PATHS = {
  input: `${BOX_DIRECTORY}/${INPUT}`,
  answer: `${BOX_DIRECTORY}/${ANSWER}`,
  output: `${BOX_DIRECTORY}/${OUTPUT}`,
  feedback: `${BOX_DIRECTORY}/${FEEDBACK}/`,
};

/** A validator's place: its space beside the submission, with the program in it. */
export type ValidatorSeat = { space: Space; program: Program; run: RunStep; limits: ValidationLimits };

export async function seatValidator(programs: AuthorPrograms, space: Space, program: Program, limits: ValidationLimits): Promise<ValidatorSeat> {
  const run = await programs.install(space, program, memoryBytes(limits));
  return { space, program, run, limits };
}

function memoryBytes({ memoryMb }: ValidationLimits): number {
  return memoryMb * MIB;
}

export type TestFiles = { input: string; answer: string };

/** Lays a test's files out and empties the feedback directory. */
export async function layOut({ space }: ValidatorSeat, { input, answer }: TestFiles): Promise<void> {
  await space.write([
    { path: INPUT, content: { file: input } },
    { path: ANSWER, content: { file: answer } },
  ]);
  await space.makeDirectory(FEEDBACK);
}

export async function emptyFeedback({ space }: ValidatorSeat): Promise<void> {
  await space.makeDirectory(FEEDBACK);
}

/** What it wrote stays for the next pass, but for the input that it asked for. */
export async function prepareNextPass(seat: ValidatorSeat): Promise<void> {
  const remove = ['/bin/rm', '-f', `${VALIDATOR_PATHS.feedback}nextpass.in`] as const;
  const { ending } = await seat.space.run({ argv: remove, profile: 'compile', limits: limitsOf(seat) });
  if (ending.kind !== 'exited' || ending.code !== 0) throw new SandboxFault('remove nextpass.in', 'The input of the next pass could not be removed');
}

/** What an interactor wrote where a checker expects an output; nothing where it wrote none. */
export async function readProduced({ space, limits }: ValidatorSeat): Promise<Uint8Array> {
  const files = await space.snapshot({ directory: OUTPUT.slice(0, OUTPUT.lastIndexOf('/')), maxBytes: 512 * MIB + limits.outputKb * 1024 });
  return files.find(({ path }) => path === OUTPUT.slice(OUTPUT.lastIndexOf('/') + 1))?.content ?? new Uint8Array();
}

export async function layOutOutput({ space }: ValidatorSeat, output: Uint8Array | { file: string }): Promise<void> {
  await space.write([{ path: OUTPUT, content: output }]);
}

export function validatorCommand(seat: ValidatorSeat, args: readonly string[], stdin?: Command['stdin']): Command {
  const { run } = seat;
  // As a compiler's: the box, where the feedback directory is, is writable.
  return { argv: [...run.argv, ...args], ...(run.env && { env: run.env }), profile: 'compile', limits: limitsOf(seat), ...(stdin && { stdin }) };
}

function limitsOf({ limits, run }: ValidatorSeat): ExecutionLimits {
  return {
    cpuMs: limits.timeMs,
    wallMs: 2 * limits.timeMs + 10_000,
    memoryBytes: memoryBytes(limits) + (run.extraMemoryBytes ?? 0),
    processes: 100,
    stdoutBytes: limits.outputKb * 1024,
    stderrBytes: 64 * 1024,
    scratchBytes: Math.max(64 * MIB, limits.outputKb * 1024),
  };
}

export async function feedbackFiles({ space, program, limits }: ValidatorSeat): Promise<BoxFile[]> {
  try {
    return await space.snapshot({ directory: FEEDBACK, maxBytes: Math.max(16 * MIB, 2 * limits.outputKb * 1024) });
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error;
    // What it did with its own directory is its doing.
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(error.errno ?? '')) return [];
    if (error.errno === 'EFBIG') throw new ProgramFailure(program.name, 'wrote more feedback than there is room for');
    throw error;
  }
}

/** Its exit code; every other ending is its failure. */
export function exitCodeOf({ program, limits }: ValidatorSeat, execution: Execution): number {
  const { ending } = execution;
  switch (ending.kind) {
    case 'exited':
      return ending.code;
    case 'signaled':
      throw new ProgramFailure(program.name, `was ended by ${describeSignal(ending.signal)}${quoted(execution)}`);
    case 'limit':
      throw new ProgramFailure(program.name, `${limitProblem(ending.limit, limits)}${quoted(execution)}`);
    default:
      return ending satisfies never;
  }
}

function limitProblem(limit: 'cpu' | 'wall' | 'memory' | 'output', limits: ValidationLimits): string {
  switch (limit) {
    case 'cpu':
      return `used more than ${limits.timeMs / 1000} s of CPU time`;
    case 'wall':
      return 'did not end in time';
    case 'memory':
      return `used more than ${limits.memoryMb} MB of memory`;
    case 'output':
      return `printed more than ${limits.outputKb} kB`;
    default:
      return limit satisfies never;
  }
}

/** For whoever has to find out why. */
export function quoted({ stderr }: Execution): string {
  const said = excerptOfEnd(stderr, STDERR_SHOWN_BYTES).trim();
  return said === '' ? '' : `:\n${said}`;
}
