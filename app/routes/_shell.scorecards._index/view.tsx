import type { ReactNode } from "react";
import { DataTable } from "#app/components/data-table.tsx";
import { Sparkline } from "#app/components/sparkline.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPercentBp, formatScoreBp, formatScoreChangeBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ScoreList } from "./list.server.ts";

/** One row a department, with the way into its scorecard. */
export function ScoreTable({ list, period, empty }: { readonly list: ScoreList; readonly period: string; readonly empty: ReactNode }) {
  const t = useT("scorecards");
  const common = useT("common");
  const locale = useLocale();
  const score = (bp: number | null) => (bp === null ? "–" : formatScoreBp(bp, locale));
  return (
    <DataTable
      label={t("title")}
      rows={list.rows}
      rowKey={(row) => row.departmentId}
      rowTo={(row) => `/scorecards/${row.departmentId}?period=${period}`}
      query={list.query}
      total={list.total}
      searchable
      empty={empty}
      columns={[
        {
          id: "name",
          header: common("department"),
          sortable: true,
          cell: (row) => (
            <>
              {nameIn(row.name, locale)}
              {row.isTeam ? <span className="font-normal text-faint"> · {t("list.team")}</span> : null}
            </>
          ),
        },
        { id: "score", header: t("combined"), align: "end", sortable: true, explain: t("score.explain"), cell: (row) => score(row.scoreBp) },
        { id: "payScore", header: t("list.payScore"), align: "end", sortable: true, explain: t("list.payScore.explain"), cell: (row) => score(row.payBp) },
        {
          id: "kept",
          header: t("list.kept"),
          align: "end",
          sortable: true,
          explain: t("list.kept.explain"),
          cell: (row) => (row.keptBp === null ? "–" : formatPercentBp(row.keptBp, locale)),
        },
        {
          id: "change",
          header: t("list.change"),
          align: "end",
          sortable: true,
          explain: t("list.change.explain"),
          cell: (row) => (row.changeBp === null ? "–" : formatScoreChangeBp(row.changeBp, locale)),
        },
        {
          id: "trend",
          header: t("list.trend"),
          hideInCard: true,
          cell: (row) => <Sparkline values={row.trend.map((bp) => (bp === null ? null : bp / 100))} label={t("list.trend.label")} />,
        },
      ]}
    />
  );
}
