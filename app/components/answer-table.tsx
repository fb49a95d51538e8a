import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Key } from "#app/i18n/catalogue.ts";
import { useT } from "#app/i18n/use-t.ts";
import type { AnswerShown } from "#app/web/answer-rows.server.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { DoneAbout } from "./done-about.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "./time.tsx";

/** Answers with their words: received ones say who, given ones say about whom. */
export function AnswerTable({ rows, query, total, csvTo, side, zone, now, empty, label }: {
  readonly rows: readonly AnswerShown[];
  readonly query: TableQuery;
  readonly total: number;
  readonly csvTo?: string;
  readonly side: "received" | "given";
  readonly zone: string;
  readonly now: number;
  readonly empty: ReactNode;
  readonly label: string;
}) {
  const t = useT("ratings");
  const asking = useT("asking");
  const common = useT("common");
  const other: Column<AnswerShown> =
    side === "received"
      ? { id: "client", header: t("received.client"), cell: (row) => `${row.who}, ${row.client}`, sortable: true }
      : { id: "provider", header: common("provider"), cell: (row) => row.provider, sortable: true };
  const about: Column<AnswerShown> = {
    id: "about", header: t("answers.about"),
    cell: (row) => (
      <span>
        {side === "received" ? <span className="block text-sm text-muted">{row.provider}</span> : null}
        {row.taskId ? (
          <Link to={`/work/${row.taskId}`} className="door">
            {row.title || t("received.openTask")}
          </Link>
        ) : (
          t("answers.review")
        )}
      </span>
    ),
  };
  const done: Column<AnswerShown> = { id: "done", header: asking("given.done"), cell: (row) => (row.done ? <DoneAbout done={row.done} withLink /> : <span className="text-faint">–</span>) };
  return (
    <div className="rounded-lg border border-line">
      <DataTable
        label={label}
        rows={rows}
        rowKey={(row) => row.id}
        query={query}
        total={total}
        searchable
        csvTo={csvTo}
        filters={[
          { name: "score", label: t("answers.score"), options: [{ value: "low", label: t("answers.score.low") }, { value: "high", label: t("answers.score.high") }] },
          { name: "words", label: t("comment"), options: [{ value: "yes", label: t("answers.words") }] },
          { name: "counted", label: t("answers.counted"), options: [{ value: "no", label: t("answers.counted.no") }, { value: "late", label: t("answers.counted.late") }] },
        ]}
        columns={[
          { id: "score", header: t("answers.score"), cell: (row) => <span className="font-medium whitespace-nowrap">{row.csat} · {t(`score.${row.csat}` as Key<"ratings">)}</span>, sortable: true },
          other,
          about,
          { id: "comment", header: t("comment"), cell: (row) => <Words row={row} /> },
          ...(side === "given" ? [done] : []),
          { id: "when", header: t("answers.when"), cell: (row) => <Time at={row.answeredAt} zone={zone} now={now} />, sortable: true },
        ]}
        empty={empty}
      />
    </div>
  );
}

function Words({ row }: { readonly row: AnswerShown }) {
  const t = useT("ratings");
  return (
    <span className="flex max-w-xl flex-col gap-0.5">
      {row.comment ? <span className="text-pretty">{row.comment}</span> : null}
      {row.reasons.length > 0 ? <span className="text-sm text-muted">{row.reasons.map((reason) => t(`reason.${reason}` as Key<"ratings">)).join(", ")}</span> : null}
      {row.extra.map((said) => (
        <span key={said.text} className="text-sm text-pretty">
          <span className="text-muted">{said.text}</span> {said.value}
        </span>
      ))}
      {row.statisticsOnly ? <span className="text-sm text-muted">{t("answers.statistics")}</span> : null}
      {row.voidedBecause === null ? null : <span className="text-sm text-pretty text-muted">{t("voided", { because: row.voidedBecause })}</span>}
    </span>
  );
}
