const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Rows to come, in their final geometry. */
export function ListSkeleton() {
  return (
    <div aria-hidden="true" className="flex-1 overflow-hidden">
      {ROWS.map((row) => (
        <div key={row} className="flex h-[calc(16px+3.75rem)] items-center gap-3 border-b border-line px-4">
          <div className="skeleton size-9 !rounded-full" />
          <div className="flex-1 space-y-2">
            <div className="skeleton h-3.5 w-3/4" />
            <div className="skeleton h-3 w-full" />
            <div className="skeleton h-3 w-1/2" />
          </div>
        </div>
      ))}
    </div>
  );
}
