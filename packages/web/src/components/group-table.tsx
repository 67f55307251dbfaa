import type { GroupResult } from '@codearena/contracts';
import { formatScore, groupName, lossOf } from '../lib/points.ts';
import { VerdictWord } from './verdict-word.tsx';

/** What each group of tests earned, and why it did not earn more. */
export function GroupTable({ groups }: { groups: readonly GroupResult[] }) {
  if (groups.length === 0) return null;
  return (
    <table aria-label="Points by group" className="w-full max-w-xl border-collapse text-sm tabular-nums">
      <thead className="text-xs text-muted">
        <tr className="h-8 border-b border-line text-left">
          <th className="pr-3 font-medium">Group</th>
          <th className="px-3 font-medium">Outcome</th>
          <th className="pl-3 text-right font-medium">Points</th>
        </tr>
      </thead>
      <tbody>
        {groups.map((group) => (
          <tr key={group.name} className="h-9 border-b border-line last:border-0">
            <td className="min-w-24 pr-3 font-medium wrap-anywhere">{groupName(group.name)}</td>
            <td className="px-3 py-1">
              {group.status !== null && <VerdictWord status={group.status} />}
              <span className="block text-xs text-muted">{lossOf(group)}</span>
            </td>
            <td className="pl-3 text-right whitespace-nowrap">{formatScore(group)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
