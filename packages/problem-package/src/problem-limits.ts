import type { ProblemLimits } from '@codearena/contracts';
import { VALIDATION_LIMITS, type InstallationLimits, type ProblemDefinition, type ValidationLimits } from '@codearena/core';
import type { Limits } from './problem-yaml.ts';
import type { TimeLimit } from './time-limit.ts';

/** "Limits" of the format: what systems usually give where a package does not say; MiB and KiB. */
const USUAL = { memory: 2_048, output: 8, code: 128 };
const MOST_OUTPUT_MB = 64;
const COMPILATION_LIMITS = { timeMs: 60_000, memoryMb: 2_048 };

/** Until a limit is inferred, submissions may take as long as the installation lets them. */
export function problemLimits(limits: Limits, time: TimeLimit, { timeMs, memoryMb, sourceBytes }: InstallationLimits, warnings: string[]): ProblemLimits {
  const given = { memory: limits.memory ?? null, output: limits.output ?? USUAL.output, code: limits.code ?? null };
  return {
    timeMs: time.kind === 'given' ? bounded('time_limit', time.ms, { most: timeMs, unit: 'ms', variable: 'MAX_TIME_LIMIT_SECONDS' }, warnings) : timeMs,
    memoryMb:
      given.memory === null
        ? Math.min(USUAL.memory, memoryMb)
        : bounded('memory', given.memory, { most: memoryMb, unit: 'MiB', variable: 'MAX_MEMORY_MB' }, warnings),
    outputKb: bounded('output', given.output, { most: MOST_OUTPUT_MB, unit: 'MiB', factor: 1024 }, warnings),
    sourceBytes:
      given.code === null
        ? Math.min(USUAL.code * 1024, sourceBytes)
        : bounded('code', given.code, { most: sourceBytes / 1024, unit: 'KiB', factor: 1024, variable: 'MAX_SOURCE_BYTES' }, warnings),
  };
}

export function wantedMemoryMb({ memory }: Limits): number {
  return Math.ceil(memory ?? USUAL.memory);
}

export function compilationLimits(limits: Limits, warnings: string[]): ProblemDefinition['compilation'] {
  const { compilation_time: time, compilation_memory: memory } = limits;
  if ((time ?? null) === null && (memory ?? null) === null) return null;
  return {
    timeMs: bounded('compilation_time', time, { most: COMPILATION_LIMITS.timeMs / 1000, unit: 's', factor: 1000 }, warnings),
    memoryMb: bounded('compilation_memory', memory, { most: COMPILATION_LIMITS.memoryMb, unit: 'MiB' }, warnings),
  };
}

export function validationLimits(limits: Limits, warnings: string[]): ValidationLimits {
  const { timeMs, memoryMb, outputKb } = VALIDATION_LIMITS;
  return {
    timeMs: bounded('validation_time', limits.validation_time, { most: timeMs / 1000, unit: 's', factor: 1000 }, warnings),
    memoryMb: bounded('validation_memory', limits.validation_memory, { most: memoryMb, unit: 'MiB' }, warnings),
    outputKb: bounded('validation_output', limits.validation_output, { most: outputKb / 1024, unit: 'MiB', factor: 1024 }, warnings),
  };
}

/** `factor` makes the format's unit ours; `variable` is what raises the bound. */
type Bound = { most: number; unit: string; factor?: number; variable?: string };

function bounded(name: string, wanted: number | null | undefined, { most, unit, factor = 1, variable }: Bound, warnings: string[]): number {
  if (wanted === undefined || wanted === null) return Math.ceil(most * factor);
  if (wanted <= most) return Math.ceil(wanted * factor);
  const raise = variable === undefined ? '' : ` (${variable})`;
  warnings.push(`problem.yaml: limits.${name} of ${wanted} ${unit} is more than this installation gives${raise}; ${most} ${unit} counts`);
  return Math.ceil(most * factor);
}
