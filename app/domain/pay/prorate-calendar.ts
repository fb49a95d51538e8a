import type { Rational } from "../decimal/rational.ts";
import { entitledRanges, periodRange, type Entitlement } from "./entitled-days.ts";
import { prorate, type Proration } from "./prorate.ts";

/** Calendar days of the period and those the employee is entitled to. */
export function countCalendarDays(entitlement: Entitlement): { counted: number; total: number } {
  const [start, end] = periodRange(entitlement);
  let counted = 0;
  for (const [from, to] of entitledRanges(entitlement)) counted += to - from + 1;
  return { counted, total: end - start + 1 };
}

/** Target prorated by calendar days (formulas.md, prorate_calendar). */
export function prorateCalendar(
  target: Rational,
  fte: Rational | null,
  entitlement: Entitlement,
  minorDigits: number
): Proration {
  const { counted, total } = countCalendarDays(entitlement);
  return prorate(target, fte, counted, total, minorDigits);
}
