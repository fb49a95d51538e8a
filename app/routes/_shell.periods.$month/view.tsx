import { Link } from "@remix-run/react";
import { FileDown } from "lucide-react";
import { Card, Facts } from "#app/components/card.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Notice } from "#app/components/notice.tsx";
import { Time } from "#app/components/time.tsx";
import { nameIn } from "#app/domain/names.ts";
import { CLOSING_STEPS } from "#app/domain/score/closing-calendar.ts";
import { daysFrom } from "#app/domain/time/local-date.ts";
import { formatDayShort, formatPeriod } from "#app/format/date.ts";
import { formatInstant } from "#app/format/instant.ts";
import { formatPercentBp, formatScoreBp } from "#app/format/percent.ts";
import { personName } from "#app/format/person-name.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { PeriodDetail } from "./detail.server.ts";
import type { StepRefusal } from "#app/components/step-dialog.tsx";
import { Checklist } from "./checklist.tsx";
import { ClosingSteps } from "./steps.tsx";

/** A month: what stands in the way, who closes it, and how its departments stand. */
export function PeriodView({ detail, month, zone, mayRequest, mayConfirm, refusal }: { readonly detail: PeriodDetail; readonly month: string; readonly zone: string; readonly mayRequest: boolean; readonly mayConfirm: boolean; readonly refusal: StepRefusal | null }) {
  const t = useT("scorecards");
  const closing = useT("closing");
  const locale = useLocale();
  const { row, sealedBy, closedBy } = detail;
  const person = (one: typeof sealedBy) => (one ? personName(one, locale) : "–");
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={t("check.title")} flush>
          <Checklist detail={detail} zone={zone} />
        </Card>
        <Card
          title={t("close.steps")}
          aside={
            row.state === "closed" && detail.seesAll ? (
              <a href={`/periods/${row.month}/protocol.pdf`} className="inline-flex items-center gap-1 text-accent hover:underline">
                <FileDown aria-hidden size={14} /> {closing("protocol.pdf")}
              </a>
            ) : undefined
          }
        >
          <div className="flex flex-col gap-4">
            {detail.returned ? (
              <Notice tone="warning">{closing("returned", { person: person(detail.returned.person), when: formatInstant(detail.returned.at, zone, locale), reason: detail.returned.reason })}</Notice>
            ) : null}
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
            {detail.dates ? <Deadlines dates={detail.dates} /> : null}
            <ClosingSteps detail={detail} month={month} mayRequest={mayRequest} mayConfirm={mayConfirm} refusal={refusal} />
          </div>
        </Card>
      </div>
      <OpenItems detail={detail} zone={zone} />
      <Departments detail={detail} />
    </>
  );
}

/** The closing calendar's dates of the month, each with the days that are left. */
function Deadlines({ dates }: { readonly dates: NonNullable<PeriodDetail["dates"]> }) {
  const t = useT("closing");
  const locale = useLocale();
  const left = (day: string) => {
    const days = daysFrom(dates.today, day);
    return days < 0 ? t("deadlines.past") : days === 0 ? t("deadlines.today") : t("deadlines.left", { count: days });
  };
  return (
    <ol className="flex flex-col gap-1">
      {CLOSING_STEPS.map((step) => {
        const day = dates.all[step];
        if (day === null) return null;
        const isNext = dates.next?.step === step;
        return (
          <li key={step} className={isNext ? "flex flex-wrap gap-x-3 font-semibold" : "flex flex-wrap gap-x-3"}>
            <span className="min-w-0 grow">{t(`step.${step}`)}</span>
            <span className="ml-auto flex items-baseline gap-x-3">
              <span className="figures">{formatDayShort(day, locale)}</span>
              <span className={day < dates.today ? "w-24 text-right text-sm font-normal text-faint" : "w-24 text-right text-sm"}>{left(day)}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Objections that are open or carried, with their deadlines, and the corrections that wait. */
function OpenItems({ detail, zone }: { readonly detail: PeriodDetail; readonly zone: string }) {
  const t = useT("closing");
  const work = useT("work");
  const { disputes, check } = detail;
  const countOf = (id: string) => check.lines.find((line) => line.id === id)?.count ?? 0;
  const total = countOf("disputes") + countOf("carried");
  const corrections = countOf("corrections");
  if (disputes.length === 0 && corrections === 0) return null;
  return (
    <Card title={t("open.title")}>
      <ul className="flex flex-col gap-1.5">
        {disputes.map((one) => (
          <li key={one.id} className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0">
              <Link to={`/work/disputes/${one.id}`} className="door">
                {one.title}
              </Link>{" "}
              <span className="text-sm text-muted">{one.department}</span>
            </span>
            <span className="text-sm text-muted">
              {one.state === "open" ? (
                <>
                  {t("open.decideBy")} <Time at={one.decideBy} zone={zone} />
                </>
              ) : (
                work(`dispute.state.${one.state}`)
              )}
            </span>
          </li>
        ))}
      </ul>
      {total > disputes.length && disputes.length > 0 ? <p className="mt-2 text-sm text-muted">{t("open.more", { shown: disputes.length, total })}</p> : null}
      {corrections > 0 ? (
        <p className="mt-2">
          {detail.mayCorrect ? (
            <Link to={`/periods/corrections?months=${check.correctedMonths.join(",")}`} className="door">
              {t("open.corrections")}
            </Link>
          ) : (
            t("open.corrections")
          )}
          : <span className="figures">{corrections}</span>
        </p>
      ) : null}
    </Card>
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
