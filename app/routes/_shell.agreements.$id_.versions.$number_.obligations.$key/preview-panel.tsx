import { Link } from "@remix-run/react";
import type { MouseEvent } from "react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StateChip } from "#app/components/state-chip.tsx";
import { Time } from "#app/components/time.tsx";
import { formatDay, formatWeekday } from "#app/format/date.ts";
import { formatWorkingTime } from "#app/format/duration.ts";
import { formatClock, formatInstantNear } from "#app/format/instant.ts";
import { formatCount } from "#app/format/number.ts";
import { formatPercentBp, formatPercentBpShort } from "#app/format/percent.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { ObligationPreview, ShownDryRun } from "./preview.server.ts";

interface Props {
  readonly preview: ObligationPreview;
  readonly isBusy: boolean;
  /** The dry run is of terms that were changed since. */
  readonly isStale: boolean;
  readonly formId: string;
  readonly onDryRun: (event: MouseEvent<HTMLButtonElement>) => void;
}

/** What the form promises as it stands. */
export function PreviewPanel({ preview, isBusy, isStale, formId, onDryRun }: Props) {
  const t = useT("obligation");
  return (
    <div className="flex min-w-0 flex-col gap-5 lg:sticky lg:top-4" aria-live="polite" aria-busy={isBusy}>
      <Card title={t("preview.title")}>
        {preview.sentence ? <p className="text-lg text-pretty">{preview.sentence}</p> : <p className="text-muted">{t("preview.notYet")}</p>}
        {preview.faults.length > 0 ? (
          <ul className="mt-3 list-disc space-y-1 pl-5 text-sm text-breach">
            {preview.faults.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                <a href={`#${formId}-${field}`} className="hover:underline">{message}</a>
              </li>
            ))}
          </ul>
        ) : null}
        {preview.conditions.length > 0 ? (
          <details className="mt-3 text-sm text-muted">
            <summary className="opens cursor-pointer hover:text-ink">{t("preview.conditions")}</summary>
            <ul className="mt-1 list-disc space-y-0.5 pl-5">
              {preview.conditions.map((condition) => (
                <li key={condition}>{condition}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </Card>
      {preview.terms ? <Dates terms={preview.terms} now={preview.now} /> : null}
      <Card title={t("dryRun")} aside={<Button size="small" name="intent" value="dry-run" form={formId} onClick={onDryRun} disabled={isBusy}>{t("dryRun.run")}</Button>}>
        {preview.dryRun ? <DryRunResult run={preview.dryRun} isStale={isStale} now={preview.now} /> : <p className="text-muted">{t("dryRun.lead")}</p>}
      </Card>
    </div>
  );
}

function Dates({ terms, now }: { readonly terms: NonNullable<ObligationPreview["terms"]>; readonly now: number }) {
  const t = useT("obligation");
  const locale = useLocale();
  const { zone, request, acceptance, occurrences, overlaps } = terms;
  if (request) {
    return (
      <Card title={t("dates.request")}>
        <p>
          {t("dates.due")} <strong><Time at={request.due} zone={zone} now={now} /></strong>. <span className="text-muted">{t("dates.working", { time: formatWorkingTime(request.workingMs, locale) })}</span>
        </p>
        {request.startAt > request.requestedAt ? <p className="text-sm text-muted">{t("dates.startMoved", { at: formatInstantNear(request.startAt, now, zone, locale) })}</p> : null}
        {request.keptUntil > request.due ? <p className="text-sm text-muted">{t("dates.grace", { at: formatInstantNear(request.keptUntil, now, zone, locale) })}</p> : null}
        <Days days={request.days} more={request.more} zone={zone} />
      </Card>
    );
  }
  if (acceptance) {
    return (
      <Card title={t("dates.delivered")}>
        <p>{t("dates.acceptance")} <strong><Time at={acceptance.due} zone={zone} now={now} /></strong>.</p>
        <Days days={acceptance.days} more={acceptance.more} zone={zone} />
      </Card>
    );
  }
  return (
    <Card title={t("dates.next")} flush>
      {occurrences.length === 0 ? <p className="px-4 py-3 text-muted">{t("dates.none")}</p> : null}
      <ol className="divide-y divide-line">
        {occurrences.map((one) => (
          <li key={one.date} className="px-4 py-2">
            <strong className="figures">{formatWeekday(one.scheduledDate, locale)}, {formatClock(one.scheduledAt, zone)}</strong>
            {one.date === one.scheduledDate ? null : <span className="ml-2 text-sm text-risk">{t("dates.moved", { day: formatWeekday(one.date, locale) })}</span>}
            <span className="block text-sm text-muted">
              {t("dates.window")} <Time at={one.windowFrom} zone={zone} now={now} /> – <Time at={one.windowTo} zone={zone} now={now} />
            </span>
          </li>
        ))}
      </ol>
      {overlaps.first && !overlaps.isUsual ? (
        <div className="border-t border-line p-3">
          <Notice tone="warning">{t("dates.together", { first: formatDay(overlaps.first[0], locale), second: formatDay(overlaps.first[1], locale) })}</Notice>
        </div>
      ) : null}
    </Card>
  );
}

/** What each date until the due instant gives: its hours, or why none. */
function Days({ days, more, zone }: { readonly days: NonNullable<NonNullable<ObligationPreview["terms"]>["acceptance"]>["days"]; readonly more: number; readonly zone: string }) {
  const t = useT("catalogue");
  const locale = useLocale();
  return (
    <>
      <ol tabIndex={0} aria-label={t("explain.days")} className="mt-3 max-h-72 divide-y divide-line overflow-y-auto border-y border-line text-sm">
        {days.map((day) => (
          <li key={day.date} className="flex flex-wrap items-baseline gap-x-3 py-1">
            <span className="figures w-20 shrink-0">{formatWeekday(day.date, locale)}</span>
            {day.closed ? <span className="text-faint">{t(`explain.${day.closed}`)}</span> : <span className="figures grow">{day.open.map(([from, to]) => `${formatClock(from, zone)}–${formatClock(to, zone)}`).join(", ") || t("explain.after")}</span>}
            {day.isChanged ? <span className="text-risk">{t("day.day_changed")}</span> : null}
            {day.ms > 0 ? <span className="figures ml-auto shrink-0 text-muted">{formatWorkingTime(day.ms, locale)}</span> : null}
          </li>
        ))}
      </ol>
      {more > 0 ? <p className="mt-2 text-sm text-muted">{t("explain.more", { count: more })}</p> : null}
    </>
  );
}

function DryRunResult({ run, isStale, now }: { readonly run: ShownDryRun; readonly isStale: boolean; readonly now: number }) {
  const t = useT("obligation");
  const locale = useLocale();
  const { kept } = run;
  const span = { from: formatDay(run.from, locale), to: formatDay(run.to, locale) };
  return (
    <>
      {isStale ? <Notice tone="warning">{t("dryRun.stale")}</Notice> : null}
      {kept.bp === null ? <p>{t("dryRun.nothing", span)}</p> : (
        <>
          <p className="text-lg text-pretty">{t("dryRun.result", { share: formatPercentBp(kept.bp, locale), kept: formatCount(kept.kept, locale), of: formatCount(kept.of, locale) })}</p>
          <p className="text-sm text-muted">{t("dryRun.span", span)}</p>
        </>
      )}
      {run.unmeasurable > 0 ? <p className="mt-1 text-sm text-muted">{t("dryRun.unmeasurable", { count: run.unmeasurable })}</p> : null}
      {run.excused > 0 ? <p className="mt-1 text-sm text-muted">{t("dryRun.excused", { count: run.excused })}</p> : null}
      {run.proposedBp === null ? null : <p className="mt-1 text-sm">{t("dryRun.propose", { share: formatPercentBpShort(run.proposedBp, locale) })}</p>}
      {run.cutAt === null ? null : <div className="mt-2"><Notice tone="warning">{t("dryRun.cut", { most: formatCount(run.mostTasks, locale), at: formatInstantNear(run.cutAt, now, run.zone, locale) })}</Notice></div>}
      {run.items.length > 0 ? (
        <details className="mt-3">
          <summary className="opens cursor-pointer font-medium">{t("dryRun.cases", { count: run.items.length + run.more })}</summary>
          <ul className="mt-2 max-h-96 divide-y divide-line overflow-y-auto border-y border-line">
            {run.items.map((item) => (
              <li key={`${item.item} ${item.cycle} ${item.carry} ${item.recipientId}`} className="flex items-start justify-between gap-3 py-1.5">
                <span className="min-w-0">
                  {item.task ? <Link to={`/work/${item.task.id}`} className="door">{item.task.title}</Link> : <span>{item.item.startsWith("o:") ? formatDay(item.item.slice(2), locale) : t("dryRun.hidden")}</span>}
                  <span className="block text-sm text-muted">
                    {item.recipient}, {t("dryRun.due")} <Time at={item.dueAt ?? item.fallsDueAt} zone={run.zone} />
                    {item.cycle > 0 ? `, ${t("dryRun.rework")}` : item.carry > 0 ? `, ${t("dryRun.carry")}` : ""}
                  </span>
                </span>
                <StateChip state={item.standing} size="small" />
              </li>
            ))}
          </ul>
          {run.more > 0 ? <p className="mt-2 text-sm text-muted">{t("dryRun.more", { count: run.more })}</p> : null}
        </details>
      ) : null}
    </>
  );
}
