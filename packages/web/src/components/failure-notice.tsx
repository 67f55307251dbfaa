import { RotateCcw, TriangleAlert } from 'lucide-react';
import { wordsForFailure } from '../api/failure-words.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

export function FailureNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, advice } = wordsForFailure(error);
  return (
    <div role="alert">
      <Notice
        icon={TriangleAlert}
        title={title}
        actions={
          <Button onClick={onRetry}>
            <RotateCcw size={14} aria-hidden /> Try again
          </Button>
        }
      >
        {advice}
      </Notice>
    </div>
  );
}
