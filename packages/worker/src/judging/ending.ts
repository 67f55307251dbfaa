import type { Verdict } from '@codearena/contracts';
import { ranOutOfMemory, type Execution, type ExecutionLimits, type RunStep } from '@codearena/core';

/** How an execution ended, as far as it does not depend on what it printed. */
export type Result = { kind: 'completed' } | { kind: 'failed'; verdict: Verdict; message: string };

/** The sandbox's fact → the judge's word. `limits` are those that the execution had. */
export function resultOf(execution: Execution, limits: ExecutionLimits, run: RunStep): Result {
  const { ending } = execution;
  if (ranOutOfMemory(ending, run)) {
    return failed('Memory Limit Exceeded', `used more than ${Math.round((limits.memoryBytes - (run.extraMemoryBytes ?? 0)) / 1024 / 1024)} MB of memory`);
  }
  // It may have ended by itself between two looks at its clock.
  if (execution.cpuMs > limits.cpuMs) return timeLimit(limits);
  switch (ending.kind) {
    case 'exited':
      return ending.code === 0 ? { kind: 'completed' } : failed('Runtime Error', `exit code ${ending.code}`);
    case 'signaled':
      return failed('Runtime Error', describeSignal(ending.signal));
    case 'limit':
      return limitResult(ending.limit, limits);
    default:
      return ending satisfies never;
  }
}

function limitResult(limit: 'cpu' | 'wall' | 'memory' | 'output', limits: ExecutionLimits): Result {
  switch (limit) {
    case 'cpu':
      return timeLimit(limits);
    case 'wall':
      return failed('Time Limit Exceeded', `did not end within ${seconds(limits.wallMs)}`);
    case 'memory':
      return failed('Memory Limit Exceeded', `used more than ${Math.round(limits.memoryBytes / 1024 / 1024)} MB of memory`);
    case 'output':
      return failed('Output Limit Exceeded', `printed more than ${limits.stdoutBytes / 1024} kB`);
    default:
      return limit satisfies never;
  }
}

function timeLimit(limits: ExecutionLimits): Result {
  return failed('Time Limit Exceeded', `used more than ${seconds(limits.cpuMs)} of CPU time`);
}

function failed(verdict: Verdict, message: string): Result {
  return { kind: 'failed', verdict, message };
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

const SIGNALS: Record<string, string> = {
  SIGSEGV: 'segmentation fault: memory that is not the program’s was used',
  SIGBUS: 'bus error: memory was used in a way that is not possible',
  SIGFPE: 'arithmetic error, such as an integer division by zero',
  SIGABRT: 'aborted, as by an uncaught exception or a failed assertion',
  SIGILL: 'illegal instruction',
  SIGSYS: 'a system call that programs may not use here',
  SIGKILL: 'killed',
  SIGTERM: 'terminated',
  SIGXFSZ: 'a file grew too large',
  SIGPIPE: 'wrote to a pipe that nobody reads',
  SIGTRAP: 'trap',
  SIGALRM: 'alarm clock',
};

export function describeSignal(signal: string): string {
  const meaning = SIGNALS[signal];
  return meaning ? `${signal} (${meaning})` : signal;
}
