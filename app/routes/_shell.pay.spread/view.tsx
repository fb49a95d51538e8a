import { Link } from "@remix-run/react";
import { Card } from "#app/components/card.tsx";
import { Chart } from "#app/components/chart.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { RunState, type RunStateCode } from "#app/components/pay/run-state.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { formatPeriod } from "#app/format/date.ts";
import { currencySign, formatAmount, formatMoney } from "#app/format/money.ts";
import { formatCount, formatDecimal } from "#app/format/number.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";

interface BudgetRow {
  readonly runId: string;
  readonly plan: string;
  readonly period: string;
  readonly state: RunStateCode;
  readonly people: number;
  readonly targetMinor: number;
  readonly amountMinor: number;
  readonly limitMinor: number | null;
  readonly currency: string;
  readonly minorDigits: number;
  readonly useBp: number | null;
}

interface DepartmentRow {
  readonly departmentId: string;
  readonly name: string;
  readonly people: number;
  readonly targetMinor: number | null;
  readonly amountMinor: number | null;
  readonly lowestBp: number | null;
  readonly medianBp: number | null;
  readonly highestBp: number | null;
}

/** What each run of each plan costs of what there is for it. */
export function BudgetCard({ budget, chosen }: { readonly budget: readonly BudgetRow[]; readonly chosen: BudgetRow }) {
  const t = useT("payroll");
  const pay = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const money = (row: BudgetRow, minor: number) => formatMoney(minor, { code: row.currency, digits: row.minorDigits }, locale);
  return (
    <Card title={t("budget.title")} aside={<CsvLink what="budget" runId={chosen.runId} />} flush>
      <DataTable
        label={t("budget.title")}
        rows={budget}
        rowKey={(row) => row.runId}
        rowTo={(row) => `/pay/spread?run=${row.runId}`}
        empty={null}
        columns={[
          { id: "plan", header: pay("plan"), cell: (row) => <span aria-current={row.runId === chosen.runId ? "true" : undefined}>{row.plan}</span> },
          { id: "period", header: common("period"), cell: (row) => formatPeriod(row.period, locale) },
          { id: "state", header: common("state"), cell: (row) => <RunState state={row.state} size="small" /> },
          { id: "people", header: pay("runs.people"), align: "end", cell: (row) => formatCount(row.people, locale) },
          { id: "target", header: t("budget.targets"), align: "end", cell: (row) => money(row, row.targetMinor) },
          { id: "amount", header: pay("run.total.paid"), align: "end", cell: (row) => money(row, row.amountMinor) },
          { id: "fund", header: pay("fund"), align: "end", cell: (row) => (row.limitMinor === null ? pay("run.total.fund.none") : money(row, row.limitMinor)) },
          { id: "use", header: t("budget.use"), align: "end", explain: t("budget.use.explain"), cell: (row) => (row.useBp === null ? "–" : formatPercentBp(row.useBp, locale)) },
        ]}
      />
    </Card>
  );
}

/** Departments drawn; the table has all. */
const DRAWN = 16;

