import type { Problem } from '@codearena/contracts';
import { Clock, MemoryStick } from 'lucide-react';
import { formatMemory, formatTime } from '../../lib/quantities.ts';

/** The limits of one test, the time as the chosen language has it. */
export function Limits({ problem, language }: { problem: Problem; language: string }) {
  const chosen = problem.languages.find((known) => known.id === language);
  const time = chosen?.timeLimitMs ?? problem.limits.timeMs;
  const more = chosen && time !== problem.limits.timeMs ? ` in ${chosen.name}` : '';
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-muted tabular-nums">
      <div className="flex items-center gap-1.5">
        <dt>
          <Clock size={14} aria-hidden />
          <span className="sr-only">Time limit</span>
        </dt>
        <dd title={`CPU time of one test${more ? `; ${formatTime(problem.limits.timeMs)} before the language’s extra time` : ''}`}>
          {formatTime(time)}
          {more}
        </dd>
      </div>
      <div className="flex items-center gap-1.5">
        <dt>
          <MemoryStick size={14} aria-hidden />
          <span className="sr-only">Memory limit</span>
        </dt>
        <dd>{formatMemory(problem.limits.memoryMb * 1_024)}</dd>
      </div>
    </dl>
  );
}
