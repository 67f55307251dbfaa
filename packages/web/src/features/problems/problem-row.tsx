import type { ProblemListItem } from '@codearena/contracts';
import { Link } from '@tanstack/react-router';
import { Difficulty } from '../../components/difficulty.tsx';
import { SolvedMark } from '../../components/solved-mark.tsx';
import { formatShare } from '../../lib/quantities.ts';

/** The whole row is the link: it lies over the row, and is named by the title alone. */
export function ProblemRow({ problem }: { problem: ProblemListItem }) {
  return (
    <li className="relative grid min-h-14 grid-cols-[1.25rem_1fr_auto] items-center gap-x-3 border-b border-line px-4 py-2 last:border-0 hover:bg-sunken pane:grid-cols-[1.25rem_1fr_6rem_6rem] pane:gap-x-4">
      <SolvedMark solved={problem.solved} attempted={problem.attempted} />
      <div className="min-w-0 pane:flex pane:items-baseline pane:gap-3">
        <Link
          to="/problems/$slug"
          params={{ slug: problem.slug }}
          className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {problem.title}
        </Link>
        <span className="block truncate text-xs text-muted">{problem.tags.join(', ')}</span>
      </div>
      <Difficulty level={problem.difficulty} />
      <span className="hidden text-right text-sm text-muted tabular-nums pane:block">
        {problem.acceptanceRate === null ? (
          <>
            <span aria-hidden>–</span>
            <span className="sr-only">not judged yet</span>
          </>
        ) : (
          <>
            <span className="sr-only">accepted </span>
            {formatShare(problem.acceptanceRate)}
          </>
        )}
      </span>
    </li>
  );
}
