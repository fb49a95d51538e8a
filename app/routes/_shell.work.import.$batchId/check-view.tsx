import type { ReactNode } from "react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Stat, StatRow } from "#app/components/figure.tsx";
import { Notice } from "#app/components/notice.tsx";
import { formatCount } from "#app/format/number.ts";
import { listOf } from "#app/format/list.ts";
import type { Key } from "#app/i18n/catalogue.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ImportData } from "./read-import.server.ts";

type Check = NonNullable<ImportData["check"]>;
const ROWS = ["rows", "used", "skipped", "quarantined"] as const;
const TASKS = ["accepted", "corrected", "unchanged"] as const;

/** What an import would do, before anything is written. */
export function CheckView({ check, children }: { readonly check: Check; readonly children?: ReactNode }) {
  const t = useT("intake");
  const locale = useLocale();
  const { counts } = check;
  return (
    <>
      <StatRow>
        {[...ROWS, ...TASKS].map((name) => (
          <Stat key={name} name={t(`count.${name}`)} explain={name === "skipped" ? t("count.skipped.explain") : undefined}>
            {formatCount(counts[name], locale)}
          </Stat>
        ))}
      </StatRow>
      {children}
      {counts.quarantined === 0 ? <Notice tone="done">{t("check.fine")}</Notice> : null}
      {check.skippedTimes > 0 ? <Notice tone="warning">{t("check.gap", { count: check.skippedTimes, line: check.skippedTimeLine ?? 0 })}</Notice> : null}
      {check.departments.length > 0 ? <Notice tone="warning">{t("check.creates.departments", { names: listOf(check.departments, locale) })}</Notice> : null}
      {check.products.length > 0 ? <Notice tone="warning">{t("check.creates.products", { names: listOf(check.products, locale) })}</Notice> : null}
      {check.reasons.length > 0 ? (
        <Card title={t("check.reasons")} flush>
          <DataTable
            label={t("check.reasons")}
            compact
            columns={[
              { id: "reason", header: t("aside.reason"), cell: (row: Check["reasons"][number]) => t(`defect.${row.code}` as Key<"intake">, { value: row.value }) },
              { id: "column", header: t("aside.column"), cell: (row) => row.column || "–" },
              { id: "line", header: t("aside.line"), align: "end", cell: (row) => <span className="figures">{row.line}</span> },
              { id: "rows", header: t("rows"), align: "end", cell: (row) => formatCount(row.rows, locale) },
            ]}
            rows={check.reasons}
            rowKey={(row) => `${row.code} ${row.column}`}
            empty={null}
          />
        </Card>
      ) : null}
      {check.defects.length > 0 ? (
        <Card title={t("check.rows")} flush>
          <DataTable
            label={t("check.rows")}
            compact
            columns={[
              { id: "line", header: t("aside.line"), cell: (row: Check["defects"][number]) => <span className="figures">{row.line}</span> },
              { id: "column", header: t("aside.column"), cell: (row) => row.column || "–" },
              { id: "reason", header: t("aside.reason"), cell: (row) => t(`defect.${row.code}` as Key<"intake">, { value: row.value }) },
            ]}
            rows={check.defects}
            rowKey={(row) => `${row.line} ${row.column} ${row.code}`}
            empty={null}
          />
        </Card>
      ) : null}
    </>
  );
}
