import { Link } from "@remix-run/react";
import { CalendarClock } from "lucide-react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { TypedFormFrame, TypedSubmit, TypedText } from "#app/components/typed-field.tsx";
import type { TypedForm } from "#app/components/typed-form.ts";
import { CLOSING_STEPS, RULE_FIELDS } from "#app/domain/score/closing-calendar.ts";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PlannedClosing } from "#app/operations/closing-plan.server.ts";

interface CalendarData {
  readonly months: readonly PlannedClosing[];
  readonly today: string;
  readonly hasCalendar: boolean;
  readonly since: number | null;
  readonly zone: string;
  readonly mayEdit: boolean;
}

/** The coming months with their dates, and for the arbiter the rule behind them. */
export function CalendarView({ data, form }: { readonly data: CalendarData; readonly form: TypedForm }) {
  const t = useT("closing");
  const common = useT("common");
  const locale = useLocale();
  return (
    <>
      <Card title={t("calendar.months")} flush>
        <DataTable
          label={t("calendar.months")}
          rows={data.months}
          rowKey={(row) => row.month}
          csvTo="/periods/calendar.csv"
          empty={
            <EmptyState icon={<CalendarClock aria-hidden size={20} />} title={t("calendar.empty.title")}>
              {t("calendar.empty.text")}
            </EmptyState>
          }
          columns={[
            { id: "month", header: common("period"), cell: (row) => <Month row={row} /> },
            ...CLOSING_STEPS.map((step) => ({
              id: step,
              header: t(`step.${step}`),
              ...(step === "cutOffOn" || step === "objectionsBy" ? { explain: t(`step.${step}.explain`) } : {}),
              cell: (row: PlannedClosing) => {
                const day = row.dates?.[step];
                if (!day) return <span className="text-faint">{step === "cutOffOn" && row.dates === null ? t("calendar.noDates") : "–"}</span>;
                return <span className={day < data.today ? "figures text-faint" : "figures"}>{formatDayShort(day, locale)}</span>;
              },
            })),
            { id: "source", header: t("calendar.source"), cell: (row) => <Source row={row} mayEdit={data.mayEdit} /> },
          ]}
        />
      </Card>
      {data.mayEdit ? (
        <Card title={t("rule.title")} aside={data.since === null ? t("rule.none") : t("rule.since", { when: formatInstant(data.since, data.zone, locale) })}>
          {data.hasCalendar ? (
            <TypedFormFrame form={form} className="max-w-3xl">
              <p className="text-sm text-pretty text-muted">{t("rule.hint")}</p>
              <div className="grid items-end gap-4 sm:grid-cols-2">
                {RULE_FIELDS.map((field) => (
                  <TypedText key={field} form={form} name={field} label={t(`rule.${field}`)} hint={field === "cutOffDays" ? t("rule.cutOffDays.hint") : undefined} inputMode="numeric" maxLength={3} className="max-w-28" />
                ))}
              </div>
              <div>
                <TypedSubmit>{common("save")}</TypedSubmit>
              </div>
            </TypedFormFrame>
          ) : (
            <Notice tone="warning">{t("rule.noCalendar")}</Notice>
          )}
        </Card>
      ) : null}
    </>
  );
}

function Month({ row }: { readonly row: PlannedClosing }) {
  const locale = useLocale();
  const name = <span className="inline-block first-letter:uppercase">{formatPeriod(row.month, locale)}</span>;
  return row.isAhead ? (
    name
  ) : (
    <Link to={`/periods/${row.month}`} className="door">
      {name}
    </Link>
  );
}

function Source({ row, mayEdit }: { readonly row: PlannedClosing; readonly mayEdit: boolean }) {
  const t = useT("closing");
  const locale = useLocale();
  const words = row.byHand ? t("calendar.byHand") : row.dates ? t("calendar.byRule") : "–";
  if (!row.isAhead) return <span className="text-muted">{t("calendar.isOpen")}</span>;
  return (
    <span className="flex flex-wrap gap-x-3">
      <span className="text-muted">{words}</span>
      {mayEdit ? (
        <Link to={`/periods/${row.month}/dates`} aria-label={t("calendar.set.of", { month: formatPeriod(row.month, locale) })} className="text-accent hover:underline">
          {t("calendar.set")}
        </Link>
      ) : null}
    </span>
  );
}
