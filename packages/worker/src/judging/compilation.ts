import type { Command, CompileStep, Execution, Space } from '@codearena/core';
import { excerpt } from '../checking/excerpt.ts';
import { describeSignal } from './ending.ts';
import { compileLimits } from './execution-limits.ts';

/** `lasting`: the compiler came to its own end, so that it would do and say the same at any other time. */
export type Compilation = { ok: boolean; output: string | null; lasting: boolean };

const SHOWN_BYTES = 64 * 1024;
/** Compilers end with 1 or 2 when the source is at fault, with others when they are. */
const FAILED_ON_ITS_OWN = 2;

/**
 * Builds what was written into the space. Whatever the compiler runs into, its limits included, is the source's doing and
 * a compilation error; only a `SandboxFault` thrown is ours.
 */
export async function compile(space: Space, step: CompileStep): Promise<Compilation> {
  const execution = await runCompiler(space, step);
  const problem = whyFailed(execution, step);
  const printed = cleanOutput(execution);
  if (problem === null) return { ok: true, output: printed === '' ? null : printed, lasting: true };
  const { olderDialect, shortcut: _, ...newest } = step;
  if (olderDialect?.isWorthTrying(printed)) {
    const older = await compile(space, { ...newest, argv: olderDialect.argv });
    if (older.ok) return older;
  }
  return { ok: false, output: [printed, problem].filter(Boolean).join('\n'), lasting: isLasting(execution, step) };
}

async function runCompiler(space: Space, step: CompileStep): Promise<Execution> {
  const { shortcut, env } = step;
  const command = (argv: CompileStep['argv']): Command => ({ argv, ...(env && { env }), profile: 'compile', limits: compileLimits(step) });
  const execution = shortcut ? await space.run(command(shortcut.argv)) : undefined;
  return execution && shortcut?.isSame(execution) ? execution : space.run(command(step.argv));
}

/** What compilers say that the machine had not enough for, or that something else ended. */
const TROUBLE =
  /out of memory|OutOfMemory|cannot allocate|(insufficient|not enough) memory|memory exhausted|temporarily unavailable|no space left|input\/output error|internal compiler error|killed/i;

/** Near a limit a compiler can fail in ways of its own, which look like any other error. */
function isLasting({ ending, cpuMs, peakMemoryBytes, stdout, stderr, stderrTruncated }: Execution, step: CompileStep): boolean {
  if (ending.kind !== 'exited' || ending.code > FAILED_ON_ITS_OWN || stderrTruncated) return false;
  if (TROUBLE.test(Buffer.concat([stdout, stderr]).toString('latin1'))) return false;
  return cpuMs < 0.8 * step.cpuMs && peakMemoryBytes < 0.8 * step.memoryBytes;
}

/** Null: it worked. Empty: it failed, and what it printed says why. */
function whyFailed(execution: Execution, step: CompileStep): string | null {
  const { ending, stdout, stderr } = execution;
  switch (ending.kind) {
    case 'exited':
      if (ending.code === 0) return null;
      return stdout.length + stderr.length > 0 ? '' : `The compiler ended with exit code ${ending.code}.`;
    case 'signaled':
      return `The compiler was ended by ${describeSignal(ending.signal)}.`;
    case 'limit':
      return limitProblem(ending.limit, step);
    default:
      return ending satisfies never;
  }
}

function limitProblem(limit: 'cpu' | 'wall' | 'memory' | 'output', step: CompileStep): string {
  switch (limit) {
    case 'cpu':
      return `The compiler used more than ${step.cpuMs / 1000} s of CPU time.`;
    case 'wall':
      return `The compiler did not end within ${compileLimits(step).wallMs / 1000} s.`;
    case 'memory':
      return `The compiler needed more than ${Math.round(step.memoryBytes / 1024 / 1024)} MB of memory.`;
    case 'output':
      return 'The compiler printed more than it may.';
    default:
      return limit satisfies never;
  }
}

const ESCAPE = String.fromCodePoint(27);
const BELL = String.fromCodePoint(7);
/** Colours and links of terminals. */
const TERMINAL_SEQUENCE = new RegExp(`${ESCAPE}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)|[@-Z\\\\-_])`, 'g');
/** Where a path begins that leads to the box: names are shown as people wrote them. */
const BOX_PATH = /(^|[\s'"(=:])(?:\/box\/|\.\/)(?=[\w.-])/gm;

/** What a person wants to read. */
function cleanOutput({ stdout, stderr }: Execution): string {
  const text = excerpt(Buffer.concat([stdout, stderr]), SHOWN_BYTES);
  return text.replace(TERMINAL_SEQUENCE, '').replace(BOX_PATH, '$1').trim();
}
