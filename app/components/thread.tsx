import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Time } from "./time.tsx";

export interface ThreadEntry {
  readonly key: string;
  /** Who did it; null = the portal by itself. */
  readonly who: string | null;
  /** What was done, as a word after the name. */
  readonly did: string;
  readonly side: "provider" | "client" | null;
  readonly at: number;
  readonly text: string;
  /** Sentences about what changed. */
  readonly changes?: readonly string[];
}

/** What both sides said and did, the oldest first; the client's side has a line at its edge. */
export function Thread({ label, entries, zone, now }: { readonly label: string; readonly entries: readonly ThreadEntry[]; readonly zone: string; readonly now: number }): ReactNode {
  return (
    <ol aria-label={label} className="flex flex-col gap-4">
      {entries.map((entry) => (
        <li key={entry.key} className={classNames("flex min-w-0 flex-col gap-1 border-l-2 pl-3", entry.side === "client" ? "border-accent" : "border-line-strong")}>
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
            {entry.who ? <span className="font-medium text-ink">{entry.who}</span> : null}
            <span>{entry.did}</span>
            <Time at={entry.at} zone={zone} now={now} />
          </p>
          {entry.text ? <p className="break-words whitespace-pre-line">{entry.text}</p> : null}
          {entry.changes?.map((change) => (
            <p key={change} className="text-sm break-words text-muted">
              {change}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
