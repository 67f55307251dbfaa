import { LoaderCircle } from 'lucide-react';
import type { Obstacle } from '../../api/post-safely.ts';

const WORDS: Record<Obstacle, string> = {
  unanswered: 'The server did not answer. Sending again; it will count only once.',
  full: 'The judge is busy: too many are waiting already. Your code is kept and will be sent again until there is room.',
};

/** Never a spinner without a word of what is happening. */
export function Waiting({ what, obstacle }: { what: string; obstacle: Obstacle | null }) {
  return (
    <p role="status" className="flex min-h-13 items-center gap-2 text-sm text-muted">
      <LoaderCircle size={16} aria-hidden className="spin shrink-0" />
      {obstacle === null ? what : WORDS[obstacle]}
    </p>
  );
}
