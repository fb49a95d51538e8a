import { DomainError, saidOf } from "../refusal.ts";
import { DAY_MS, FIRST_DAY, LAST_DAY, dateOfDay, readDay, readMonth } from "../time/local-date.ts";
import { instantOf, localOf } from "../time/zone.ts";
import { coverDays, type Calendar } from "./calendar.ts";
import { NEVER_OPEN_MS, isOpen, nextOpen, previousClose } from "./working-time.ts";

/** How n working days end (`formulas.md`, Business time 11). */
export const DAY_RULES = ["after/keep", "after/snap", "after/eod"] as const;
export type DayRule = (typeof DAY_RULES)[number];

const NEVER_OPEN_DAYS = NEVER_OPEN_MS / DAY_MS;

/** Does at least one interval open on this local day? */
export function isWorkingDay(calendar: Calendar, day: number): boolean {
  if (!(day >= calendar.loDay && day < calendar.hiDay)) coverDays(calendar, day, day + 1);
  return !Number.isNaN(calendar.closeOfDay[day - calendar.loDay]);
}

/** Does at least one interval open on this date? Error `bad_calendar` for a malformed date. */
export const isWorkday = (calendar: Calendar, date: string): boolean =>
  isWorkingDay(calendar, readDate(date));

function readDate(date: string): number {
  const day = readDay(date);
  if (day === null) throw new DomainError("bad_calendar", `date ${saidOf(date)}`);
  return day;
}

/**
 * The |n|-th working day after (n < 0: before) a day, the day itself not counted; n = 0 is the day.
 * Error `never_open` when 60 years pass without one.
 */
export function nthWorkingDayFrom(calendar: Calendar, day: number, n: number): number {
  const step = n < 0 ? -1 : 1;
  let left = Math.abs(n);
  let found = day;
  for (let d = day; left > 0; ) {
    d += step;
    if (isWorkingDay(calendar, d)) {
      found = d;
      left--;
    } else if (Math.abs(d - found) > NEVER_OPEN_DAYS) throw new DomainError("never_open");
    if (d < FIRST_DAY || d > LAST_DAY) throw new DomainError("bad_amount", "outside years 0–9999");
  }
  return found;
}

/** Last closing time of what opens on a working day; NaN on other days. */
export function closingOf(calendar: Calendar, day: number): number {
  if (!(day >= calendar.loDay && day < calendar.hiDay)) coverDays(calendar, day, day + 1);
  return calendar.closeOfDay[day - calendar.loDay]!;
}

/**
 * `days` working days after `start` (negative: before), by one of three rules:
 * - `after/keep`: the same wall-clock time on the N-th working date after the local date of the start;
 * - `after/snap`: that, moved to the first open moment if closed then (N < 0: back to the last);
 * - `after/eod`: the last closing time of that date.
 *
 * N = 0 stays on the start's own date: the start itself, moved by the rule as for N > 0; by
 * `after/eod` the end of that date if it is a working date, else of the next one.
 * Errors `bad_amount` (not a whole number), `never_open`.
 */
export function addWorkingDays(
  calendar: Calendar,
  start: number,
  days: number,
  rule: DayRule,
): number {
  if (!Number.isSafeInteger(days)) throw new DomainError("bad_amount", saidOf(days));
  if (!Number.isFinite(start)) throw new DomainError("bad_instant", saidOf(start));
  const local = localOf(calendar.zone, start);
  const startDay = Math.floor(local / DAY_MS);
  let day = nthWorkingDayFrom(calendar, startDay, days);
  switch (rule) {
    case "after/keep":
      return day === startDay ? start : instantOf(calendar.zone, local + (day - startDay) * DAY_MS);
    case "after/snap": {
      const kept = day === startDay ? start : instantOf(calendar.zone, local + (day - startDay) * DAY_MS);
      if (isOpen(calendar, kept)) return kept;
      return days < 0 ? previousClose(calendar, kept) : nextOpen(calendar, kept);
    }
    case "after/eod":
      if (days === 0 && !isWorkingDay(calendar, day)) day = nthWorkingDayFrom(calendar, day, 1);
      return closingOf(calendar, day);
    default:
      throw new DomainError("bad_rule", String(rule satisfies never));
  }
}

/** Working days in [a, b); negative when b is before a. */
export function workingDaysBetween(calendar: Calendar, a: number, b: number): number {
  if (b < a) return 0 - workingDaysBetween(calendar, b, a);
  coverDays(calendar, a, b);
  const { workdaysBefore, loDay } = calendar;
  return workdaysBefore[b - loDay]! - workdaysBefore[a - loDay]!;
}

/** Working dates d with a ≤ d < b; negative when reversed. Error `bad_calendar`. */
export const workdaysBetween = (calendar: Calendar, a: string, b: string): number =>
  workingDaysBetween(calendar, readDate(a), readDate(b));

/**
 * The n-th working date of `YYYY-MM`; n < 0 counts from the end; null if there is none.
 * Errors `bad_calendar` (malformed month), `bad_amount` (n is not a whole number).
 */
export function nthWorkday(calendar: Calendar, month: string, n: number): string | null {
  const range = readMonth(month);
  if (!range) throw new DomainError("bad_calendar", `month ${saidOf(month)}`);
  if (!Number.isSafeInteger(n)) throw new DomainError("bad_amount", saidOf(n));
  const end = range.firstDay + range.days;
  let left = Math.abs(n);
  for (let i = 0; i < range.days && left > 0; i++) {
    const day = n > 0 ? range.firstDay + i : end - 1 - i;
    if (isWorkingDay(calendar, day) && --left === 0) return dateOfDay(day);
  }
  return null;
}
