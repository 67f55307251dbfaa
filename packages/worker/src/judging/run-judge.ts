import type { RunLimits } from '@codearena/contracts';
import type { Command, Execution, RunOutcome, RunStep } from '@codearena/core';
import { beginningAsText } from '../checking/excerpt.ts';
import { withBox } from './box.ts';
import { build } from './building.ts';
import { resultOf } from './ending.ts';
import { memoryBytesOf, runLimits } from './execution-limits.ts';
import type { Judging, Submitted } from './submission-judge.ts';
import { captureBeginning, usageOf } from './test-run.ts';

/** How much of each stream a run gives back. */
const SHOWN_BYTES = 64 * 1024;

export type RunInput = { stdin: string; args: readonly string[]; limits: RunLimits };

/** Runs a program once on the user's own input; there is nothing to compare with. */
export async function judgeRun(
  judging: Pick<Judging, 'sandbox' | 'language' | 'observer' | 'signal' | 'installation' | 'company' | 'memory'>,
  { files, entryPoint }: Submitted,
  input: RunInput,
): Promise<RunOutcome> {
  const memoryBytes = memoryBytesOf(input.limits.memoryMb, judging.installation);
  const preparation = judging.language.toolchain.prepare({ files, memoryBytes, entryPoint });
  return withBox(judging.sandbox, judging.signal, async (box) => {
    const compilation = await judging.company.together(() => build(box, preparation, judging));
    if (!compilation.ok) return { ...NOTHING_RUN, status: 'Compilation Error', compileOutput: compilation.output };
    judging.observer.running(0);
    const { run } = preparation;
    const limits = runLimits(input.limits, run, judging.installation);
    const shown = captureBeginning(SHOWN_BYTES);
    const command: Command = {
      argv: [...run.argv, ...input.args],
      ...(run.env && { env: run.env }),
      profile: 'run',
      mayFork: run.mayFork ?? false,
      limits,
      stdin: new TextEncoder().encode(input.stdin),
      onStdout: (chunk) => shown.push(chunk),
    };
    const execution = await judging.company.together(() => box.run(command));
    return { ...outcomeOf(execution, shown.bytes(), limits, run), compileOutput: compilation.output };
  });
}

function outcomeOf(execution: Execution, stdout: Uint8Array, limits: Parameters<typeof resultOf>[1], run: RunStep): RunOutcome {
  const result = resultOf(execution, limits, run);
  const { ending } = execution;
  return {
    kind: 'run',
    status: result.kind === 'completed' ? 'Completed' : result.verdict,
    stdout: cut(stdout),
    stderr: cut(execution.stderr),
    stdoutTruncated: stdout.length > SHOWN_BYTES || execution.stdoutTruncated,
    stderrTruncated: execution.stderr.length > SHOWN_BYTES || execution.stderrTruncated,
    exitCode: ending.kind === 'exited' ? ending.code : null,
    signal: ending.kind === 'signaled' ? ending.signal : null,
    ...usageOf(execution),
    compileOutput: null,
  };
}

/** Truncation is told beside the text, so it has no mark of its own. */
function cut(bytes: Uint8Array): string {
  return beginningAsText(bytes, SHOWN_BYTES);
}

const NOTHING_RUN: RunOutcome = {
  kind: 'run',
  status: 'Judge Error',
  stdout: '',
  stderr: '',
  stdoutTruncated: false,
  stderrTruncated: false,
  exitCode: null,
  signal: null,
  timeMs: null,
  wallMs: null,
  memoryKb: null,
  compileOutput: null,
};
