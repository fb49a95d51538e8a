/** Grey rows of the size of what comes, so that nothing moves when it arrives. */
export function SkeletonRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-9 items-center gap-6 border-b border-line px-4">
          <span className="h-2.5 w-2/5 rounded-sm bg-hover" />
          <span className="h-2.5 w-1/5 rounded-sm bg-hover" />
          <span className="ml-auto h-2.5 w-16 rounded-sm bg-hover" />
        </div>
      ))}
    </div>
  );
}
