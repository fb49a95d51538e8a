import type { Calendar } from "../calendar/calendar.ts";
import { subtractWorkingMs, workingMsBetween } from "../calendar/working-time.ts";
import type { Interval } from "../time/intervals.ts";

/** A promise is at risk in the last quarter of its time: time to warn, and time left to act. */
const LAST_SHARE = 0.25;

/**
 * The instant from which an open promise is at risk: when a quarter of the time between `start` and
 * `due` is left — working time without pauses, or elapsed time where the term runs so or the calendar
 * is not open in between.
 */
export function atRiskFrom(
  calendar: Calendar,
  start: number,
  due: number,
  elapsed: boolean,
  pauses: readonly Interval[],
): number {
  if (due <= start) return due;
  const working = elapsed ? 0 : workingMsBetween(calendar, start, due, pauses);
  if (working <= 0) return Math.floor(due - (due - start) * LAST_SHARE);
  return Math.max(
    start,
    subtractWorkingMs(calendar, due, Math.floor(working * LAST_SHARE), pauses),
  );
}
