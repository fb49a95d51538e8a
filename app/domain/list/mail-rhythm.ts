import { addMonths, DAY_MS, dateOfDay, MINUTE_MS, readMonth, weekdayOf } from "../time/local-date.ts";
import { instantOf, localDayOf, type Zone } from "../time/zone.ts";

/** How often a list comes by mail: each working day, once a week, or on the first of the month. */
export const RHYTHMS = ["daily", "weekly", "monthly"] as const;

export type MailRhythm =
  | { readonly rhythm: "daily"; readonly minute: number }
  /** `weekday` 0 = Monday … 6 = Sunday. */
  | { readonly rhythm: "weekly"; readonly weekday: number; readonly minute: number }
  | { readonly rhythm: "monthly"; readonly minute: number };

/** Lists that come by mail. Pay, confidential answers, the log and settings never do; the other lists have no form for a mail yet. */
export const MAILED_LISTS = ["/work", "/improvement"] as const;
export type MailedListPath = (typeof MAILED_LISTS)[number];

/** A calendar without a working day in so many days has none. */
const LONGEST_HOLIDAY = 60;

/**
 * The first instant after `after` at which the mail is due, at `minute` past midnight on the clock of the zone. A day that is no working day
 * gives it to the next one; a day never has two mails. `isWorkingDay` is asked for day numbers (days since 1970-01-01); where it knows no
 * working day for two months, the calendar counts as silent and the mail comes on its own day.
 */
export function nextMailAt(when: MailRhythm, zone: Zone, isWorkingDay: (day: number) => boolean, after: number): number {
  const first = localDayOf(zone, after) - LONGEST_HOLIDAY - 31;
  let best = Infinity;
  for (const nominal of nominalDays(when, first, first + 2 * LONGEST_HOLIDAY + 3 * 31)) {
    const at = instantOf(zone, workingDayFrom(nominal, isWorkingDay) * DAY_MS + when.minute * MINUTE_MS);
    if (at > after && at < best) best = at;
  }
  return best;
}

function workingDayFrom(day: number, isWorkingDay: (day: number) => boolean): number {
  for (let at = day; at < day + LONGEST_HOLIDAY; at += 1) if (isWorkingDay(at)) return at;
  return day;
}

/** Days in `[from, to)` on which the mail would be due if all days were working days. */
function nominalDays(when: MailRhythm, from: number, to: number): number[] {
  const days: number[] = [];
  if (when.rhythm === "monthly") {
    for (let month = dateOfDay(from).slice(0, 7); ; month = addMonths(month, 1)) {
      const { firstDay } = readMonth(month)!;
      if (firstDay >= to) return days;
      if (firstDay >= from) days.push(firstDay);
    }
  }
  for (let day = from; day < to; day += 1) if (when.rhythm === "daily" || weekdayOf(day) === when.weekday) days.push(day);
  return days;
}
