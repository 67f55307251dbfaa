import { describeTiming, type TestResult } from '@codearena/contracts';
import { formatPoints } from '../lib/points.ts';
import { formatMemory, formatTime } from '../lib/quantities.ts';
import { Conversation } from './conversation.tsx';
import { OutputComparison } from './output-comparison.tsx';
import { TextBlock } from './text-block.tsx';
import { VerdictWord } from './verdict-word.tsx';

/** All that may be known about one test. Hidden tests keep their input and output for themselves. */
export function TestDetail({ result }: { result: TestResult }) {
  return (
    <section aria-label={`Test ${result.index}`} className="@container flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <span className="font-semibold">
          Test {result.index}
          {result.sample && <span className="font-normal text-muted"> · sample</span>}
        </span>
        <VerdictWord status={result.status} />
        <span className="text-muted tabular-nums">{measuresOf(result).join(' · ')}</span>
      </p>
      {result.message && <p className="text-sm break-words whitespace-pre-wrap text-muted">{result.message}</p>}
      {result.timing && <p className="text-sm text-muted tabular-nums">Run again, since it was near the limit: {describeTiming(result.timing)}</p>}
      {result.transcript ? <Conversation turns={result.transcript} /> : <Texts result={result} />}
    </section>
  );
}

/** Where nothing was run, as for answers, there is nothing to measure. */
function measuresOf({ wallMs, timeMs, memoryKb, score }: TestResult): string[] {
  return [...(wallMs > 0 ? [formatTime(timeMs), formatMemory(memoryKb)] : []), ...(score === null ? [] : [`${formatPoints(score)} points`])];
}

function Texts({ result: { sample, status, input, expected, output } }: { result: TestResult }) {
  if (!sample) return status === 'Accepted' ? null : <p className="text-sm text-faint">This test is hidden, so its input and output are not shown.</p>;
  return (
    <div className="grid gap-2 @xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      {input !== undefined && <TextBlock label="Input" text={input} what="the input" />}
      {expected !== undefined && output !== undefined && status !== 'Accepted' && <OutputComparison expected={expected} output={output} />}
      {output !== undefined && (status === 'Accepted' || expected === undefined) && <TextBlock label="Your output" text={output} what="your output" />}
    </div>
  );
}
