import { DAY_ENDS, type Duration } from "#app/domain/agreement/terms.ts";
import { compileCalendar, type Calendar } from "#app/domain/calendar/calendar.ts";
import { explainDue } from "#app/domain/calendar/explain-due.ts";
import { isRussianZone, yearToConfirm } from "#app/domain/calendar/confirm-year.ts";
import { russianNorm, yearHours } from "#app/domain/calendar/year-hours.ts";
import { nameIn } from "#app/domain/names.ts";
import { DomainError } from "#app/domain/refusal.ts";
import { DAY_MS, readDay } from "#app/domain/time/local-date.ts";
import { instantOf, localDateOf } from "#app/domain/time/zone.ts";
import { formatClock } from "#app/format/instant.ts";
import { personName } from "#app/format/person-name.ts";
import { findCalendar, loadConfirmedYears } from "#db/queries/catalogue.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import type { PageFacts } from "#app/web/page-facts.server.ts";

export const DURATION_UNITS = ["working_minutes", "working_hours", "working_days", "calendar_days", "elapsed_days"] as const;
/** The longest term that the box explains. */
const MOST: Record<Duration["unit"], number> = { working_minutes: 100_000, working_hours: 5_000, working_days: 500, calendar_days: 1_000, elapsed_days: 1_000 };

/** A calendar's year, and the answer of its explain box when something was asked. */
export async function readCalendarPage(request: Request, id: string, context: AppContext, facts: PageFacts) {
  const { store } = context;
  const found = await findCalendar(store, id);
  const params = new URL(request.url).searchParams;
  if (!found) throw fault(404, "not_found");
  const version = found.versions.find((row) => String(row.number) === params.get("version")) ?? found.versions[0];
  if (!version) throw fault(404, "not_found");
  const thisYear = Number(facts.today.slice(0, 4));
  const asked = /^\d{4}$/.test(params.get("year") ?? "") ? Number(params.get("year")) : thisYear;
  const year = Math.abs(asked - thisYear) <= 20 ? asked : thisYear;
  const calendar = compileCalendar(version.spec);
  const [departments, confirmed] = await Promise.all([loadDepartments(store), loadConfirmedYears(store, id)]);
  const people = await loadPeople(store, [...found.versions.flatMap((row) => row.createdBy ?? []), ...confirmed.map((row) => row.confirmedBy)]);
  const personById = new Map(people.map((row) => [row.id, row]));
  return {
    id, name: nameIn(found.name, facts.locale), code: found.code, zone: version.spec.tz, year, thisYear,
    hours: yearHours(calendar, year),
    names: version.spec.names ?? {},
    norm: isRussianZone(version.spec.tz) ? russianNorm(year) : null,
    isNewest: version === found.versions[0],
    toConfirm: yearToConfirm(found.versions[0]?.spec.tz ?? "", facts.today, new Set(confirmed.map((row) => row.year))),
    confirmed: confirmed.map((row) => {
      const person = personById.get(row.confirmedBy);
      return { year: row.year, by: person ? personName(person, facts.locale) : "–", at: row.confirmedAt, isOlder: row.versionId !== found.versions[0]?.id };
    }),
    departments: departments.filter((row) => row.calendarId === id).map((row) => ({ id: row.id, name: nameIn(row.name, facts.locale) })),
    version: version.number,
    versions: found.versions.map((row) => {
      const person = row.createdBy ? personById.get(row.createdBy) : undefined;
      return { number: row.number, createdAt: row.createdAt, by: person ? personName(person, facts.locale) : null };
    }),
    explain: explainOf(params, calendar, version.spec.tz, facts.now),
  };
}

/** What the explain box was asked and its answer; the fields come back as they were typed. */
function explainOf(params: URLSearchParams, calendar: Calendar, zone: string, now: number) {
  const date = localDateOf(calendar.zone, now);
  const fields = {
    start: params.get("start")?.slice(0, 16) ?? `${date}T${formatClock(now, zone)}`,
    n: params.get("n")?.slice(0, 6) ?? "2",
    unit: DURATION_UNITS.find((unit) => unit === params.get("unit")) ?? "working_days",
    end: DAY_ENDS.find((end) => end === params.get("end")) ?? "snap",
  };
  const start = readLocal(fields.start, calendar);
  const n = /^\d{1,6}$/.test(fields.n) ? Number(fields.n) : NaN;
  if (start === null) return { fields, fault: "start" as const, answer: null };
  if (!(n >= 1 && n <= MOST[fields.unit])) return { fields, fault: "amount" as const, answer: null };
  const { unit, end } = fields;
  const duration: Duration = unit === "working_days" || unit === "calendar_days" ? { unit, n, end } : { unit, n };
  try {
    return { fields, fault: null, answer: { start, duration, ...explainDue(calendar, start, duration) } };
  } catch (error) {
    if (error instanceof DomainError) return { fields, fault: "neverOpen" as const, answer: null };
    throw error;
  }
}

/** `YYYY-MM-DDTHH:MM` on the calendar's clock. */
function readLocal(text: string, calendar: Calendar): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  const day = match ? readDay(match[1]) : null;
  if (!match || day === null || day < 0 || day > 60_000) return null;
  return instantOf(calendar.zone, day * DAY_MS + (Number(match[2]) * 60 + Number(match[3])) * 60_000);
}

export type CalendarPage = Awaited<ReturnType<typeof readCalendarPage>>;
