import { Link } from "@remix-run/react";
import { Check, Info, X } from "lucide-react";
import type { ReactNode } from "react";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Time } from "#app/components/time.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatPeriod } from "#app/format/date.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PeriodDetail } from "./detail.server.ts";
import type { StepRefusal } from "#app/components/step-dialog.tsx";
import { ClosingSteps } from "./steps.tsx";

/** A month: what stands in the way, who closes it, and how its departments stand. */
export function PeriodView({ detail, month, zone, mayRequest, mayConfirm, refusal }: { readonly detail: PeriodDetail; readonly month: string; readonly zone: string; readonly mayRequest: boolean; readonly mayConfirm: boolean; readonly refusal: StepRefusal | null }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const { row, sealedBy, closedBy } = detail;
  const person = (one: typeof sealedBy) => (one ? personName(one, locale) : "–");
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t("check.title")} flush>
          <Checklist detail={detail} />
        </Card>
        <Card title={t("close.steps")}>
          <div className="flex flex-col gap-4">
            <Facts
              rows={[
                { name: t("periods.cutOff"), value: <Time at={row.to} zone={zone} /> },
                ...(row.reviewEndsAt === null ? [] : [{ name: t("periods.reviewEnds"), value: <Time at={row.reviewEndsAt} zone={zone} /> }]),
                ...(detail.freezes ? [{ name: t("periods.freezes"), value: t("periods.freezes.quarter", { quarter: formatPeriod(detail.freezes, locale) }) }] : []),
                ...(row.sealedAt === null ? [] : [{ name: <Time at={row.sealedAt} zone={zone} />, value: t("close.sealedBy", { person: person(sealedBy) }) }]),
                ...(row.closedAt === null ? [] : [{ name: <Time at={row.closedAt} zone={zone} />, value: t("close.closedBy", { person: person(closedBy) }) }]),
                ...(row.state === "sealed" && detail.sealExpiresAt !== null ? [{ name: t("close.until"), value: <Time at={detail.sealExpiresAt} zone={zone} /> }] : []),
                ...(row.draftHash === null ? [] : [{ name: t("close.snapshot"), value: <code className="font-mono text-sm break-all select-all">{row.draftHash}</code> }]),
              ]}
            />
            <ClosingSteps detail={detail} month={month} mayRequest={mayRequest} mayConfirm={mayConfirm} refusal={refusal} />
          </div>
        </Card>
      </div>
      {detail.pending.length > 0 ? (
        <Card title={t("pending.title")}>
          <ul className="flex flex-col gap-1">
            {detail.pending.map((item) => (
              <li key={item.id} className="flex flex-wrap justify-between gap-x-4">
                {item.taskId ? (
                  <Link to={`/work/${item.taskId}`} className="door">
                    {nameIn(item.line, locale)}
                  </Link>
                ) : (
                  <span>{nameIn(item.line, locale)}</span>
                )}
                <span className="text-sm text-muted">
                  {item.dueAt === null ? null : (
                    <>
                      {t("pending.due")} <Time at={item.dueAt} zone={zone} />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {detail.pendingItems > detail.pending.length ? <p className="mt-2 text-sm text-muted">{t("pending.more", { shown: detail.pending.length, total: detail.pendingItems })}</p> : null}
        </Card>
      ) : null}
      <Departments detail={detail} />
    </>
  );
}

type Sign = "done" | "blocks" | "note";

function Checklist({ detail }: { readonly detail: PeriodDetail }) {
  const t = useT("scorecards");
  const locale = useLocale();
  const gaps = detail.departments.filter((one) => (one.unmeasurableBp ?? 0) > 0).length;
  const { open, carried } = detail.disputes;
  const blocksIf = (blocked: boolean): Sign => (blocked ? "blocks" : "done");
  const disputed = [open > 0 ? t("check.disputes.open", { count: open }) : "", carried > 0 ? t("check.carried", { count: carried }) : ""].filter(Boolean).join(" · ");
  return (
    <ul className="divide-y divide-line">
      <Point sign={blocksIf(!detail.isDue)} name={t("check.cutOff")} />
      <Point
        sign={blocksIf(detail.unclosedBefore.length > 0)}
        name={t("check.earlier")}
        remark={detail.unclosedBefore.length > 0 ? t("check.earlier.open", { months: detail.unclosedBefore.map((month) => formatPeriod(month, locale)).join(", ") }) : null}
      />
      <Point sign={blocksIf(detail.pendingItems > 0)} name={t("check.pending")} remark={detail.pendingItems > 0 ? t("check.pending.open", { count: detail.pendingItems }) : null} />
      <Point sign={disputed ? "note" : "done"} name={t("check.disputes")} remark={disputed ? <Link to="/work/disputes" className="door">{disputed}</Link> : null} />
      <Point sign={gaps > 0 ? "note" : "done"} name={t("check.gaps")} remark={gaps > 0 ? t("check.gaps.open", { count: gaps }) : null} />
    </ul>
  );
}

const SIGNS: Record<Sign, { readonly icon: ReactNode; readonly look: string }> = {
  done: { icon: <Check aria-hidden size={16} />, look: "text-met" },
  blocks: { icon: <X aria-hidden size={16} />, look: "text-breach" },
  note: { icon: <Info aria-hidden size={16} />, look: "text-risk" },
};

function Point({ sign, name, remark = null }: { readonly sign: Sign; readonly name: string; readonly remark?: ReactNode }) {
  const t = useT("scorecards");
  const { icon, look } = SIGNS[sign];
  return (
    <li className="flex items-start gap-3 px-4 py-2.5">
      <span className={`mt-0.5 shrink-0 ${look}`}>{icon}</span>
      <span className="min-w-0 grow">
        {name}
        {remark ? <span className="block text-sm text-muted">{remark}</span> : null}
      </span>
      <span className={`shrink-0 text-sm ${look}`}>{t(`check.${sign}`)}</span>
    </li>
  );
}

function Departments({ detail }: { readonly detail: PeriodDetail }) {
  const t = useT("scorecards");
  const common = useT("common");
  const locale = useLocale();
  const share = (bp: number | null) => (bp === null ? "–" : formatPercentBp(bp, locale));
  if (detail.departments.length === 0) return null;
  return (
    <Card title={t("gaps.title")} flush>
      <DataTable
        label={t("gaps.title")}
        rows={detail.departments}
        rowKey={(one) => one.departmentId}
        empty={null}
        columns={[
          {
            id: "name",
            header: common("department"),
            cell: (one) =>
              one.mayOpen ? (
                <Link to={`/scorecards/${one.departmentId}?period=${detail.row.month}`} className="door">
                  {nameIn(one.name, locale)}
                </Link>
              ) : (
                nameIn(one.name, locale)
              ),
          },
          { id: "score", header: t("combined"), align: "end", cell: (one) => (one.scoreBp === null ? "–" : formatScoreBp(one.scoreBp, locale)) },
          { id: "coverage", header: t("coverage"), align: "end", explain: t("coverage.explain"), cell: (one) => share(one.coverageBp) },
          { id: "excused", header: t("excused"), align: "end", explain: t("excused.explain"), cell: (one) => share(one.excusedBp) },
          { id: "unmeasurable", header: t("unmeasurable"), align: "end", explain: t("unmeasurable.explain"), cell: (one) => share(one.unmeasurableBp) },
        ]}
      />
    </Card>
  );
}
