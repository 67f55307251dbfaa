import { isRunFinal, type Run } from '@codearena/contracts';
import { Play } from 'lucide-react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { OutputComparison } from '../../components/output-comparison.tsx';
import { TextBlock } from '../../components/text-block.tsx';
import { VerdictWord } from '../../components/verdict-word.tsx';
import { formatMemory, formatTime } from '../../lib/quantities.ts';
import { queueWords } from '../../lib/queue-words.ts';
import { Waiting } from './waiting.tsx';
import type { Workspace } from './use-workspace.ts';

export function RunResult({ workspace }: { workspace: Workspace }) {
  const { run, problem } = workspace;
  if (run.error) return <FailureNotice error={run.error} onRetry={run.start} />;
  if (!run.started) {
    return (
      <Notice icon={Play} title="Nothing has been run yet" level={3}>
        Run your code on the test input as often as you like; it does not count as a submission.
      </Notice>
    );
  }
  if (!run.result) return <Waiting obstacle={run.obstacle} what="Sending your code" />;
  const sample = problem.samples.find((known) => known.interaction === undefined && known.input === run.stdin);
  return <Outcome result={run.result} expected={sample?.output} />;
}

function Outcome({ result, expected }: { result: Run; expected: string | undefined }) {
  if (!isRunFinal(result.status)) return <Pending result={result} />;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <VerdictWord status={result.status} className="text-base" />
          <span className="text-sm text-muted tabular-nums">{measuresOf(result)}</span>
        </p>
        {explanationOf(result) && <p className="mt-1 text-sm text-muted">{explanationOf(result)}</p>}
      </div>
      {result.compileOutput && <TextBlock label="Compiler" text={result.compileOutput} what="the compiler’s output" />}
      {result.status !== 'Compilation Error' && <Output result={result} expected={expected} />}
      {result.stderr !== '' && <TextBlock label="Error output" text={result.stderr} what="the error output" truncated={result.stderrTruncated} />}
    </div>
  );
}

function Pending({ result }: { result: Run }) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <VerdictWord status={result.status} className="text-base" />
      {result.status === 'Queued' && <span className="text-sm text-muted tabular-nums">{queueWords(result)}</span>}
    </p>
  );
}

function Output({ result, expected }: { result: Run; expected: string | undefined }) {
  if (expected === undefined || result.status !== 'Completed') {
    return <TextBlock label="Output" text={result.stdout} what="the output" truncated={result.stdoutTruncated} empty="Your program printed nothing" />;
  }
  if (normalise(expected) === normalise(result.stdout)) {
    return (
      <>
        <TextBlock label="Output" text={result.stdout} what="the output" truncated={result.stdoutTruncated} />
        <p className="text-sm font-medium text-ok">This is the sample’s output.</p>
      </>
    );
  }
  return (
    <>
      <p className="text-sm text-muted">This differs from the sample’s output. That is fine where the statement allows more than one.</p>
      <OutputComparison expected={expected} output={result.stdout} />
    </>
  );
}

function normalise(output: string): string {
  return output.split(/\s+/).filter(Boolean).join(' ');
}

function measuresOf({ timeMs, memoryKb }: Run): string {
  return [timeMs === null ? '' : formatTime(timeMs), memoryKb === null ? '' : formatMemory(memoryKb)].filter(Boolean).join(' · ');
}

function explanationOf({ status, exitCode, signal }: Run): string | null {
  if (status === 'Judge Error') return 'This is our fault, not yours. Run it again.';
  if (status !== 'Runtime Error') return null;
  if (signal) return `Your program was ended by ${signal}.`;
  return exitCode === null ? null : `Your program ended with exit code ${exitCode}.`;
}
