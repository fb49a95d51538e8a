import { Form, Link } from "@remix-run/react";
import { Users } from "lucide-react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Stat, StatRow } from "#app/components/figure.tsx";
import { Page } from "#app/components/page.tsx";
import { PeriodSwitcher } from "#app/components/period-switcher.tsx";
import { RatingTabs } from "#app/components/rating-tabs.tsx";
import { freshForm, type TypedForm } from "#app/components/typed-form.ts";
import { TypedFormFrame, TypedLines, TypedSelect, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import { CLIENT_STATES } from "#app/domain/survey/kept-clients.ts";
import { capital } from "#app/format/capital.ts";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { formatInstantNear } from "#app/format/instant.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ClientPage } from "#app/web/client-rows.server.ts";

interface ClientsData extends Omit<ClientPage, "all" | "frame"> {
  readonly title: string;
  readonly period: string;
  readonly periods: readonly string[];
  readonly withFairness: boolean;
  readonly today: string;
  readonly zone: string;
  readonly now: number;
}

/** Which clients stayed, came and went, and who takes it from outside now. */
export function ClientsView({ data, acted }: { readonly data: ClientsData; readonly acted: TypedForm | undefined }) {
  const t = useT("clients");
  const common = useT("common");
  const locale = useLocale();
  const { figures, countedAt, period } = data;
  const share = (bp: number | null) => (bp === null ? "–" : formatPercentBpShort(bp, locale));
  const sentence = countedAt === null ? t("notCounted") : t("sentence", { kept: formatCount(figures.kept, locale), start: formatCount(figures.start, locale), period: capital(formatPeriod(period, locale), locale), when: formatInstantNear(countedAt, data.now, data.zone, locale) });
  return (
    <Page title={data.title} sentence={sentence} aside={<PeriodSwitcher periods={data.periods} current={period} />} tabs={<RatingTabs current="clients" withFairness={data.withFairness} />} width="full">
      <StatRow>
        <Stat name={t("retention")} explain={t("retention.explain")}>{share(figures.retentionBp)}</Stat>
        <Stat name={t("churn")} explain={t("churn.explain")}>{share(figures.churnBp)}</Stat>
        <Stat name={t("gained")}>{formatCount(figures.gained, locale)}</Stat>
      </StatRow>
      <div className="rounded-lg border border-line">
        <DataTable
          label={data.title}
          rows={data.rows}
          rowKey={(row) => row.key}
          query={data.query}
          total={data.total}
          searchable
          csvTo="/ratings/clients.csv"
          filters={[{ name: "state", label: t("state"), options: CLIENT_STATES.map((value) => ({ value, label: t(`state.${value}`) })) }]}
          columns={[
            { id: "client", header: t("client"), cell: (row) => (row.to ? <Link to={row.to} className="door">{row.client}</Link> : row.client), sortable: true },
            { id: "provider", header: common("provider"), cell: (row) => row.provider, sortable: true },
            { id: "before", header: t("before"), cell: (row) => formatCount(row.before, locale), align: "end", sortable: true },
            { id: "now", header: t("now"), cell: (row) => formatCount(row.now, locale), align: "end", sortable: true },
            { id: "state", header: t("state"), cell: (row) => <>{t(`state.${row.state}`)}{row.outsideSince === null ? null : <span className="block text-sm text-muted">{t("outsideSince", { since: formatDayShort(row.outsideSince, locale) })}</span>}</>, sortable: true },
          ]}
          empty={
            <EmptyState icon={<Users aria-hidden size={20} />} title={t("none.title")}>
              {t("none.text")}
            </EmptyState>
          }
        />
      </div>
      <Outside data={data} form={acted ?? freshForm({ since: data.today })} />
    </Page>
  );
}

function Outside({ data, form }: { readonly data: ClientsData; readonly form: TypedForm }) {
  const t = useT("clients");
  const locale = useLocale();
  if (data.marks.length === 0 && !data.mayMark) return null;
  return (
    <Card title={t("outside")}>
      <DataTable
        label={t("outside")}
        rows={data.marks}
        rowKey={(row) => row.id}
        columns={[
          { id: "client", header: t("client"), cell: (row) => row.client },
          { id: "provider", header: t("insteadOf"), cell: (row) => row.provider },
          { id: "since", header: t("since"), cell: (row) => formatDayShort(row.since, locale), align: "end" },
          { id: "note", header: t("note"), cell: (row) => row.note || "–" },
          {
            id: "act", header: t("end.act"), align: "end",
            cell: (row) =>
              row.mayEnd ? (
                <Form method="post">
                  <input type="hidden" name="id" value={row.id} />
                  <Button tone="quiet" name="intent" value="end">
                    {t("end")}
                  </Button>
                </Form>
              ) : null,
          },
        ]}
        empty={<p className="text-muted">{t("outside.none")}</p>}
      />
      {!data.mayMark ? null : (
        <TypedFormFrame form={form} className="mt-4 max-w-2xl border-t border-line pt-4">
          <div className="grid items-end gap-4 sm:grid-cols-2">
            <TypedSelect form={form} name="clientId" label={t("client")} choices={data.departments} placeholder={t("choose")} />
            <TypedSelect form={form} name="providerId" label={t("insteadOf")} choices={data.departments} placeholder={t("choose")} />
          </div>
          <TypedText form={form} name="since" type="date" label={t("since")} className="max-w-44" />
          <TypedLines form={form} name="note" label={t("note")} hint={t("note.hint")} optional rows={2} maxLength={1000} />
          <div>
            <TypedSubmit tone="plain">{t("mark")}</TypedSubmit>
          </div>
        </TypedFormFrame>
      )}
    </Card>
  );
}
