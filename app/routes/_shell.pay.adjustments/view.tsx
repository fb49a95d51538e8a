import { Form, Link } from "@remix-run/react";
import { Scale } from "lucide-react";
import { useId } from "react";
import { Card } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { SubmitButton } from "#app/components/form.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { TableQuery } from "#app/domain/list/table-query.ts";
import { Time } from "#app/components/time.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatAmountChange, formatMoney } from "#app/format/money.ts";
import { formatPercentBp } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { AdjustmentCause, HeldOfDepartment } from "#app/operations/list-adjustments.server.ts";
import type { ShownAdjustment } from "./read.server.ts";

/** What the next run of each plan takes as lines of its own, with the reason of each. */
export function PendingCard({ rows, query, total }: { readonly rows: readonly ShownAdjustment[]; readonly query: TableQuery; readonly total: number }) {
  const t = useT("payroll");
  const pay = useT("pay");
  const common = useT("common");
  const locale = useLocale();
  const amount = (row: ShownAdjustment, minor: number) => (row.unit === "percent" ? formatPercentBp(minor, locale) : formatMoney(minor, { code: row.currency, digits: row.minorDigits }, locale));
  const change = (row: ShownAdjustment) => (row.unit === "percent" ? formatPercentBp(row.deltaMinor, locale) : formatAmountChange(row.deltaMinor, row.minorDigits, locale));
  return (
    <Card title={t("adjustments.pending")} flush>
      <DataTable
        label={t("adjustments.pending")}
        rows={rows}
        rowKey={(row) => row.key}
        query={query}
        total={total}
        searchable
        csvTo="/pay/adjustments.csv"
        empty={
          <EmptyState icon={<Scale aria-hidden size={20} />} title={t("adjustments.empty.title")}>
            {t("adjustments.empty.text")}
          </EmptyState>
        }
        columns={[
          {
            id: "person",
            header: pay("run.lines.person"),
            sortable: true,
            cell: (row) => (
              <>
                <Link to={`/pay/runs/${row.runId}/people/${row.personId}`} className="door font-medium">
                  {row.name}
                </Link>{" "}
                <span className="text-faint">{row.personnelNumber}</span>
              </>
            ),
          },
          { id: "department", header: common("department"), sortable: true, cell: (row) => row.department },
          { id: "period", header: common("period"), sortable: true, cell: (row) => `${nameIn(row.planName, locale)}, ${formatPeriod(row.period, locale)}` },
          { id: "paid", header: t("adjustments.paid"), align: "end", cell: (row) => amount(row, row.paidMinor) },
          { id: "recalculated", header: t("adjustments.recalculated"), align: "end", explain: t("adjustments.recalculated.explain"), cell: (row) => amount(row, row.recalculatedMinor) },
          { id: "already", header: t("adjustments.already"), align: "end", explain: t("adjustments.already.explain"), cell: (row) => amount(row, row.alreadyAdjustedMinor) },
          { id: "delta", header: t("adjustments.delta"), align: "end", sortable: true, cell: (row) => change(row) },
          { id: "cause", header: t("adjustments.cause"), cell: (row) => <Causes row={row} /> },
        ]}
      />
    </Card>
  );
}

function Causes({ row }: { readonly row: ShownAdjustment }) {
  const t = useT("payroll");
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {row.causes.map((cause, place) => (
        <li key={place}>
          <Cause cause={cause} period={row.period} />
        </li>
      ))}
      {row.deltaMinor < 0 ? <li className="text-muted">{t(`adjustments.policy.${row.policy}`)}</li> : null}
    </ul>
  );
}

function Cause({ cause, period }: { readonly cause: AdjustmentCause; readonly period: string }) {
  const t = useT("payroll");
  const locale = useLocale();
  switch (cause.type) {
    case "corrections":
      return (
        <Link to={cause.taskId === null ? `/scorecards/${cause.departmentId}?period=${period}&result=pay` : `/work/${cause.taskId}`} className="door">
          {t("adjustments.cause.corrections", { count: cause.items, months: cause.months.map((month) => formatPeriod(month, locale)).join(", ") })}
        </Link>
      );
    case "release":
      return <>{t("adjustments.cause.release", { percent: formatPercentBp(cause.payoutBp, locale), reason: cause.reason })}</>;
    case "objection":
      return (
        <Link to={`/work/disputes/${cause.disputeId}`} className="door">
          {t("adjustments.cause.objection")}
        </Link>
      );
    case "facts":
      return <>{t("adjustments.cause.facts")}</>;
  }
}

