import { CircleCheck, CircleDotDashed } from 'lucide-react';

/** Where one stands with a problem. Its space is kept where there is nothing to say. */
export function SolvedMark({ solved, attempted }: { solved: boolean; attempted: boolean }) {
  if (solved) return <CircleCheck size={18} role="img" aria-label="Solved" className="text-ok" />;
  if (attempted) return <CircleDotDashed size={18} role="img" aria-label="Attempted" className="text-warn" />;
  return <span className="size-4.5" />;
}
