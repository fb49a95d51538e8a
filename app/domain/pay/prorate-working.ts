import type { Rational } from "../decimal/rational.ts";
import { dayNumber, weekdayOf } from "./day-number.ts";
import { entitledRanges, periodRange, type DayRange, type Entitlement } from "./entitled-days.ts";
import { prorate, type Proration } from "./prorate.ts";

export interface ProductionCalendar {
  /** Local dates; only those on Monday to Friday matter. */
  readonly holidays: readonly string[];
  /** Local dates that are worked whatever else is said about them. */
  readonly workingWeekends: readonly string[];
}

/** Working days of the period and those the employee is entitled to. */
export function countWorkingDays(
  entitlement: Entitlement,
  calendar: ProductionCalendar
): { counted: number; total: number } {
  const worked = new Set(calendar.workingWeekends.map(dayNumber));
  const holidays = new Set(calendar.holidays.map(dayNumber));
  // Days whose answer differs from Monday to Friday; everything else is arithmetic.
  const added = [...worked].filter((day) => weekdayOf(day) >= 5);
  const removed = [...holidays].filter((day) => weekdayOf(day) < 5 && !worked.has(day));
  const inRange = (days: readonly number[], [from, to]: DayRange) =>
    days.filter((day) => day >= from && day <= to).length;
  const workingDays = (range: DayRange) =>
    weekdaysIn(range) + inRange(added, range) - inRange(removed, range);
  let counted = 0;
  for (const range of entitledRanges(entitlement)) counted += workingDays(range);
  return { counted, total: workingDays(periodRange(entitlement)) };
}

/** Monday to Friday inside a range. */
function weekdaysIn([from, to]: DayRange): number {
  const days = to - from + 1;
  const fullWeeks = Math.floor(days / 7);
  let count = fullWeeks * 5;
  for (let day = from + fullWeeks * 7; day <= to; day++) if (weekdayOf(day) < 5) count++;
  return count;
}

/** Target prorated by working days of the production calendar (formulas.md, prorate_working). */
export function prorateWorking(
  target: Rational,
  fte: Rational | null,
  entitlement: Entitlement,
  calendar: ProductionCalendar,
  minorDigits: number
): Proration {
  const { counted, total } = countWorkingDays(entitlement, calendar);
  return prorate(target, fte, counted, total, minorDigits);
}
