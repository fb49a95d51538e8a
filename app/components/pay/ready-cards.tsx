import { Link } from "@remix-run/react";
import { MODES } from "#app/domain/agreement/terms.ts";
import { nameIn } from "#app/domain/names.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { formatMoney } from "#app/format/money.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ReadyDepartment, ReadyFund, ReadyToPay } from "#app/operations/ready-to-pay.server.ts";
import { Card } from "../card.tsx";
import { DataTable } from "../data-table.tsx";
import { StateChip } from "../state-chip.tsx";
import { Time } from "../time.tsx";
import { RunState } from "./run-state.tsx";

/** What comes next: a month to close, or the days until one can be. */
export function ReadySentence({ ready }: { readonly ready: ReadyToPay }) {
  const t = useT("pay");
  const locale = useLocale();
  const [next] = ready.months;
  if (!next) return <>{t("ready.sentence.none")}</>;
  const month = formatPeriod(next.month, locale);
  if (next.daysLeft > 0) return <>{t("ready.sentence.days", { count: next.daysLeft, month })}</>;
  return <>{next.pendingItems === 0 && next.state !== "open" ? t("ready.sentence.due", { month }) : t("ready.sentence.waiting", { month })}</>;
}

/** Months to close, the state of each department's data, people without a plan, and targets against the fund. */
export function ReadyCards({ ready, zone }: { readonly ready: ReadyToPay; readonly zone: string }) {
  const t = useT("pay");
  const scores = useT("scorecards");
  const closing = useT("closing");
  const locale = useLocale();
  const { withoutPlan } = ready;
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t("ready.closings")}>
          <ul className="divide-y divide-line">
            {ready.months.map((month) => (
              <li key={month.month} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
                <Link to={`/periods/${month.month}`} className="door font-medium">
                  {formatPeriod(month.month, locale)}
                </Link>
                <StateChip state={month.state} size="small" />
                <span className="ml-auto text-sm text-muted">
                  {scores("periods.cutOff")} <Time at={month.cutOffAt} zone={zone} />
                </span>
                {month.next ? (
                  <span className="figures w-full text-sm text-muted">
                    {month.next.days === 0 ? closing("next.today", { step: closing(`step.${month.next.step}`) }) : closing("next.days", { count: month.next.days, step: closing(`step.${month.next.step}`), day: formatDay(month.next.on, locale) })}
                  </span>
                ) : null}
                {month.daysLeft <= 0 && month.pendingItems > 0 ? <span className="w-full text-sm text-risk">{scores("check.pending.open", { count: month.pendingItems })}</span> : null}
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t("ready.people")} aside={<span className="figures">{formatCount(withoutPlan.total, locale)}</span>}>
          {withoutPlan.total === 0 ? (
            <p className="text-muted">{t("ready.people.none")}</p>
          ) : (
            <ul className="flex flex-col gap-1">
              {withoutPlan.rows.map((person) => (
                <li key={person.personId} className="flex justify-between gap-4">
                  {personName(person, locale)} <span className="text-sm text-muted">{nameIn(person.department, locale)}</span>
                </li>
              ))}
              {withoutPlan.total > withoutPlan.rows.length ? <li className="text-sm text-muted">{t("ready.people.more", { count: withoutPlan.total - withoutPlan.rows.length })}</li> : null}
            </ul>
          )}
        </Card>
      </div>
      <Card title={`${t("ready.departments")}: ${formatPeriod(ready.payPeriod, locale)}`} flush>
        <Departments rows={ready.departments} period={ready.payPeriod} />
      </Card>
      {ready.funds.length > 0 ? (
        <Card title={t("ready.fund")} flush>
          <Funds rows={ready.funds} />
        </Card>
      ) : null}
    </>
  );
}

function Departments({ rows, period }: { readonly rows: readonly ReadyDepartment[]; readonly period: string }) {
  const t = useT("pay");
  const scores = useT("scorecards");
  const common = useT("common");
  const locale = useLocale();
  const share = (bp: number | null) => (bp === null ? "–" : formatPercentBp(bp, locale));
  return (
    <DataTable
      label={t("ready.departments")}
      rows={rows}
      rowKey={(row) => row.departmentId}
      rowTo={(row) => `/scorecards/${row.departmentId}?period=${period}`}
      empty={null}
      columns={[
        { id: "name", header: common("department"), cell: (row) => nameIn(row.name, locale) },
        { id: "mode", header: t("ready.mode"), explain: common("explain.mode"), cell: (row) => MODES.filter((mode) => row.lines[mode] > 0).map((mode) => t(`ready.mode.${mode}`, { count: row.lines[mode] })).join(" · ") },
        { id: "score", header: scores("list.payScore"), align: "end", explain: scores("list.payScore.explain"), cell: (row) => (row.scoreBp === null ? "–" : formatScoreBp(row.scoreBp, locale)) },
        { id: "coverage", header: t("ready.coverage"), align: "end", explain: common("explain.coverage"), cell: (row) => share(row.coverageBp) },
        { id: "gaps", header: t("ready.gaps"), align: "end", explain: scores("unmeasurable.explain"), cell: (row) => share(row.unmeasurableBp) },
        { id: "disputes", header: t("ready.disputes"), align: "end", cell: (row) => formatCount(row.disputes, locale) },
      ]}
    />
  );
}

function Funds({ rows }: { readonly rows: readonly ReadyFund[] }) {
  const t = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const money = (row: ReadyFund, minor: number) => formatMoney(minor, { code: row.currency, digits: row.minorDigits }, locale);
  return (
    <DataTable
      label={t("ready.fund")}
      rows={rows}
      rowKey={(row) => row.runId}
      rowTo={(row) => `/pay/runs/${row.runId}`}
      empty={null}
      columns={[
        { id: "plan", header: t("plan"), cell: (row) => nameIn(row.planName, locale) },
        { id: "period", header: common("period"), cell: (row) => <span className="inline-block first-letter:uppercase">{formatPeriod(row.period, locale)}</span> },
        { id: "state", header: common("state"), cell: (row) => <RunState state={row.state} size="small" /> },
        { id: "target", header: t("run.total.target"), align: "end", cell: (row) => money(row, row.targetMinor) },
        { id: "amount", header: t("run.total.paid"), align: "end", cell: (row) => money(row, row.amountMinor) },
        { id: "fund", header: t("fund"), align: "end", cell: (row) => (row.limitMinor === null ? t("run.total.fund.none") : money(row, row.limitMinor)) },
      ]}
    />
  );
}
