import { Form } from "@remix-run/react";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { INPUT_LOOK } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { nameIn } from "#app/domain/names.ts";
import { formatWeekday } from "#app/format/date.ts";
import { formatWorkingTime } from "#app/format/duration.ts";
import { formatClock, formatInstantExact, formatInstantNear } from "#app/format/instant.ts";
import { durationWords } from "#app/format/term-words.ts";
import { useLocale, useT } from "#app/i18n/use-t.ts";
import type { CalendarPage } from "./read.server.ts";

const UNITS = ["working_minutes", "working_hours", "working_days", "calendar_days", "elapsed_days"] as const;

/** "From then, so long: when is it due, and why?" A GET form, so that an answer has an address. */
export function ExplainBox({ explain, names, zone, year, version, now }: { readonly explain: CalendarPage["explain"]; readonly names: CalendarPage["names"]; readonly zone: string; readonly year: number; readonly version: number | null; readonly now: number }) {
  const t = useT("catalogue");
  const locale = useLocale();
  const { fields, answer } = explain;
  const spans = (list: readonly (readonly [number, number])[]) => list.map(([from, to]) => `${formatClock(from, zone)}–${endClock(to)}`).join(", ");
  // Midnight ends a day: "18:00–00:00" reads like a slip.
  const endClock = (at: number) => formatClock(at, zone).replace("00:00", "24:00");
  const input = `${INPUT_LOOK} h-9 w-full px-3`;
  return (
    <Card title={t("explainBox")} id="explain">
      <Form method="get" action="#explain" preventScrollReset className="grid grid-cols-2 gap-3 sm:grid-cols-[minmax(0,1fr)_5rem_minmax(0,1fr)]">
        <input type="hidden" name="year" value={year} />
        {version === null ? null : <input type="hidden" name="version" value={version} />}
        <label className="col-span-2 sm:col-span-1">
          <span className="mb-1 block text-sm text-muted">{t("explain.start")}</span>
          <input type="datetime-local" name="start" defaultValue={fields.start} required className={input} />
        </label>
        <label>
          <span className="mb-1 block text-sm text-muted">{t("explain.n")}</span>
          <input type="number" name="n" min={1} defaultValue={fields.n} required className={input} />
        </label>
        <label>
          <span className="mb-1 block text-sm text-muted">{t("explain.unit")}</span>
          <select name="unit" defaultValue={fields.unit} className={`${input} pr-8`}>
            {UNITS.map((unit) => (
              <option key={unit} value={unit}>
                {t(`unit.${unit}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="col-span-2">
          <span className="mb-1 block text-sm text-muted">{t("explain.end")}</span>
          <select name="end" defaultValue={fields.end} className={`${input} pr-8`}>
            <option value="snap">{t("end.snap")}</option>
            <option value="eod">{t("end.eod")}</option>
          </select>
        </label>
        <div className="col-span-2 flex items-end sm:col-span-1">
          <Button>{t("explain.show")}</Button>
        </div>
      </Form>
      {explain.fault ? (
        <div className="mt-4">
          <Notice tone="warning">{t(`explain.fault.${explain.fault}`)}</Notice>
        </div>
      ) : null}
      {answer ? (
        <div className="mt-4">
          <p>
            {t("explain.answer", { start: formatInstantNear(answer.start, now, zone, locale), duration: durationWords(answer.duration, locale) })}{" "}
            <strong title={formatInstantExact(answer.due, zone, locale)}>{formatInstantNear(answer.due, now, zone, locale)}</strong>.{" "}
            <span className="text-muted">{t("explain.working", { time: formatWorkingTime(answer.workingMs, locale) })}</span>
          </p>
          <ol className="mt-3 divide-y divide-line border-y border-line text-sm">
            {answer.days.map((day) => (
              <li key={day.date} className="flex items-baseline gap-3 py-1">
                <span className="figures w-24 shrink-0">{formatWeekday(day.date, locale)}</span>
                {day.closed ? (
                  <span className="text-faint">{names[day.date] ? nameIn(names[day.date] ?? {}, locale) : t(`explain.${day.closed}`)}</span>
                ) : (
                  <span className="grow">
                    <span className="figures">{spans(day.open) || t("explain.after")}</span>
                    {day.skipped.length > 0 ? <span className="figures block text-xs text-faint">{t("explain.skipped", { times: spans(day.skipped) })}</span> : null}
                  </span>
                )}
                {day.isChanged ? <span className="text-risk">{t("day.day_changed")}</span> : null}
                {day.ms > 0 ? <span className="figures ml-auto shrink-0 text-muted">{formatWorkingTime(day.ms, locale)}</span> : null}
              </li>
            ))}
          </ol>
          <p className="no-print mt-2 text-sm text-muted">{t("explain.link")}</p>
          {answer.more > 0 ? <p className="mt-2 text-sm text-muted">{t("explain.more", { count: answer.more })}</p> : null}
        </div>
      ) : null}
    </Card>
  );
}
