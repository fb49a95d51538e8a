import type { LoaderFunctionArgs } from "@remix-run/node";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import { yearHours } from "#app/domain/calendar/year-hours.ts";
import { nameIn } from "#app/domain/names.ts";
import { weekdayOf } from "#app/format/local-time.ts";
import { WEEKDAYS } from "#app/format/calendar-words.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { csvResponse } from "#app/web/csv.server.ts";
import { fault, requireActor } from "#app/web/guard.server.ts";
import { readPageFacts } from "#app/web/page-facts.server.ts";
import { findCalendar } from "#db/queries/catalogue.server.ts";
import { clockText } from "../_shell.calendars.new/difference-table.tsx";

/** Every day of a year with its hours. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireActor(request, context, "calendar.read");
  const [facts, found] = await Promise.all([readPageFacts(request, context), findCalendar(context.store, params.id ?? "")]);
  const query = new URL(request.url).searchParams;
  const version = found?.versions.find((row) => String(row.number) === query.get("version")) ?? found?.versions[0];
  if (!found || !version) throw fault(404, "not_found");
  const asked = query.get("year") ?? "";
  const year = /^(19[7-9]\d|20\d\d)$/.test(asked) ? Number(asked) : Number(facts.today.slice(0, 4));
  const { locale } = facts;
  const catalogue = translateIn(locale, "catalogue");
  const t = translateIn(locale, "calendars");
  const days = yearHours(compileCalendar(version.spec), year).months.flatMap((month) => month.days);
  return csvResponse(
    `calendar-${found.code}-${year}.csv`,
    [
      { header: t("day.date"), value: (day) => day.date },
      { header: t("weekday"), value: (day) => WEEKDAYS[locale][weekdayOf(day.date)] ?? "" },
      { header: catalogue("kind"), value: (day) => catalogue(`day.${day.exception ?? (day.ms > 0 ? "working" : "off")}`) },
      { header: t("day.hours"), value: (day) => clockText(day.minutes) },
      { header: catalogue("hours"), value: (day) => day.ms / 3_600_000 },
      { header: t("day.name"), value: (day) => nameIn(version.spec.names?.[day.date] ?? {}, locale) },
    ],
    days,
  );
}
