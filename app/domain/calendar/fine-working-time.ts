import type { FineInstant } from "../time/instant.ts";
import type { Interval } from "../time/intervals.ts";
import type { Calendar } from "./calendar.ts";
import { addWorkingMs, isOpen, subtractWorkingMs, workingMsBetween } from "./working-time.ts";

/**
 * Working time to the nanosecond, for the auditor's tool. Calendars open and close at whole
 * milliseconds, so whole milliseconds go through the product's functions and the rest is carried here.
 * Pauses are taken to the millisecond.
 */
const NS_PER_MS = 1_000_000;

/** Whether time within the millisecond that begins at this instant counts. */
const counts = (calendar: Calendar, ms: number, pauses: readonly Interval[]): boolean =>
  isOpen(calendar, ms) && !pauses.some(([from, to]) => from <= ms && ms < to);

export function addFine(
  calendar: Calendar,
  start: FineInstant,
  amount: FineInstant,
  pauses: readonly Interval[],
): FineInstant {
  if (start.ns === 0 && amount.ns === 0) {
    return { ms: addWorkingMs(calendar, start.ms, amount.ms, pauses), ns: 0 };
  }
  const total = (counts(calendar, start.ms, pauses) ? start.ns : 0) + amount.ns;
  const whole = amount.ms + Math.floor(total / NS_PER_MS);
  const ns = total % NS_PER_MS;
  const ms = addWorkingMs(calendar, start.ms, whole, pauses);
  // A rest still to work begins where the calendar is open next.
  return ns === 0 ? { ms, ns } : { ms: addWorkingMs(calendar, ms, 0, pauses), ns };
}

export function subtractFine(
  calendar: Calendar,
  start: FineInstant,
  amount: FineInstant,
  pauses: readonly Interval[],
): FineInstant {
  const total = (counts(calendar, start.ms, pauses) ? start.ns : 0) - amount.ns;
  const borrow = total < 0 ? 1 : 0;
  const ms = subtractWorkingMs(calendar, start.ms, amount.ms + borrow, pauses);
  return { ms, ns: total + borrow * NS_PER_MS };
}

/** Working time in milliseconds, with a fraction. */
export function betweenFine(
  calendar: Calendar,
  a: FineInstant,
  b: FineInstant,
  pauses: readonly Interval[],
): number {
  const rest = (t: FineInstant): number => (counts(calendar, t.ms, pauses) ? t.ns : 0);
  return workingMsBetween(calendar, a.ms, b.ms, pauses) + (rest(b) - rest(a)) / NS_PER_MS;
}
