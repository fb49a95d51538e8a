import { Link } from "@remix-run/react";
import { Check, Hourglass } from "lucide-react";
import { Breakdown } from "#app/components/breakdown.tsx";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { InfoTip } from "#app/components/info-tip.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Time } from "#app/components/time.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod, formatPeriodOf } from "#app/format/date.ts";
import { currencySign, formatAmount, formatAmountChange, formatMoney } from "#app/format/money.ts";
import { formatCount, formatDecimal } from "#app/format/number.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { RunDetail } from "./detail.server.ts";
import type { StepRefusal } from "#app/components/step-dialog.tsx";
import { RunFiles } from "./files.tsx";
import { RunSteps } from "./steps.tsx";

/** A run: totals, who signed and who signs next, what differs, and the lines that the reader may see. */
export function RunView({ run, period, total, zone, refusal }: { readonly run: RunDetail; readonly period: string; readonly total: string; readonly zone: string; readonly refusal: StepRefusal | null }) {
  const t = useT("pay");
  const locale = useLocale();
  return (
    <>
      {run.returned ? (
        <Notice tone="warning">
          {run.returned.person ? t("run.returned", { person: personName(run.returned.person, locale), reason: run.returned.reason }) : t("run.returned.noReason")}
        </Notice>
      ) : null}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t("run.totals")}>
          <Totals run={run} />
        </Card>
        <Card title={t("run.steps")}>
          <div className="flex flex-col gap-4">
            <StepList run={run} zone={zone} />
            <p className="text-sm text-faint">
              {t("run.hash")} <InfoTip text={t("run.hash.explain")} /> <code className="font-mono break-all select-all">{run.contentHash}</code>
            </p>
            <CheckState run={run} />
            <RunSteps run={run} period={period} total={total} refusal={refusal} />
          </div>
        </Card>
      </div>
      <RunFiles run={run} zone={zone} />
      <Differences run={run} />
      {run.seesLines || run.lines.length > 0 ? <Lines run={run} /> : null}
    </>
  );
}

/** Whether somebody has looked at what stands out: the way to the lists, and what keeps the run from approval. */
function CheckState({ run }: { readonly run: RunDetail }) {
  const t = useT("payroll");
  const { lists, open } = run.found;
  if (lists === 0) return null;
  return (
    <p>
      <Link to={`/pay/runs/${run.id}/check`} className="door font-medium">
        {t("check.link")}
      </Link>
      <span className="text-muted"> · {open > 0 ? t("check.open", { count: open }) : t("check.done")}</span>
    </p>
  );
}

function Totals({ run }: { readonly run: RunDetail }) {
  const t = useT("pay");
  const locale = useLocale();
  const { totals, fund, currency, minorDigits } = run;
  const money = (minor: number) => formatMoney(minor, { code: currency, digits: minorDigits }, locale);
  const rows = [
    { key: "target", name: t("run.total.target"), value: money(totals.targetMinor) },
    { key: "prorated", name: t("run.total.prorated"), value: money(totals.proratedMinor) },
    { key: "earned", name: t("run.total.earned"), value: money(totals.earnedMinor) },
    { key: "fund", name: t("run.total.fund"), value: fund.limitMinor === null ? t("run.total.fund.none") : money(fund.limitMinor), ...(fund.factor === "1.000000" ? {} : { detail: t("run.total.factor", { factor: formatDecimal(fund.factor, locale) }) }) },
    ...(totals.heldMinor === 0 ? [] : [{ key: "held", name: t("run.total.held"), value: money(totals.heldMinor) }]),
    ...(totals.adjustmentMinor === 0 ? [] : [{ key: "adjustments", name: t("run.total.adjustments"), value: money(totals.adjustmentMinor) }]),
  ];
  return <Breakdown rows={rows} total={{ name: t(run.shadow ? "run.total.shadow" : "run.total.paid"), value: money(totals.amountMinor) }} />;
}

