import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { CLOSING_STEPS, closingDates, type ClosingDates } from "#app/domain/score/closing-calendar.ts";
import { periodsClosedWith, type PayPeriodLength } from "#app/domain/score/pay-period-months.ts";
import { addDays, addMonths } from "#app/domain/time/local-date.ts";
import { startOfDate, type Zone } from "#app/domain/time/zone.ts";
import { moveCutOffs } from "#db/queries/closing-dates.server.ts";
import type { ClosingDateRow, ClosingRuleRow } from "#db/queries/closing-dates.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { askToJudgeMonth } from "#db/queries/verdicts.server.ts";
import type { Store, Unit, Writer } from "#db/store.ts";

/** The end of a local day: the first instant after it. */
export const endOfDay = (zone: Zone, day: string): number => startOfDate(zone, addDays(day, 1));

/** Whether a run and a payment follow the closing of a month. */
export const isPaidWith = (month: string, length: PayPeriodLength): boolean => length === "month" || periodsClosedWith(month, length).length > 1;

/** The dates alone, without what is kept of them. */
export const datesOf = (row: ClosingDates): ClosingDates => Object.fromEntries(CLOSING_STEPS.map((step) => [step, row[step]])) as unknown as ClosingDates;

/** The dates of each month as they come to be: set by hand, else counted back by a rule, else none. */
export function datesByMonth(rule: ClosingRuleRow | null, calendar: Calendar | null, length: PayPeriodLength, own: readonly ClosingDateRow[]) {
  const byHand = new Map(own.filter((row) => row.byHand).map((row) => [row.month, datesOf(row)]));
  return (month: string): ClosingDates | null => byHand.get(month) ?? (rule && calendar ? closingDates(rule.rule, calendar, month, isPaidWith(month, length)) : null);
}

/**
 * Moves the ends of the months that have not opened to their new cut-offs, each beginning where the one before ends, and asks
 * for their tasks to be judged again. A month that opened meanwhile makes the unit stale.
 */
export function moveUnopened(store: Store, w: Writer, periods: readonly PeriodRow[], datesFor: (month: string) => ClosingDates | null, zone: Zone, now: number): Unit {
  const unit: Unit[number][] = [];
  let from: number | null = null;
  for (const row of periods.filter((one) => one.from > now)) {
    const dates = datesFor(row.month);
    const to = dates ? endOfDay(zone, dates.cutOffOn) : startOfDate(zone, `${addMonths(row.month, 1)}-01`);
    const span = { from: from ?? row.from, to };
    from = to;
    if (span.from === row.from && span.to === row.to) continue;
    unit.push(moveCutOffs(store, w, row.month, span, now), askToJudgeMonth(store, w, row.month, -now));
  }
  return unit;
}
