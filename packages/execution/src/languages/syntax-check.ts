import type { CompileStep } from '@codearena/core';
import { ENVIRONMENT, MEBIBYTE } from './environment.ts';

/** Passes a checker's output on only when it finds something: "syntax OK" is nothing to show. */
const QUIET_UNLESS_WRONG = 'output=$("$@" 2>&1) || { printf "%s\\n" "$output" >&2; exit 1; }';

/** For interpreters that can check a program without running it. */
export function syntaxCheck(...checker: string[]): CompileStep {
  return {
    argv: ['/bin/sh', '-c', QUIET_UNLESS_WRONG, 'check', ...checker],
    env: ENVIRONMENT,
    cpuMs: 10_000,
    memoryBytes: 512 * MEBIBYTE,
    isBrief: true,
  };
}
