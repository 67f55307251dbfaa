import type { ProblemLimits, RunLimits } from '@codearena/contracts';
import type { CompileStep, ExecutionLimits, LanguageDefinition, RunStep } from '@codearena/core';

const KIB = 1024;
const MIB = 1024 * KIB;

/** The most that one execution gets in this installation, whatever a problem or a run asks for. */
export const INSTALLATION = { cpuMs: 10_000, memoryMb: 256, processes: 50, scratchBytes: 64 * MIB };
const STDERR_BYTES = 64 * KIB;
const RUN_OUTPUT_BYTES = 16 * MIB;

/** CPU time of one test in a language: the problem's, times the language's factor, under the cap. */
export function testCpuMs(limits: ProblemLimits, language: LanguageDefinition): number {
  return Math.min(limits.timeMs * language.timeMultiplier, INSTALLATION.cpuMs);
}

export function memoryBytesOf(memoryMb: number): number {
  return Math.min(memoryMb, INSTALLATION.memoryMb) * MIB;
}

export function testLimits(limits: ProblemLimits, language: LanguageDefinition, run: RunStep): ExecutionLimits {
  const cpuMs = testCpuMs(limits, language);
  return limitsFor(cpuMs, memoryBytesOf(limits.memoryMb), run, limits.outputKb * KIB);
}

export function runLimits(limits: RunLimits, run: RunStep): ExecutionLimits {
  const cpuMs = Math.min(limits.timeMs ?? INSTALLATION.cpuMs, INSTALLATION.cpuMs);
  return limitsFor(cpuMs, memoryBytesOf(limits.memoryMb ?? INSTALLATION.memoryMb), run, RUN_OUTPUT_BYTES);
}

/** Elapsed time is capped well above CPU time: it is there to end sleepers, not to judge. */
function limitsFor(cpuMs: number, memoryBytes: number, run: RunStep, stdoutBytes: number): ExecutionLimits {
  return {
    cpuMs,
    wallMs: 2 * cpuMs + 1_000,
    memoryBytes: memoryBytes + (run.extraMemoryBytes ?? 0),
    processes: INSTALLATION.processes,
    stdoutBytes,
    stderrBytes: STDERR_BYTES,
    scratchBytes: INSTALLATION.scratchBytes,
  };
}

/** A compiler is held to CPU time; on a busy machine it may take much longer. */
export function compileLimits(step: CompileStep): ExecutionLimits {
  return {
    cpuMs: step.cpuMs,
    wallMs: 3 * step.cpuMs + 10_000,
    memoryBytes: step.memoryBytes,
    processes: step.processes ?? INSTALLATION.processes,
    stdoutBytes: MIB,
    stderrBytes: MIB,
    scratchBytes: 512 * MIB,
  };
}
