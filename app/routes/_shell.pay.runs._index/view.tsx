import { Form } from "@remix-run/react";
import { FileSpreadsheet } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { SubmitButton } from "#app/components/form.tsx";
import { RunState } from "#app/components/pay/run-state.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatMoney } from "#app/format/money.ts";
import { formatCount } from "#app/format/number.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { Preparable, RunListRow } from "./list.server.ts";

/** Runs of all plans, each with its total. */
export function RunTable({ runs }: { readonly runs: readonly RunListRow[] }) {
  const t = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  return (
    <DataTable
      label={t("runs.title")}
      rows={runs}
      rowKey={(run) => run.id}
      rowTo={(run) => `/pay/runs/${run.id}`}
      empty={
        <EmptyState icon={<FileSpreadsheet aria-hidden size={20} />} title={t("runs.empty.title")}>
          {t("runs.empty.text")}
        </EmptyState>
      }
      columns={[
        { id: "plan", header: t("plan"), cell: (run) => nameIn(run.planName, locale) },
        { id: "period", header: common("period"), cell: (run) => formatPeriod(run.period, locale) },
        { id: "state", header: common("state"), cell: (run) => <RunState state={run.state} size="small" /> },
        { id: "people", header: t("runs.people"), align: "end", cell: (run) => formatCount(run.people, locale) },
        { id: "total", header: t("runs.total"), align: "end", cell: (run) => formatMoney(run.totalMinor, { code: run.currency, digits: run.minorDigits }, locale) },
      ]}
    />
  );
}

/** The next runs that HR may prepare. */
export function PrepareCard({ preparable }: { readonly preparable: readonly Preparable[] }) {
  const t = useT("pay");
  const locale = useLocale();
  return (
    <Card title={t("runs.prepare.title")}>
      {preparable.length === 0 ? (
        <p className="text-muted">{t("runs.prepare.none")}</p>
      ) : (
        <Form method="post" className="flex flex-wrap items-center gap-3">
          <select name="what" aria-label={t("runs.prepare.period")} className={`${INPUT_LOOK} h-9 pr-8 pl-3`}>
            {preparable.map((plan) => (
              <optgroup key={plan.planId} label={nameIn(plan.planName, locale)}>
                {plan.periods.map((period) => (
                  <option key={period} value={`${plan.planId}/${period}`}>
                    {formatPeriod(period, locale)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <SubmitButton>{t("runs.prepare")}</SubmitButton>
        </Form>
      )}
    </Card>
  );
}
