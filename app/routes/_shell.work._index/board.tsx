import { Link, useSearchParams } from "@remix-run/react";
import { StateChip, type ShownState } from "#app/components/state-chip.tsx";
import { withParameters } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { useT } from "#app/i18n/use-t.ts";
import { outcomeOf, type Row } from "./columns.tsx";

export interface BoardColumn {
  readonly state: string;
  readonly rows: readonly Row[];
  readonly isMore: boolean;
}

/** Tasks by state, in each column by due time: side by side, on a phone one below the other. Each card is a link; `j` and `k` go through them. */
export function Board({ columns, zone, now }: { readonly columns: readonly BoardColumn[]; readonly zone: string; readonly now: number }) {
  const t = useT("desk");
  const states = useT("states");
  const [params] = useSearchParams();
  return (
    <div role="group" aria-label={t("board.label")} className="grid items-start gap-3 px-4 pb-2 md:auto-cols-[minmax(12.5rem,1fr)] md:grid-flow-col md:overflow-x-auto">
      {columns.map((column) => (
        <section key={column.state} aria-labelledby={`board-${column.state}`} className="min-w-0 rounded-lg border border-line bg-sunken">
          <header className="flex min-h-10 items-center justify-between gap-2 border-b border-line px-3 py-1.5">
            <h2 id={`board-${column.state}`} className="flex items-center gap-2 font-semibold">
              <StateChip state={column.state as ShownState} size="small" />
              <span className="figures text-sm font-normal text-muted">{column.isMore ? `${column.rows.length}+` : column.rows.length}</span>
              <span className="sr-only">{states(column.state as ShownState)}</span>
            </h2>
            {column.isMore ? (
              <Link to={`/work${withParameters(params, { layout: null, state: column.state, sort: "due" })}`} className="text-sm text-accent hover:underline">
                {t("board.more")}
              </Link>
            ) : null}
          </header>
          {column.rows.length === 0 ? (
            <p className="px-3 py-3 text-sm text-faint">{t("board.empty")}</p>
          ) : (
            <ul className="flex flex-col gap-2 p-2">
              {column.rows.map((row) => (
                <li key={row.id}>
                  <Link to={`/work/${row.id}`} data-row-link className="flex min-w-0 flex-col gap-1 rounded-md border border-line bg-raised px-3 py-2 hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent">
                    <span className="font-medium break-words text-pretty">{row.title || row.product}</span>
                    <span className="text-sm text-muted">
                      {row.provider} <span className="text-faint">→</span> {row.client}
                    </span>
                    <span className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1 text-sm text-muted">
                      {row.dueAt === null ? <span className="text-faint">{t("board.noDue")}</span> : <Time at={row.dueAt} zone={zone} now={now} />}
                      {row.waits ? <StateChip state="paused" word={t("waits")} size="small" /> : <StateChip state={outcomeOf(row)} size="small" />}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
