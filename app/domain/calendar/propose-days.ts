import type { Names } from "../names.ts";
import { dayOf, weekdayOf } from "../time/local-date.ts";
import { usualHours } from "./calendar-draft.ts";
import { WEEKDAYS, type CalendarSpec, type ClockInterval } from "./calendar-spec.ts";
import type { DayEntry } from "./day-entries.ts";
import { minutesOfInterval, sameHours } from "./interval-text.ts";
import { RUSSIAN_YEARS } from "./russian-years.ts";

/**
 * What a source says of a date. `shortened` is the weekday's hours less one hour at their end; `working` gives a day
 * off the hours of a working day.
 */
export const SOURCE_DAY_KINDS = ["closed", "shortened", "working", "working_shortened"] as const;
export type SourceDayKind = (typeof SOURCE_DAY_KINDS)[number];

export interface SourceDay {
  readonly date: string;
  readonly kind: SourceDayKind;
  readonly names: Names | null;
}

/** A date that a source would change. Nothing is changed until a person takes it. */
export interface ProposedChange {
  readonly kind: "added" | "changed" | "removed";
  readonly date: string;
  readonly before: DayEntry | null;
  /** null = the date goes back to the usual week. */
  readonly after: DayEntry | null;
}

/**
 * What the source's days would change in a calendar, between two dates, both included. Dates of the calendar that the
 * source does not name are `removed`. Days that are closed anyway are proposed only for their name.
 */
export function proposeChanges(weekly: CalendarSpec["weekly"], current: readonly DayEntry[], source: readonly SourceDay[], from: string, to: string): ProposedChange[] {
  const wanted = new Map<string, DayEntry>();
  for (const day of source) {
    if (day.date < from || day.date > to) continue;
    const entry = { date: day.date, intervals: hoursFor(weekly, day), names: day.names };
    const known = wanted.get(day.date);
    // Two holidays on one date are one day off with both names told apart by the first.
    if (!known || (known.intervals.length > 0 && entry.intervals.length === 0)) wanted.set(day.date, entry);
  }
  const changes: ProposedChange[] = [];
  const known = new Map(current.map((day) => [day.date, day]));
  for (const [date, after] of wanted) {
    const before = known.get(date) ?? null;
    if (!before) {
      if (!sameHours(after.intervals, usualHours(weekly, date)) || after.names) changes.push({ kind: "added", date, before, after });
    } else if (!sameHours(before.intervals, after.intervals) || (!before.names && after.names)) {
      changes.push({ kind: "changed", date, before, after: { ...after, names: after.names ?? before.names } });
    }
  }
  for (const before of current) if (before.date >= from && before.date <= to && !wanted.has(before.date)) changes.push({ kind: "removed", date: before.date, before, after: null });
  return changes.sort((a, b) => (a.date < b.date ? -1 : 1));
}

function hoursFor(weekly: CalendarSpec["weekly"], { date, kind }: SourceDay): readonly ClockInterval[] {
  if (kind === "closed") return [];
  const usual = usualHours(weekly, date);
  const hours = usual.length > 0 ? usual : workingHoursNear(weekly, date);
  return kind === "shortened" || kind === "working_shortened" ? lessOneHour(hours) : hours;
}

/** A worked day off has the hours of the nearest working weekday before it: Friday's, in a usual week. */
function workingHoursNear(weekly: CalendarSpec["weekly"], date: string): readonly ClockInterval[] {
  const day = weekdayOf(dayOf(date));
  for (let back = 1; back <= 7; back++) {
    const hours = weekly[WEEKDAYS[(day - back + 7) % 7]!];
    if (hours && hours.length > 0) return hours;
  }
  return [];
}

/** The same hours ending an hour earlier; an interval of an hour or less goes whole, and the rest comes off the one before. */
export function lessOneHour(hours: readonly ClockInterval[]): readonly ClockInterval[] {
  let left = 60;
  const kept: ClockInterval[] = [];
  for (const interval of [...hours].reverse()) {
    const [from, to] = minutesOfInterval(interval);
    const cut = Math.min(left, to - from);
    left -= cut;
    const end = (to - cut) % 1440;
    if (to - cut > from) kept.unshift([interval[0], cut === 0 ? interval[1] : end === 0 ? "24:00" : `${String(Math.floor(end / 60)).padStart(2, "0")}:${String(end % 60).padStart(2, "0")}`]);
  }
  return kept;
}

/** The official days of the shipped Russian years from `from` to `to`, in order. */
export function russianDays(from: number, to: number): SourceDay[] {
  const days: SourceDay[] = [];
  for (let year = from; year <= to; year++) {
    const found = RUSSIAN_YEARS.get(year);
    if (!found) continue;
    const shortened = new Set(found.shortened);
    const worked = new Set(found.workingWeekends);
    for (const date of found.closed) days.push({ date, kind: "closed", names: holidayName(date) });
    for (const date of found.workingWeekends) days.push({ date, kind: shortened.has(date) ? "working_shortened" : "working", names: null });
    for (const date of found.shortened) if (!worked.has(date)) days.push({ date, kind: "shortened", names: null });
  }
  return days.sort((a, b) => (a.date < b.date ? -1 : 1));
}

const NEW_YEAR: Names = { en: "New Year holidays", ru: "Новогодние каникулы" };
/** Public holidays of the Labour Code, article 112, by MM-DD; a day that was moved to another date has no name of its own. */
const RUSSIAN_HOLIDAYS: Readonly<Record<string, Names>> = {
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 8].map((day) => [`01-0${day}`, NEW_YEAR])),
  "01-07": { en: "Christmas", ru: "Рождество Христово" },
  "02-23": { en: "Defender of the Fatherland Day", ru: "День защитника Отечества" },
  "03-08": { en: "International Women's Day", ru: "Международный женский день" },
  "05-01": { en: "Spring and Labour Day", ru: "Праздник Весны и Труда" },
  "05-09": { en: "Victory Day", ru: "День Победы" },
  "06-12": { en: "Russia Day", ru: "День России" },
  "11-04": { en: "Unity Day", ru: "День народного единства" },
};
const MOVED: Names = { en: "Day off moved here", ru: "Перенос выходного дня" };

const holidayName = (date: string): Names => RUSSIAN_HOLIDAYS[date.slice(5)] ?? MOVED;