function StepList({ run, zone }: { readonly run: RunDetail; readonly zone: string }) {
  const t = useT("pay");
  const locale = useLocale();
  return (
    <ol className="flex flex-col gap-2">
      {run.steps.map((step, place) => (
        <li key={place} className="flex items-start gap-2.5">
          <span className={`mt-0.5 shrink-0 ${step.at === null ? "text-faint" : "text-met"}`}>{step.at === null ? <Hourglass aria-hidden size={16} /> : <Check aria-hidden size={16} />}</span>
          <span className="min-w-0 grow">
            {t(`run.step.${step.step}`)}
            {step.person ? <span className="text-muted"> · {personName(step.person, locale)}</span> : null}
          </span>
          <span className="shrink-0 text-sm text-faint">{step.at === null ? t("run.step.waiting") : <Time at={step.at} zone={zone} />}</span>
        </li>
      ))}
    </ol>
  );
}

function Differences({ run }: { readonly run: RunDetail }) {
  const t = useT("pay");
  const locale = useLocale();
  const { against, currency, minorDigits } = run;
  if (!against) return null;
  const count = (n: number) => formatCount(n, locale);
  return (
    <Card title={t("run.differences", { period: formatPeriodOf(against.period, locale) })} aside={<span className="figures">{formatAmountChange(against.changeMinor, minorDigits, locale)} {currencySign(currency)}</span>}>
      <p>{t("run.differences.sum", { more: count(against.more), less: count(against.less), added: count(against.added), gone: count(against.gone) })}</p>
      {against.largest.length > 0 ? (
        <div className="mt-4">
          <h3 className="mb-1 text-sm font-medium text-muted">{t("run.differences.largest")}</h3>
          <DataTable
            label={t("run.differences.largest")}
            rows={against.largest}
            rowKey={(one) => one.personId}
            rowTo={(one) => `/pay/runs/${run.id}/people/${one.personId}`}
            compact
            empty={null}
            columns={[
              { id: "person", header: t("run.lines.person"), cell: (one) => personName(one, locale) },
              { id: "before", header: formatPeriod(against.period, locale), align: "end", cell: (one) => formatAmount(one.beforeMinor, minorDigits, locale) },
              { id: "after", header: formatPeriod(run.period, locale), align: "end", cell: (one) => formatAmount(one.afterMinor, minorDigits, locale) },
              { id: "change", header: t("run.lines.change"), align: "end", cell: (one) => formatAmountChange(one.afterMinor - one.beforeMinor, minorDigits, locale) },
            ]}
          />
        </div>
      ) : null}
    </Card>
  );
}

function Lines({ run }: { readonly run: RunDetail }) {
  const t = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const amount = (unit: "money" | "percent", minor: number) => (unit === "percent" ? formatPercentBp(minor, locale) : formatAmount(minor, run.minorDigits, locale));
  return (
    <Card title={run.seesLines ? t("run.lines") : t("run.lines.director")} aside={t("amountIn", { currency: currencySign(run.currency) })} flush>
      <DataTable
        label={t("run.lines")}
        rows={run.lines}
        rowKey={(line) => line.personId}
        {...(run.seesLines ? { query: run.query, total: run.total, searchable: true, rowTo: (line: { personId: string }) => `/pay/runs/${run.id}/people/${line.personId}` } : {})}
        empty={null}
        columns={[
          {
            id: "person",
            header: t("run.lines.person"),
            cell: (line) => (
              <>
                {personName(line, locale)} <span className="font-normal text-faint">{line.personnelNumber}</span>
              </>
            ),
          },
          { id: "department", header: common("department"), cell: (line) => nameIn(line.department, locale) },
          { id: "target", header: t("run.lines.target"), align: "end", cell: (line) => amount(line.unit, line.targetMinor) },
          { id: "percent", header: t("run.lines.percent"), align: "end", cell: (line) => (line.payoutBp === null ? "–" : formatPercentBp(line.payoutBp, locale)) },
          { id: "amount", header: t("run.lines.amount"), align: "end", cell: (line) => amount(line.unit, line.amountMinor) },
          { id: "remarks", header: t("run.lines.remarks"), hideInCard: true, cell: (line) => <span className="text-sm text-risk">{line.remarks.map((remark) => t(`remark.${remark}`)).join(" ")}</span> },
        ]}
      />
    </Card>
  );
}
