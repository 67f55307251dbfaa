import type { TestResult } from '@codearena/contracts';
import { VerdictWord } from '../../components/verdict-word.tsx';
import { formatPoints } from '../../lib/points.ts';
import { formatMemory, formatTime } from '../../lib/quantities.ts';

export function TestTable({ results }: { results: TestResult[] }) {
  if (results.length === 0) return null;
  const scored = results.some((result) => result.score !== null);
  return (
    <section aria-label="Tests in detail" tabIndex={0} className="max-h-128 overflow-auto rounded-xl border border-line bg-surface">
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead className="sticky top-0 bg-sunken text-xs text-muted">
          <tr className="h-9 border-b border-line text-left">
            <th className="px-3 sm:px-4 font-medium">Test</th>
            <th className="px-2 font-medium">Outcome</th>
            <th className="px-2 text-right font-medium">Time</th>
            <th className="px-3 sm:px-4 text-right font-medium">Memory</th>
            {scored && <th className="px-3 sm:px-4 text-right font-medium">Points</th>}
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={result.index} className="h-10 border-b border-line last:border-0">
              <td className="px-3 sm:px-4 whitespace-nowrap">
                {result.index} <span className="block text-xs text-muted sm:inline">{result.sample ? 'sample' : result.group?.replace(/^secret\//, '')}</span>
              </td>
              <td className="w-full max-w-0 px-2 py-1.5">
                <VerdictWord status={result.status} />
                {result.message && (
                  <span className="block truncate text-xs text-muted" title={result.message}>
                    {result.message}
                  </span>
                )}
              </td>
              <td className="px-2 text-right whitespace-nowrap text-muted">{result.wallMs > 0 && formatTime(result.timeMs)}</td>
              <td className="px-3 sm:px-4 text-right whitespace-nowrap text-muted">{result.wallMs > 0 && formatMemory(result.memoryKb)}</td>
              {scored && <td className="px-3 sm:px-4 text-right text-muted">{result.score === null ? '' : formatPoints(result.score)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
