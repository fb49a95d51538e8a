import { dateOfDay, dayOf } from "../time/local-date.ts";
import type { Calendar } from "./calendar.ts";
import { dayHours } from "./year-hours.ts";

/** A date whose hours differ between two calendars; wall-clock minutes after midnight, flat `[from, to, …]`. */
export interface DayDifference {
  readonly date: string;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Open time, ms. */
  readonly msBefore: number;
  readonly msAfter: number;
}

/** The dates from `from` to `to`, both included, on which two calendars open differently. */
export function compareCalendars(before: Calendar, after: Calendar, from: string, to: string): DayDifference[] {
  const differences: DayDifference[] = [];
  for (let day = dayOf(from), last = dayOf(to); day <= last; day++) {
    const [a, b] = [dayHours(before, day), dayHours(after, day)];
    if (a.ms !== b.ms || a.minutes.join() !== b.minutes.join()) differences.push({ date: dateOfDay(day), before: a.minutes, after: b.minutes, msBefore: a.ms, msAfter: b.ms });
  }
  return differences;
}
