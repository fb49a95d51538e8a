import type { ReactNode } from "react";

/** A control of one's own under its label, with what is wrong with it. */
export function Labelled({ id, label, hint, optional, error, children }: { readonly id: string; readonly label: string; readonly hint?: string; readonly optional?: string; readonly error?: string | null; readonly children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-center gap-1.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {optional ? <span className="text-sm text-faint">{optional}</span> : null}
      </div>
      {hint ? <p className="text-sm text-pretty text-muted">{hint}</p> : null}
      {children}
      {error ? (
        <p role="alert" className="text-sm text-breach">
          {error}
        </p>
      ) : null}
    </div>
  );
}
