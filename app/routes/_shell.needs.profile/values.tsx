import { CalendarRange } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { type TypedChoice, TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { KpiValueShown } from "#app/web/kpi-values.server.ts";

/** What the client's figures were month by month beside their targets, and the form in which its head enters one. */
export function KpiValues({ rows, figures, form, csv }: { readonly rows: readonly KpiValueShown[]; readonly figures: readonly TypedChoice[]; readonly form: TypedForm | null; readonly csv: string }) {
  const t = useT("needs");
  const locale = useLocale();
  if (figures.length === 0) return null;
  const figure = (row: KpiValueShown, value: string) => `${formatDecimal(value, locale)}${row.unit ? ` ${row.unit}` : ""}`;
  return (
    <Card title={t("kpi.values")} aside={rows.length > 0 ? <a href={csv} download className="font-medium text-accent hover:underline">CSV</a> : undefined} flush>
      <DataTable
        label={t("kpi.values")}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          { id: "month", header: t("kpi.month"), cell: (row) => <span className="inline-block first-letter:uppercase">{formatPeriod(row.month, locale)}</span> },
          { id: "name", header: t("kpi.name"), cell: (row) => <>{row.name}{row.note ? <span className="block text-sm text-muted">{row.note}</span> : null}</> },
          { id: "value", header: t("kpi.value"), cell: (row) => <>{figure(row, row.value)}{row.earlier.length > 0 ? <span className="block text-sm text-faint">{t("kpi.earlier", { values: row.earlier.map((one) => formatDecimal(one, locale)).join("; ") })}</span> : null}</>, align: "end" },
          { id: "target", header: t("kpi.target"), cell: (row) => (row.target === null ? "–" : `${row.isHigherBetter ? "≥" : "≤"} ${figure(row, row.target)}`), align: "end" },
          { id: "reached", header: t("kpi.reached"), cell: (row) => (row.reached === null ? "–" : <span className={row.reached ? "text-met" : "text-breach"}>{t(row.reached ? "kpi.yes" : "kpi.no")}</span>) },
          { id: "by", header: t("kpi.by"), cell: (row) => row.by },
        ]}
        empty={<EmptyState icon={<CalendarRange aria-hidden size={20} />} title={t("kpi.values.none")} />}
      />
      {form ? (
        <div className="border-t border-line p-4">
          <TypedFormFrame form={form} key={rows.length}>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <TypedSelect form={form} name="kpiId" label={t("kpi.name")} choices={figures} />
              <TypedText form={form} name="month" type="month" label={t("kpi.month")} />
              <TypedText form={form} name="value" label={t("kpi.value")} inputMode="decimal" maxLength={24} />
              <TypedText form={form} name="note" label={t("kpi.note")} maxLength={500} optional />
            </div>
            <div>
              <TypedSubmit intent="kpi_value" tone="plain">{t("kpi.enter")}</TypedSubmit>
            </div>
          </TypedFormFrame>
        </div>
      ) : null}
    </Card>
  );
}
