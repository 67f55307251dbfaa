import type { ProblemLimits } from '@codearena/contracts';
import { VALIDATION_LIMITS, type ProblemDefinition, type ValidationLimits } from '@codearena/core';
import type { Limits } from './problem-yaml.ts';
import type { TimeLimit } from './time-limit.ts';

/** What one execution may have at most here, and what it gets where a package does not say. */
export const INSTALLATION_LIMITS = { timeMs: 10_000, memoryMb: 256, outputKb: 8 * 1024, sourceBytes: 50 * 1024 };
const COMPILATION_LIMITS = { timeMs: 60_000, memoryMb: 2_048 };

/** Until a limit is inferred, submissions may take as long as the installation lets them. */
export function problemLimits(limits: Limits, time: TimeLimit, warnings: string[]): ProblemLimits {
  const { timeMs, memoryMb, outputKb, sourceBytes } = INSTALLATION_LIMITS;
  return {
    timeMs: time.kind === 'given' ? bounded('time_limit', time.ms, timeMs, 'ms', warnings) : timeMs,
    memoryMb: bounded('memory', limits.memory, memoryMb, 'MiB', warnings),
    outputKb: bounded('output', limits.output, outputKb / 1024, 'MiB', warnings, (value) => value * 1024),
    sourceBytes: bounded('code', limits.code, sourceBytes / 1024, 'KiB', warnings, (value) => value * 1024),
  };
}

export function compilationLimits(limits: Limits, warnings: string[]): ProblemDefinition['compilation'] {
  const { compilation_time: time, compilation_memory: memory } = limits;
  if ((time ?? null) === null && (memory ?? null) === null) return null;
  return {
    timeMs: bounded('compilation_time', time, COMPILATION_LIMITS.timeMs / 1000, 's', warnings, (value) => value * 1000),
    memoryMb: bounded('compilation_memory', memory, COMPILATION_LIMITS.memoryMb, 'MiB', warnings),
  };
}

export function validationLimits(limits: Limits, warnings: string[]): ValidationLimits {
  const { timeMs, memoryMb, outputKb } = VALIDATION_LIMITS;
  return {
    timeMs: bounded('validation_time', limits.validation_time, timeMs / 1000, 's', warnings, (value) => value * 1000),
    memoryMb: bounded('validation_memory', limits.validation_memory, memoryMb, 'MiB', warnings),
    outputKb: bounded('validation_output', limits.validation_output, outputKb / 1024, 'MiB', warnings, (value) => value * 1024),
  };
}

function bounded(
  name: string,
  wanted: number | null | undefined,
  most: number,
  unit: string,
  warnings: string[],
  convert: (value: number) => number = (value) => value,
): number {
  if (wanted === undefined || wanted === null) return convert(most);
  if (wanted <= most) return Math.ceil(convert(wanted));
  warnings.push(`problem.yaml: limits.${name} of ${wanted} ${unit} is more than this installation gives; ${most} ${unit} counts`);
  return convert(most);
}
