import { Gauge } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Page } from "#app/components/page.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { TypedFormFrame, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { nameIn, type Names } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatDecimal } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ExternalValueShown } from "./rows.server.ts";

interface MetricsData {
  readonly title: string;
  readonly zone: string;
  readonly mayEdit: boolean;
  /** Newest first. */
  readonly periods: readonly string[];
  readonly metrics: readonly { readonly id: string; readonly name: Names }[];
  readonly query: TableQuery;
  readonly rows: readonly ExternalValueShown[];
  readonly total: number;
  /** Metrics and periods that have a value. */
  readonly known: number;
}

/** What the company's figures were, and the forms that name one and enter its value. */
export function MetricsView({ data, answer }: { readonly data: MetricsData; readonly answer: TypedForm | undefined }) {
  const t = useT("plans");
  const pay = useT("pay");
  const locale = useLocale();
  const formOf = (intent: "add" | "enter") => (answer?.values["intent"] === intent ? answer : freshForm());
  return (
    <Page title={data.title} sentence={data.metrics.length === 0 ? t("metrics.none") : t("metrics.sentence", { count: data.known })} crumbs={[{ label: pay("plans.title"), to: "/pay/plans" }]}>
      <DataTable
        label={data.title}
        rows={data.rows}
        rowKey={(row) => row.id}
        query={data.query}
        total={data.total}
        searchable
        csvTo="/pay/metrics.csv"
        filters={[{ name: "state", label: t("metrics.state"), options: [{ value: "holds", label: t("metrics.holds") }, { value: "replaced", label: t("metrics.replaced") }] }]}
        empty={
          <EmptyState icon={<Gauge aria-hidden size={20} />} title={t("metrics.empty.title")}>
            {t("metrics.empty.text")}
          </EmptyState>
        }
        columns={[
          { id: "metric", header: t("metrics.name"), sortable: true, cell: (row) => row.metric },
          { id: "period", header: t("metrics.period"), sortable: true, cell: (row) => formatPeriod(row.period, locale) },
          { id: "value", header: t("metrics.value"), align: "end", cell: (row) => formatDecimal(row.value, locale) },
          { id: "source", header: t("metrics.source"), cell: (row) => row.source },
          { id: "state", header: t("metrics.state"), cell: (row) => <span className={row.state === "holds" ? "" : "text-faint"}>{t(`metrics.${row.state}`)}</span> },
          { id: "at", header: t("metrics.at"), sortable: true, cell: (row) => <Time at={row.at} zone={data.zone} /> },
        ]}
      />
      {data.mayEdit ? (
        <div className="grid items-start gap-5 lg:grid-cols-2">
          {data.metrics.length > 0 ? <EnterValue data={data} form={formOf("enter")} /> : null}
          <Card title={t("metrics.add")}>
            <TypedFormFrame form={formOf("add")}>
              <TypedText form={formOf("add")} name="nameEn" label={t("nameEn")} maxLength={120} />
              <TypedText form={formOf("add")} name="nameRu" label={t("nameRu")} maxLength={120} />
              <div>
                <TypedSubmit intent="add" tone="plain">
                  {t("metrics.add")}
                </TypedSubmit>
              </div>
            </TypedFormFrame>
          </Card>
        </div>
      ) : null}
    </Page>
  );
}

function EnterValue({ data, form }: { readonly data: MetricsData; readonly form: TypedForm }) {
  const t = useT("plans");
  const locale = useLocale();
  return (
    <Card title={t("metrics.enter")}>
      <TypedFormFrame form={form}>
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <TypedSelect form={form} name="metricId" label={t("metrics.name")} choices={data.metrics.map((metric) => ({ value: metric.id, label: nameIn(metric.name, locale) }))} />
          <TypedSelect form={form} name="period" label={t("metrics.period")} choices={data.periods.map((period) => ({ value: period, label: formatPeriod(period, locale) }))} />
          <TypedText form={form} name="value" label={t("metrics.value")} inputMode="decimal" className="figures" />
        </div>
        <TypedText form={form} name="source" label={t("metrics.source")} hint={t("metrics.source.hint")} maxLength={500} />
        <p className="text-sm text-pretty text-muted">{t("metrics.enter.note")}</p>
        <div>
          <TypedSubmit intent="enter">{t("metrics.enter")}</TypedSubmit>
        </div>
      </TypedFormFrame>
    </Card>
  );
}
