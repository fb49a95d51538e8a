import { payPeriodMonths, payPeriodName, type PayPeriodLength } from "./pay-period-months.ts";

/**
 * Periods that a page can show, in time order: each month, and after the last month of a quarter (or the newest
 * month of a running one) the quarter, where that is the pay period.
 *
 * @param months YYYY-MM in order, those that have begun
 */
export function periodChoices(months: readonly string[], length: PayPeriodLength): readonly string[] {
  const last = months[months.length - 1];
  return months.flatMap((month) => {
    const quarter = payPeriodMonths(month, length);
    if (quarter.length === 1) return [month];
    const endsIt = quarter[quarter.length - 1] === month || month === last;
    return endsIt ? [month, payPeriodName(month, length)] : [month];
  });
}

/** The period of the same length before: the previous month or quarter. */
export function previousPeriod(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  const [year, number] = quarter
    ? [Number(quarter[1]), Number(quarter[2])]
    : [Number(period.slice(0, 4)), Number(period.slice(5, 7))];
  const before = number === 1 ? year - 1 : year;
  if (quarter) return `${before}-Q${number === 1 ? 4 : number - 1}`;
  return `${before}-${String(number === 1 ? 12 : number - 1).padStart(2, "0")}`;
}
