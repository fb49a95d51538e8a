import type { Calendar } from "../calendar/calendar.ts";
import { addWorkingMs, workingMsBetween } from "../calendar/working-time.ts";
import type { Interval } from "../time/intervals.ts";

/** A promise is at risk in the last quarter of its time: time to warn, and time left to act. */
const LAST_SHARE = 0.25;

/**
 * The instant from which an open promise is at risk: the first at which three quarters of the time
 * between `start` and `due` have passed — working time, or elapsed time where the term runs so or the
 * calendar is not open in between; without the pauses (joined, in order) that moved the due instant.
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
  if (working > 0) {
    return addWorkingMs(calendar, start, Math.ceil(working * (1 - LAST_SHARE)), pauses);
  }
  let paused = 0;
  for (const [from, to] of pauses) paused += Math.min(to, due) - Math.max(from, start);
  let at = start + Math.ceil((due - start - paused) * (1 - LAST_SHARE));
  for (const [from, to] of pauses) if (from < at) at += to - Math.max(from, start);
  return Math.min(at, due);
}
