import { addMonths } from "../time/local-date.ts";

export type PayPeriodLength = "month" | "quarter";

/** The months of the pay period that holds a month (YYYY-MM), in order. */
export function payPeriodMonths(month: string, length: PayPeriodLength): readonly string[] {
  if (length === "month") return [month];
  const number = Number(month.slice(5, 7));
  const first = addMonths(month, -((number - 1) % 3));
  return [first, addMonths(first, 1), addMonths(first, 2)];
}

/** The name of the pay period that holds a month: YYYY-MM, or YYYY-Qn. */
export function payPeriodName(month: string, length: PayPeriodLength): string {
  return length === "month" ? month : `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5, 7)) / 3)}`;
}

/** The months of a pay period by its name. */
export function monthsOfPayPeriod(name: string): readonly string[] {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(name);
  if (!quarter) return [name];
  const first = `${quarter[1]}-${String(Number(quarter[2]) * 3 - 2).padStart(2, "0")}`;
  return [first, addMonths(first, 1), addMonths(first, 2)];
}

/**
 * The periods whose scorecards freeze when a month closes: the month, and the quarter with its last month
 * where that is the pay period.
 */
export function periodsClosedWith(month: string, length: PayPeriodLength): readonly string[] {
  const months = payPeriodMonths(month, length);
  return months.length > 1 && months[months.length - 1] === month
    ? [month, payPeriodName(month, length)]
    : [month];
}

/** The pay periods from the one of a month up to that of a later one, newest first. */
export function payPeriodsDownTo(first: string, last: string, length: PayPeriodLength): readonly string[] {
  const names: string[] = [];
  for (let month = last; month >= payPeriodMonths(first, length)[0]!; month = addMonths(payPeriodMonths(month, length)[0]!, -1)) names.push(payPeriodName(month, length));
  return names;
}

/** First day of a pay period, and the first day after it. */
export function payPeriodDays(name: string): { readonly from: string; readonly to: string } {
  const months = monthsOfPayPeriod(name);
  return { from: `${months[0]!}-01`, to: `${addMonths(months[months.length - 1]!, 1)}-01` };
}
