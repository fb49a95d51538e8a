import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A part of a page with a heading, bounded by a hairline. `flush` leaves the padding to the content (a table). */
export function Card({
  title,
  aside,
  flush = false,
  id,
  children,
}: {
  readonly title?: ReactNode;
  /** Right of the heading: a link, a small button, a figure. */
  readonly aside?: ReactNode;
  readonly flush?: boolean;
  readonly id?: string;
  readonly children: ReactNode;
}) {
  return (
    <section id={id} className="min-w-0 rounded-lg border border-line">
      {title || aside ? (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-4 py-2">
          <h2 className="font-semibold">{title}</h2>
          {aside ? (
            <div className="flex min-w-0 flex-wrap items-center gap-2 text-sm text-muted">{aside}</div>
          ) : null}
        </header>
      ) : null}
      <div className={classNames(!flush && "p-4")}>{children}</div>
    </section>
  );
}

/** Names and values in two columns, on a narrow screen too: the values begin in one line and wrap. */
export function Facts({
  rows,
}: {
  readonly rows: readonly { readonly name: ReactNode; readonly value: ReactNode }[];
}) {
  return (
    <dl className="grid grid-cols-[minmax(0,max-content)_minmax(58%,1fr)] gap-x-4 gap-y-2">
      {rows.map((row, index) => (
        <div key={index} className="contents">
          <dt className="py-px text-sm text-muted">{row.name}</dt>
          <dd className="min-w-0 break-words">{row.value}</dd>
        </div>
      ))}
    </dl>
  );
}
