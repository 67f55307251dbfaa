import type { Problem, Submission } from '@codearena/contracts';
import { formatMemory, formatTime } from '../lib/quantities.ts';

/** Time and memory of the hardest test against the limits. */
export function Measures({ submission, problem }: { submission: Submission; problem: Problem | undefined }) {
  const { executionTimeMs, memoryKb, language } = submission;
  if (executionTimeMs === null && memoryKb === null) return null;
  const timeLimit = problem?.languages.find((known) => known.id === language)?.timeLimitMs ?? problem?.limits.timeMs;
  const memoryLimit = problem && problem.limits.memoryMb * 1_024;
  return (
    <dl className="grid max-w-xl grid-cols-2 gap-x-6 gap-y-3 text-sm">
      {executionTimeMs !== null && <Measure name="Slowest test" value={executionTimeMs} limit={timeLimit} format={formatTime} />}
      {memoryKb !== null && <Measure name="Peak memory" value={memoryKb} limit={memoryLimit} format={formatMemory} />}
    </dl>
  );
}

type MeasureProps = { name: string; value: number; limit: number | undefined; format: (value: number) => string };

/** With a bar that warns when it is nearly full. */
function Measure({ name, value, limit, format }: MeasureProps) {
  const share = limit ? Math.min(1, value / limit) : null;
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="tabular-nums">
        <span className="font-medium">{format(value)}</span>
        {limit !== undefined && <span className="text-muted"> of {format(limit)}</span>}
        {share !== null && (
          <span aria-hidden className="mt-1.5 block h-1 overflow-hidden rounded-full bg-hover">
            <span className={`block h-full rounded-full ${share > 0.9 ? 'bg-warn' : 'bg-control'}`} style={{ width: `${Math.max(2, share * 100)}%` }} />
          </span>
        )}
      </dd>
    </div>
  );
}
