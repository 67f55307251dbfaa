import type { ProblemLimits, RunLimits } from '@codearena/contracts';
import { timeInLanguage, type CompileStep, type ExecutionLimits, type InstallationLimits, type LanguageDefinition, type RunStep } from '@codearena/core';

const KIB = 1024;
const MIB = 1024 * KIB;

const PROCESSES = 50;
const SCRATCH_BYTES = 64 * MIB;
const STDERR_BYTES = 64 * KIB;
const RUN_OUTPUT_BYTES = 16 * MIB;

/** Under the installation's cap, which is also what there is where nothing is said. */
export function memoryBytesOf(memoryMb: number | undefined, installation: InstallationLimits): number {
  return Math.min(memoryMb ?? installation.memoryMb, installation.memoryMb) * MIB;
}

export function testLimits(limits: ProblemLimits, language: LanguageDefinition, run: RunStep, installation: InstallationLimits): ExecutionLimits {
  const cpuMs = timeInLanguage(limits.timeMs, language, installation);
  return limitsFor(cpuMs, memoryBytesOf(limits.memoryMb, installation), run, limits.outputKb * KIB);
}

export function runLimits(limits: RunLimits, run: RunStep, installation: InstallationLimits): ExecutionLimits {
  const cpuMs = Math.min(limits.timeMs ?? installation.timeMs, installation.timeMs);
  return limitsFor(cpuMs, memoryBytesOf(limits.memoryMb, installation), run, RUN_OUTPUT_BYTES);
}

/** Elapsed time is capped well above CPU time: it is there to end sleepers, not to judge. */
function limitsFor(cpuMs: number, memoryBytes: number, run: RunStep, stdoutBytes: number): ExecutionLimits {
  return {
    cpuMs,
    wallMs: 2 * cpuMs + 1_000,
    memoryBytes: memoryBytes + (run.extraMemoryBytes ?? 0),
    processes: PROCESSES,
    stdoutBytes,
    stderrBytes: STDERR_BYTES,
    scratchBytes: SCRATCH_BYTES,
  };
}

/** Up to this multiple of its limit a program's time may be the machine's doing: it is run again. */
export const NEAR_LIMIT = 1.1;

/**
 * What ends a program on a test: a little later than `limits`, by which it is judged, so that it is known how much too slow it is.
 * `timeMargin`: so much later at least, for elapsed time too.
 */
export function endingLimits(limits: ExecutionLimits, timeMargin: number, installation: InstallationLimits): ExecutionLimits {
  const near = Math.max(limits.cpuMs, Math.min(limits.cpuMs * NEAR_LIMIT, installation.timeMs));
  return { ...limits, cpuMs: Math.round(Math.max(near, limits.cpuMs * timeMargin)), wallMs: Math.round(limits.wallMs * timeMargin) };
}

/** A compiler is held to CPU time; on a busy machine it may take much longer. */
export function compileLimits(step: CompileStep): ExecutionLimits {
  return {
    cpuMs: step.cpuMs,
    wallMs: 3 * step.cpuMs + 10_000,
    memoryBytes: step.memoryBytes,
    processes: step.processes ?? PROCESSES,
    stdoutBytes: MIB,
    stderrBytes: MIB,
    scratchBytes: 512 * MIB,
  };
}
