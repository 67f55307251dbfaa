import { LoaderCircle } from 'lucide-react';

/** Never a spinner without a word of what is happening. */
export function Waiting({ what, again }: { what: string; again: boolean }) {
  return (
    <p role="status" className="flex min-h-13 items-center gap-2 text-sm text-muted">
      <LoaderCircle size={16} aria-hidden className="spin" />
      {again ? 'The server did not answer. Sending again; it will count only once.' : what}
    </p>
  );
}
