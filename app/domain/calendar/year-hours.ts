import { DAY_MS, dateOfDay, dayOfParts, daysInMonth, weekdayOf } from "../time/local-date.ts";
import { localOf } from "../time/zone.ts";
import type { Calendar, DayException } from "./calendar.ts";
import { RUSSIAN_YEARS } from "./russian-years.ts";

/** One local date of a calendar. */
export interface DayHours {
  readonly date: string;
  /** Open time of what opens on it, ms. */
  readonly ms: number;
  /** How it differs from the usual week. */
  readonly exception: DayException | null;
  /** Wall-clock minutes after midnight, flat `[from, to, …]`; beyond 1440 is the next date. */
  readonly minutes: readonly number[];
}

export interface HoursSum {
  readonly days: number;
  readonly ms: number;
}

export interface YearHours {
  readonly year: number;
  /** By month, January first. */
  readonly months: readonly { readonly days: readonly DayHours[]; readonly sum: HoursSum }[];
  readonly quarters: readonly HoursSum[];
  readonly sum: HoursSum;
}

/** Every date of a year with its hours, and their sums by month, quarter and year. */
export function yearHours(calendar: Calendar, year: number): YearHours {
  const months = Array.from({ length: 12 }, (_, index) => {
    const first = dayOfParts(year, index + 1, 1);
    const days = Array.from({ length: daysInMonth(year, index + 1) }, (_unused, day) => dayHours(calendar, first + day));
    return { days, sum: sumOf(days.map(({ ms }) => ({ days: ms > 0 ? 1 : 0, ms }))) };
  });
  const sums = months.map((month) => month.sum);
  return { year, months, quarters: [0, 3, 6, 9].map((at) => sumOf(sums.slice(at, at + 3))), sum: sumOf(sums) };
}

/** One date with its hours. */
export function dayHours(calendar: Calendar, day: number): DayHours {
  const openings = calendar.source.openingsOf(day);
  let ms = 0;
  for (let i = 0; i < openings.length; i += 2) ms += openings[i + 1]! - openings[i]!;
  return {
    date: dateOfDay(day),
    ms,
    exception: calendar.source.exceptionOf(day),
    minutes: openings.map((instant) => Math.round((localOf(calendar.zone, instant) - day * DAY_MS) / 60_000)),
  };
}

const sumOf = (parts: readonly HoursSum[]): HoursSum => ({
  days: parts.reduce((sum, part) => sum + part.days, 0),
  ms: parts.reduce((sum, part) => sum + part.ms, 0),
});

export interface NormSum {
  readonly days: number;
  readonly hours: number;
}

/** The official norm of a 40-hour week in Russia by month, January first; null for a year that is not shipped. */
export function russianNorm(year: number): { readonly months: readonly NormSum[]; readonly quarters: readonly NormSum[]; readonly sum: NormSum } | null {
  const found = RUSSIAN_YEARS.get(year);
  if (!found) return null;
  const months = Array.from({ length: 12 }, (_, index): NormSum => {
    let days = 0;
    let hours = 0;
    for (let d = 0, first = dayOfParts(year, index + 1, 1); d < daysInMonth(year, index + 1); d++) {
      const date = dateOfDay(first + d);
      const works = weekdayOf(first + d) >= 5 ? found.workingWeekends.includes(date) : !found.closed.includes(date);
      if (!works) continue;
      days += 1;
      hours += found.shortened.includes(date) ? 7 : 8;
    }
    return { days, hours };
  });
  const sum = (parts: readonly NormSum[]): NormSum => ({ days: parts.reduce((n, part) => n + part.days, 0), hours: parts.reduce((n, part) => n + part.hours, 0) });
  return { months, quarters: [0, 3, 6, 9].map((at) => sum(months.slice(at, at + 3))), sum: { days: found.normDays, hours: found.normHours } };
}