/** The payouts of one run by department. */
export function DistributionCard({ chosen, rows, query, total }: { readonly chosen: BudgetRow; readonly rows: readonly DepartmentRow[]; readonly query: TableQuery; readonly total: number }) {
  const t = useT("payroll");
  const pay = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const percent = (bp: number | null) => (bp === null ? "–" : formatPercentBp(bp, locale));
  const amount = (minor: number | null) => (minor === null ? "–" : formatAmount(minor, chosen.minorDigits, locale));
  const drawn = rows.filter((row) => row.medianBp !== null).slice(0, DRAWN);
  return (
    <Card title={t("distribution.title", { plan: chosen.plan, period: formatPeriod(chosen.period, locale) })} aside={pay("amountIn", { currency: currencySign(chosen.currency) })} flush>
      {drawn.length > 0 ? (
        <div className="p-4">
          <Chart
            label={t("distribution.chart")}
            fileName={`payouts-${chosen.period}`}
            kind="bar"
            labels={drawn.map((row) => row.name)}
            series={[
              { name: t("distribution.lowest"), values: drawn.map((row) => (row.lowestBp === null ? null : row.lowestBp / 100)) },
              { name: t("distribution.median"), values: drawn.map((row) => (row.medianBp === null ? null : row.medianBp / 100)) },
              { name: t("distribution.highest"), values: drawn.map((row) => (row.highestBp === null ? null : row.highestBp / 100)) },
            ]}
            min={0}
            format={(value) => `${formatDecimal(String(value), locale)} %`}
          />
        </div>
      ) : null}
      <DataTable
        label={t("distribution.table")}
        rows={rows}
        rowKey={(row) => row.departmentId}
        query={query}
        total={total}
        searchable
        csvTo="/pay/spread.csv"
        empty={null}
        columns={[
          { id: "department", header: common("department"), sortable: true, cell: (row) => row.name },
          { id: "people", header: pay("runs.people"), align: "end", sortable: true, cell: (row) => formatCount(row.people, locale) },
          { id: "lowest", header: t("distribution.lowest"), align: "end", cell: (row) => percent(row.lowestBp) },
          { id: "median", header: t("distribution.median"), align: "end", sortable: true, cell: (row) => percent(row.medianBp) },
          { id: "highest", header: t("distribution.highest"), align: "end", cell: (row) => percent(row.highestBp) },
          { id: "target", header: pay("run.total.target"), align: "end", cell: (row) => amount(row.targetMinor) },
          { id: "amount", header: pay("run.lines.amount"), align: "end", sortable: true, explain: t("distribution.amount.explain"), cell: (row) => amount(row.amountMinor) },
        ]}
      />
    </Card>
  );
}

interface GroupRow {
  readonly position: string;
  readonly scoreBp: number;
  readonly people: number;
  readonly lowest: { readonly personId: string; readonly payoutBp: number | null; readonly targetMinor: number };
  readonly highest: { readonly personId: string; readonly payoutBp: number | null; readonly targetMinor: number };
  readonly lowestName: string;
  readonly highestName: string;
  readonly differs: readonly ("payout" | "target")[];
}

/** Same position, same score, different payout. */
export function EquityCard({ chosen, groups }: { readonly chosen: BudgetRow; readonly groups: readonly GroupRow[] }) {
  const t = useT("payroll");
  const pay = useT("pay");
  const locale = useLocale();
  const end = (name: string, one: GroupRow["lowest"]) => (
    <>
      <Link to={`/pay/runs/${chosen.runId}/people/${one.personId}`} className="door">
        {name}
      </Link>
      <span className="figures block text-sm text-muted">
        {formatAmount(one.targetMinor, chosen.minorDigits, locale)} · {one.payoutBp === null ? "–" : formatPercentBp(one.payoutBp, locale)}
      </span>
    </>
  );
  return (
    <Card title={t("equity.title")} aside={<CsvLink what="equity" runId={chosen.runId} />} flush>
      <p className="max-w-3xl px-4 py-3 text-pretty text-muted">{groups.length === 0 ? t("equity.none") : t("equity.explain")}</p>
      <DataTable
        label={t("equity.title")}
        rows={groups}
        rowKey={(row) => `${row.position}:${row.scoreBp}`}
        empty={null}
        columns={[
          { id: "position", header: t("equity.position"), cell: (row) => row.position },
          { id: "score", header: pay("basis.score"), align: "end", cell: (row) => formatScoreBp(row.scoreBp, locale) },
          { id: "people", header: pay("runs.people"), align: "end", cell: (row) => formatCount(row.people, locale) },
          { id: "lowest", header: t("equity.lowest"), cell: (row) => end(row.lowestName, row.lowest) },
          { id: "highest", header: t("equity.highest"), cell: (row) => end(row.highestName, row.highest) },
          { id: "differs", header: t("equity.differs"), cell: (row) => row.differs.map((one) => t(`equity.differs.${one}`)).join(", ") },
        ]}
      />
    </Card>
  );
}

function CsvLink({ what, runId }: { readonly what: "budget" | "equity"; readonly runId: string }) {
  const t = useT("common");
  return (
    <a href={`/pay/spread.csv?what=${what}&run=${runId}`} download title={t("download.csv.label")} className="hover:text-ink hover:underline">
      {t("download.csv")}
    </a>
  );
}
