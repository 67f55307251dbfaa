import { getRouteApi } from '@tanstack/react-router';
import { ListX } from 'lucide-react';
import { useProblems } from '../../api/get-problems.ts';
import { Button } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useTitle } from '../../lib/use-title.ts';
import { ProblemFilters } from './problem-filters.tsx';
import type { ProblemListSearch } from './problem-list-search.ts';
import { ProblemRow } from './problem-row.tsx';
import { SolvedCount } from './solved-count.tsx';

const route = getRouteApi('/');

export function ProblemListPage() {
  useTitle('Problems');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: ProblemListSearch) => void navigate({ search: { ...search, ...next }, replace: true });
  return (
    <div className="mx-auto w-full max-w-6xl px-3 py-6 pane:px-4 pane:py-8">
      <div className="mb-5 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Problems</h1>
          <p className="mt-1 text-muted">Read one, write your solution, and watch every test being judged.</p>
        </div>
        <SolvedCount />
      </div>
      <ProblemFilters search={search} onChange={change} />
      <ProblemResults search={search} onClear={() => void navigate({ search: {} })} />
    </div>
  );
}

function ProblemResults({ search, onClear }: { search: ProblemListSearch; onClear: () => void }) {
  const problems = useProblems(search);
  const items = problems.data?.pages.flatMap((page) => page.items) ?? [];
  if (problems.isError && items.length === 0) return <FailureNotice error={problems.error} onRetry={() => void problems.refetch()} />;
  return (
    <>
      <section aria-label="Problem list" aria-busy={problems.isPlaceholderData} className="mt-4 overflow-hidden rounded-xl border border-line bg-surface">
        <ColumnTitles />
        {problems.isPending && <SkeletonRows count={10} label="Loading the problems" />}
        {problems.isSuccess && items.length === 0 && <NothingFound filtered={Object.values(search).some(Boolean)} onClear={onClear} />}
        <ul>
          {items.map((problem) => (
            <ProblemRow key={problem.id} problem={problem} />
          ))}
        </ul>
      </section>
      {problems.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button disabled={problems.isFetchingNextPage} onClick={() => void problems.fetchNextPage()}>
            {problems.isFetchingNextPage ? 'Loading more problems' : 'Load more problems'}
          </Button>
        </div>
      )}
    </>
  );
}

function ColumnTitles() {
  return (
    <div
      aria-hidden
      className="hidden h-9 grid-cols-[1.25rem_1fr_6rem_6rem] items-center gap-4 border-b border-line bg-sunken px-4 text-xs font-medium text-muted pane:grid"
    >
      <span />
      <span>Problem</span>
      <span>Difficulty</span>
      <span className="text-right">Acceptance</span>
    </div>
  );
}

function NothingFound({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered) {
    return (
      <Notice icon={ListX} title="There are no problems yet">
        Whoever runs this installation can add them with <code>codearena problem import</code>.
      </Notice>
    );
  }
  return (
    <Notice icon={ListX} title="No problem fits" actions={<Button onClick={onClear}>Clear all filters</Button>}>
      Try another word, or fewer filters.
    </Notice>
  );
}
