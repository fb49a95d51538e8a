import type { CalendarSpec } from "../calendar/calendar-spec.ts";
import { dayOf, weekdayOf } from "../time/local-date.ts";
import type { ProductionCalendar } from "./prorate-working.ts";

/**
 * Working days for proration out of a working calendar: dates that close a weekday, and dates that open a
 * weekend. Hours don't matter; a shortened day is a day.
 */
export function productionCalendarOf(spec: CalendarSpec | null): ProductionCalendar {
  const holidays = new Set(spec?.holidays ?? []);
  const workingWeekends: string[] = [];
  for (const [date, intervals] of Object.entries(spec?.special ?? {})) {
    if (intervals.length === 0) holidays.add(date);
    else {
      holidays.delete(date);
      if (weekdayOf(dayOf(date)) >= 5) workingWeekends.push(date);
    }
  }
  return { holidays: [...holidays], workingWeekends };
}
