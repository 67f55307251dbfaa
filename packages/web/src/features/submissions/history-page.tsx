import { getRouteApi, Link } from '@tanstack/react-router';
import { History } from 'lucide-react';
import { useHistory } from '../../api/get-history.ts';
import { Button } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { SubmissionRow } from '../../components/submission-row.tsx';
import { useTitle } from '../../lib/use-title.ts';
import { HistoryFilters } from './history-filters.tsx';
import type { HistorySearch } from './history-search.ts';

const route = getRouteApi('/history');

export function HistoryPage() {
  useTitle('My submissions');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <div className="mx-auto w-full max-w-6xl px-3 py-6 pane:px-4 pane:py-8">
      <h1 className="text-xl font-semibold tracking-tight">My submissions</h1>
      <p className="mt-1 mb-5 text-muted">Everything you have submitted from this browser, newest first.</p>
      <HistoryFilters search={search} onChange={(change) => void navigate({ search: { ...search, ...change }, replace: true })} />
      <HistoryResults search={search} onClear={() => void navigate({ search: {} })} />
    </div>
  );
}

function HistoryResults({ search, onClear }: { search: HistorySearch; onClear: () => void }) {
  const history = useHistory(search);
  const items = history.data?.pages.flatMap((page) => page.items) ?? [];
  if (history.isError && items.length === 0) return <FailureNotice error={history.error} onRetry={() => void history.refetch()} />;
  return (
    <>
      <section aria-label="Submissions" aria-busy={history.isPlaceholderData} className="mt-4 overflow-hidden rounded-xl border border-line bg-surface">
        <ColumnTitles />
        {history.isPending && <SkeletonRows count={8} label="Loading your submissions" />}
        {history.isSuccess && items.length === 0 && <NothingFound filtered={Object.values(search).some(Boolean)} onClear={onClear} />}
        <ul>
          {items.map((item) => (
            <SubmissionRow key={item.submissionId} item={item} />
          ))}
        </ul>
      </section>
      {history.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {history.isFetchingNextPage ? 'Loading more submissions' : 'Load more submissions'}
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
      className="hidden h-9 grid-cols-[11.5rem_minmax(0,1fr)_5.5rem_4rem_4rem_5.5rem] items-center gap-4 border-b border-line bg-sunken px-4 text-xs font-medium text-muted pane:grid"
    >
      <span>Verdict</span>
      <span>Problem</span>
      <span>Language</span>
      <span className="text-right">Time</span>
      <span className="text-right">Memory</span>
      <span className="text-right">Submitted</span>
    </div>
  );
}

function NothingFound({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <Notice icon={History} title="No submission fits" actions={<Button onClick={onClear}>Clear all filters</Button>}>
        Try fewer filters.
      </Notice>
    );
  }
  return (
    <Notice
      icon={History}
      title="You have not submitted anything yet"
      actions={
        <Link to="/" className="inline-flex h-9 items-center rounded-lg bg-accent-fill px-3 text-sm font-medium text-on-accent hover:bg-accent-fill-hover">
          Choose a problem
        </Link>
      }
    >
      Your submissions will stand here with their verdicts and your code.
    </Notice>
  );
}
