import type { CompileStep, Execution, Space } from '@codearena/core';
import { excerpt } from '../checking/excerpt.ts';
import { describeSignal } from './ending.ts';
import { compileLimits } from './execution-limits.ts';

export type Compilation = { ok: boolean; output: string | null };

const SHOWN_BYTES = 64 * 1024;

/**
 * Builds what was written into the space. Whatever the compiler runs into, its limits included, is the source's doing and
 * a compilation error; only a `SandboxFault` thrown is ours.
 */
export async function compile(space: Space, step: CompileStep): Promise<Compilation> {
  const limits = compileLimits(step);
  const execution = await space.run({ argv: step.argv, ...(step.env && { env: step.env }), profile: 'compile', limits });
  const problem = whyFailed(execution, step);
  const printed = cleanOutput(execution);
  if (problem === null) return { ok: true, output: printed === '' ? null : printed };
  return { ok: false, output: [printed, problem].filter(Boolean).join('\n') };
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