interface ReleaseRefusalShown {
  readonly refusal: "unknown_run" | "unknown_account" | "not_your_role" | "wrong_state" | "nothing_held" | "percent_out_of_range" | "reason_missing" | "already_released";
  readonly of: string;
  readonly percent: string;
  readonly reason: string;
}

/** Targets that are held because nothing was measured, by run and department; HR may let them be paid. */
export function HeldCard({ held, zone, mayRelease, refusal }: { readonly held: readonly (HeldOfDepartment & { readonly department: string })[]; readonly zone: string; readonly mayRelease: boolean; readonly refusal: ReleaseRefusalShown | null }) {
  const t = useT("payroll");
  const locale = useLocale();
  return (
    <Card title={t("held.title")}>
      <p className="max-w-3xl text-pretty text-muted">{t("held.explain")}</p>
      {held.length === 0 ? (
        <p className="mt-2">{t("held.none")}</p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {held.map((one) => {
            const key = `${one.runId}:${one.departmentId}`;
            return (
              <li key={key} className="flex flex-col gap-2 py-3">
                <p>
                  <span className="font-medium">{one.department}</span>
                  <span className="text-muted">
                    {" "}
                    · {nameIn(one.planName, locale)}, {formatPeriod(one.period, locale)} · {t("held.sum", { count: one.people, amount: formatMoney(one.heldMinor, { code: one.currency, digits: one.minorDigits }, locale) })}
                  </span>
                </p>
                {one.release ? (
                  <p className="text-muted">
                    {t("held.released", { percent: formatPercentBp(one.release.payoutBp, locale), reason: one.release.reason })} <Time at={one.release.at} zone={zone} />
                  </p>
                ) : mayRelease ? (
                  <ReleaseForm one={one} refusal={refusal?.of === key ? refusal : null} />
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

function ReleaseForm({ one, refusal }: { readonly one: HeldOfDepartment; readonly refusal: ReleaseRefusalShown | null }) {
  const t = useT("payroll");
  const id = useId();
  const faultAt = refusal?.refusal === "percent_out_of_range" ? "percent" : refusal?.refusal === "reason_missing" ? "reason" : null;
  return (
    <Form method="post" className="flex flex-col gap-2" preventScrollReset>
      <input type="hidden" name="runId" value={one.runId} />
      <input type="hidden" name="departmentId" value={one.departmentId} />
      {refusal && faultAt === null ? <Notice tone="error">{t(`refusal.${refusal.refusal}`)}</Notice> : null}
      <div className="flex flex-wrap items-end gap-3">
        <label className="flex flex-col gap-1 text-sm text-muted" htmlFor={`${id}-percent`}>
          {t("held.percent")}
          <input id={`${id}-percent`} name="percent" inputMode="decimal" defaultValue={refusal?.percent ?? "100"} aria-invalid={faultAt === "percent" || undefined} aria-describedby={faultAt ? `${id}-fault` : undefined} className={`${INPUT_LOOK} figures h-9 w-24 px-3 text-right`} />
        </label>
        <label className="flex min-w-0 grow flex-col gap-1 text-sm text-muted" htmlFor={`${id}-reason`}>
          {t("held.reason")}
          <input id={`${id}-reason`} name="reason" required maxLength={2000} defaultValue={refusal?.reason} aria-invalid={faultAt === "reason" || undefined} aria-describedby={faultAt ? `${id}-fault` : undefined} className={`${INPUT_LOOK} h-9 w-full max-w-xl px-3`} />
        </label>
        <SubmitButton tone="plain">{t("held.release")}</SubmitButton>
      </div>
      {refusal && faultAt !== null ? (
        <p id={`${id}-fault`} role="alert" className="text-sm text-breach">
          {t(`refusal.${refusal.refusal}`)}
        </p>
      ) : null}
    </Form>
  );
}

/** Objections that were upheld although the numbers are still the same. */
export function WithoutEffectCard({ rows }: { readonly rows: readonly { readonly disputeId: string; readonly name: string; readonly period: string }[] }) {
  const t = useT("payroll");
  const locale = useLocale();
  return (
    <Card title={t("objections.title")}>
      <p className="max-w-3xl text-pretty text-muted">{t("objections.explain")}</p>
      <ul className="mt-2 flex flex-col gap-1">
        {rows.map((row) => (
          <li key={row.disputeId}>
            <Link to={`/work/disputes/${row.disputeId}`} className="door">
              {row.name}, {formatPeriod(row.period, locale)}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
