/** What all parts of the sandbox's benchmark share: the programs, the floor, and how a box is used. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Box, Command } from '@codearena/core';

const MIB = 1024 * 1024;

/** Milliseconds of the median run, and how many a second. */
export type Measure = { medianMs: number; perSecond: number };

/** `sum` reads two numbers and prints their sum; `bare` runs a program again and again with a pipe at either end. */
export type Programs = { bare: string; sum: string };

export const SUM_SOURCE = path.join(import.meta.dirname, 'sum.c');

export function compilePrograms(folder: string): Programs {
  const programs = { bare: path.join(folder, 'bare'), sum: path.join(folder, 'sum') };
  for (const name of ['bare', 'sum'] as const) execFileSync('cc', ['-O2', '-static', path.join(import.meta.dirname, `${name}.c`), '-o', programs[name]]);
  return programs;
}

/** The floor for whatever runs `argv`: vfork, exec and wait, nothing else. */
export function measureBare({ bare }: Programs, argv: readonly string[], runs: number, lanes = 1, env = process.env): Measure {
  return JSON.parse(execFileSync(bare, [String(runs), String(lanes), ...argv], { encoding: 'utf8', env })) as Measure;
}

export const LIMITS: Command['limits'] = {
  cpuMs: 1000,
  wallMs: 10_000,
  memoryBytes: 256 * MIB,
  processes: 50,
  stdoutBytes: MIB,
  stderrBytes: MIB,
  scratchBytes: 64 * MIB,
};

export const SUM: Command = { argv: ['/box/sum'], profile: 'run', stdin: Buffer.from('3 4\n'), limits: LIMITS };

export async function writeSum(box: Box, { sum }: Programs): Promise<Box> {
  await box.write([{ path: 'sum', content: readFileSync(sum), executable: true }]);
  return box;
}

/** Runs it; what the launcher says it took, in milliseconds. */
export async function runSum(box: Box): Promise<number> {
  const { ending, stdout, wallMs } = await box.run(SUM);
  if (ending.kind !== 'exited' || Buffer.from(stdout).toString() !== '7\n') throw new Error(`Unexpected ending ${JSON.stringify(ending)}`);
  return wallMs;
}
