import { useProblemMenu } from '../../api/get-problems.ts';

/** How far one has come; only where the whole list is known. Its space is kept while it loads. */
export function SolvedCount() {
  const { data } = useProblemMenu();
  if (data && (data.nextCursor !== null || data.items.length === 0)) return null;
  const total = data?.items.length ?? 0;
  const solved = data?.items.filter((problem) => problem.solved).length ?? 0;
  return (
    <div className={data ? 'w-full pane:w-44' : 'invisible w-full pane:w-44'}>
      <p className="text-sm text-muted tabular-nums">
        <span className="font-semibold text-ink">{solved}</span> of {total} solved
      </p>
      <span aria-hidden className="mt-1.5 block h-1.5 overflow-hidden rounded-full bg-hover">
        <span className="block h-full rounded-full bg-ok" style={{ width: `${total === 0 ? 0 : (solved / total) * 100}%` }} />
      </span>
    </div>
  );
}
