import type { Problem } from '@codearena/contracts';
import { History } from 'lucide-react';
import { useHistory } from '../../api/get-history.ts';
import { Button } from '../../components/button.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { SubmissionRow } from '../../components/submission-row.tsx';

/** One's own submissions to this problem. */
export function Attempts({ problem }: { problem: Problem }) {
  const history = useHistory({ problem: problem.slug });
  if (history.isPending) return <SkeletonRows count={4} label="Loading your submissions" />;
  if (history.isError) return <FailureNotice error={history.error} onRetry={() => void history.refetch()} />;
  const items = history.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return (
      <Notice icon={History} title="You have not submitted here yet">
        Each submission to this problem will stand here with its verdict and your code.
      </Notice>
    );
  }
  return (
    <>
      <ul>
        {items.map((item) => (
          <SubmissionRow key={item.submissionId} item={item} compact />
        ))}
      </ul>
      {history.hasNextPage && (
        <div className="flex justify-center p-3">
          <Button onClick={() => void history.fetchNextPage()} disabled={history.isFetchingNextPage}>
            Load more submissions
          </Button>
        </div>
      )}
    </>
  );
}
