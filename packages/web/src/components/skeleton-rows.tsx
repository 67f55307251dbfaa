/** Reserves the space of rows that are on their way. */
export function SkeletonRows({ count, label, height = 'h-14' }: { count: number; label: string; height?: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: count }, (_, row) => (
        <div key={row} className={`flex ${height} items-center gap-4 border-b border-line px-4 last:border-0`}>
          <span className="skeleton size-5 shrink-0 rounded-full!" />
          <span className="skeleton h-4" style={{ width: `${28 + ((row * 17) % 30)}%` }} />
          <span className="skeleton ml-auto h-4 w-16" />
        </div>
      ))}
    </div>
  );
}
