import type { Calendar } from "../calendar/calendar.ts";
import { isWorkingDay, nthWorkingDayFrom } from "../calendar/working-days.ts";
import { addMonths, addDays, dateOfDay, dayOf, readDay, readMonth } from "../time/local-date.ts";

/** The steps of a closing in their order; each has a last day. */
export const CLOSING_STEPS = ["cutOffOn", "objectionsBy", "reviewEndsOn", "requestBy", "confirmBy", "approveBy", "payOn"] as const;
export type ClosingStep = (typeof CLOSING_STEPS)[number];

/** The last local day of each step, YYYY-MM-DD; runs and payment belong to the month that ends a pay period. */
export interface ClosingDates {
  /** What falls due after this day belongs to the next period. */
  readonly cutOffOn: string;
  /** Objections raised by this day are decided before the review ends; later ones may be carried. */
  readonly objectionsBy: string;
  readonly reviewEndsOn: string;
  readonly requestBy: string;
  readonly confirmBy: string;
  readonly approveBy: string | null;
  readonly payOn: string | null;
}

/** How the dates are counted back from the payment: working days of the organisation's calendar before the step that follows. */
export interface ClosingRule {
  /** Day of the month after the period; 31 = its last one. Where nobody works on it, the working day before. */
  readonly paymentDay: number;
  readonly approveDays: number;
  readonly confirmDays: number;
  readonly requestDays: number;
  readonly reviewDays: number;
  readonly objectionDays: number;
  /** Between the cut-off and the last day for objections. */
  readonly cutOffDays: number;
}

/** Pay on the 25th; the month's end stays the cut-off unless somebody asks for less time. */
export const DEFAULT_CLOSING_RULE: ClosingRule = { paymentDay: 25, approveDays: 2, confirmDays: 4, requestDays: 1, reviewDays: 1, objectionDays: 2, cutOffDays: 5 };

const MOST_DAYS = 15;
/** A period book looks for what falls due only in the neighbouring months: a cut-off stays near the month's end. */
export const EARLIEST_CUT_OFF_DAYS = 10;

export const RULE_FIELDS = ["paymentDay", "approveDays", "confirmDays", "requestDays", "reviewDays", "objectionDays", "cutOffDays"] as const satisfies readonly (keyof ClosingRule)[];
export type RuleField = (typeof RULE_FIELDS)[number];

export interface ClosingFault {
  readonly field: RuleField | ClosingStep;
  readonly code: "out_of_range" | "cut_off_too_early" | "not_a_day" | "outside_month" | "before_step";
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** What is wrong with the numbers of a rule. At least one working day lies between a cut-off and the last day for objections. */
export function checkClosingRule(rule: ClosingRule): readonly ClosingFault[] {
  return RULE_FIELDS.flatMap((field): ClosingFault[] => {
    const [low, high] = field === "paymentDay" ? [1, 31] : field === "cutOffDays" ? [1, MOST_DAYS] : [0, MOST_DAYS];
    const value = rule[field];
    return Number.isInteger(value) && value >= low && value <= high ? [] : [{ field, code: "out_of_range", facts: { low, high } }];
  });
}

/** The same day of another month, or its last where it is shorter. */
function dayInMonth(month: string, day: number): number {
  const { firstDay, days } = readMonth(month)!;
  return firstDay + Math.min(day, days) - 1;
}

/**
 * The dates of a month, counted back from the payment in the month after it. The cut-off is the month's last day or
 * earlier, never later (design.md section 7).
 *
 * @param month YYYY-MM
 * @param endsPayPeriod a run and a payment follow; where not, the steps before them have the same dates
 */
export function closingDates(rule: ClosingRule, calendar: Calendar, month: string, endsPayPeriod: boolean): ClosingDates {
  const payday = dayInMonth(addMonths(month, 1), rule.paymentDay);
  const pay = isWorkingDay(calendar, payday) ? payday : nthWorkingDayFrom(calendar, payday, -1);
  const approve = nthWorkingDayFrom(calendar, pay, -rule.approveDays);
  const confirm = nthWorkingDayFrom(calendar, approve, -rule.confirmDays);
  const request = nthWorkingDayFrom(calendar, confirm, -rule.requestDays);
  const review = nthWorkingDayFrom(calendar, request, -rule.reviewDays);
  const objections = nthWorkingDayFrom(calendar, review, -rule.objectionDays);
  const cutOff = Math.min(nthWorkingDayFrom(calendar, objections, -rule.cutOffDays), dayInMonth(month, 31));
  const [cutOffOn, objectionsBy, reviewEndsOn, requestBy, confirmBy] = [cutOff, objections, review, request, confirm].map(dateOfDay) as [string, string, string, string, string];
  return { cutOffOn, objectionsBy, reviewEndsOn, requestBy, confirmBy, approveBy: endsPayPeriod ? dateOfDay(approve) : null, payOn: endsPayPeriod ? dateOfDay(pay) : null };
}

/**
 * What is wrong with the dates of a month, however they came about: each a date, none before the step it follows, the cut-off
 * in the month itself and at most ten days before its end, and the objections after the cut-off.
 */
export function checkClosingDates(dates: ClosingDates, month: string): readonly ClosingFault[] {
  const faults: ClosingFault[] = CLOSING_STEPS.flatMap((field): ClosingFault[] => (dates[field] === null || readDay(dates[field]) !== null ? [] : [{ field, code: "not_a_day" }]));
  if (faults.length > 0) return faults;
  const last = dayInMonth(month, 31);
  const cutOff = dayOf(dates.cutOffOn);
  if (dates.cutOffOn.slice(0, 7) > month) return [{ field: "cutOffOn", code: "outside_month", facts: { last: dateOfDay(last) } }];
  if (cutOff < last - EARLIEST_CUT_OFF_DAYS) return [{ field: "cutOffOn", code: "cut_off_too_early", facts: { earliest: dateOfDay(last - EARLIEST_CUT_OFF_DAYS) } }];
  let before = addDays(dates.cutOffOn, 1);
  for (const field of CLOSING_STEPS.slice(1)) {
    const day = dates[field];
    if (day === null) continue;
    if (day < before) faults.push({ field, code: "before_step", facts: { day: before } });
    else before = day;
  }
  return faults;
}

/** The step whose last day comes next, today included; null when all have passed. */
export function nextStep(dates: ClosingDates, today: string): { readonly step: ClosingStep; readonly on: string; readonly days: number } | null {
  for (const step of CLOSING_STEPS) {
    const on = dates[step];
    if (on !== null && on >= today) return { step, on, days: dayOf(on) - dayOf(today) };
  }
  return null;
}
