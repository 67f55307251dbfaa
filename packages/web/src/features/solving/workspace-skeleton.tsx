/** The outline of what is being loaded, in its final places. */
export function WorkspaceSkeleton() {
  return (
    <div role="status" aria-label="Loading the problem" className="grid min-h-0 flex-1 gap-2 p-2 pane:grid-cols-[44fr_56fr]">
      <div className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-6">
        <span className="skeleton h-7 w-1/2" />
        <span className="skeleton h-4 w-1/3" />
        {[92, 84, 96, 60].map((width) => (
          <span key={width} className="skeleton h-4" style={{ width: `${width}%` }} />
        ))}
      </div>
      <div className="hidden rounded-xl border border-line bg-surface pane:block" />
    </div>
  );
}
