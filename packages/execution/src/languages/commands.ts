import type { Command, CompileStep, RunStep } from '@codearena/core';
import { MEBIBYTE } from './environment.ts';

const PROCESSES = 50;
const SCRATCH_BYTES = 256 * MEBIBYTE;
const OUTPUT_BYTES = MEBIBYTE;

/** Nothing is timed here, and at a start the machine may be busy with other things. */
const WALL_FACTOR = 10;

export function compileCommand(step: CompileStep): Command {
  return {
    argv: step.argv,
    env: step.env,
    profile: 'compile',
    limits: { ...limits(step.cpuMs, step.memoryBytes), processes: step.processes ?? PROCESSES },
  };
}

export type RunOptions = { cpuMs: number; memoryBytes: number; stdin: Uint8Array };

export function runCommand(step: RunStep, options: RunOptions): Command {
  return {
    argv: step.argv,
    env: step.env,
    profile: 'run',
    mayFork: step.mayFork,
    stdin: options.stdin,
    limits: limits(options.cpuMs, options.memoryBytes + (step.extraMemoryBytes ?? 0)),
  };
}

function limits(cpuMs: number, memoryBytes: number): Command['limits'] {
  return {
    cpuMs,
    wallMs: cpuMs * WALL_FACTOR,
    memoryBytes,
    processes: PROCESSES,
    stdoutBytes: OUTPUT_BYTES,
    stderrBytes: OUTPUT_BYTES,
    scratchBytes: SCRATCH_BYTES,
  };
}
