import type { ReactNode } from "react";

/** What stands where rows would be: what is missing, and the next step. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  /** A lucide icon of 20 px. */
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  /** A `LinkButton` or a form with the next step. */
  readonly action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-12 text-center">
      {icon ? (
        <span className="mb-1 grid size-10 place-items-center rounded-lg border border-line bg-sunken text-muted">
          {icon}
        </span>
      ) : null}
      <p className="font-medium">{title}</p>
      {children ? <div className="text-muted text-pretty">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
