import type { Duration } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { addWorkingDays, nthWorkingDayFrom } from "../calendar/working-days.ts";
import { addWorkingMs, subtractWorkingMs } from "../calendar/working-time.ts";
import type { Interval } from "../time/intervals.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time/local-date.ts";
import { instantOf, localOf } from "../time/zone.ts";
import { because, type ReasonCode } from "./reasons.ts";
import type { Reason } from "./verdict.ts";

/** Terms in calendar days or elapsed time run day and night: pauses and lateness count elapsed time. */
export const runsElapsed = (duration: Duration): boolean =>
  duration.unit === "calendar_days" || duration.unit === "elapsed_days";

/** Whether pauses stretch the term minute by minute, instead of moving its date. */
export const runsByTheMinute = (duration: Duration): boolean =>
  duration.unit === "working_minutes" || duration.unit === "working_hours";

const workingMs = (duration: Duration): number =>
  duration.n * (duration.unit === "working_hours" ? HOUR_MS : MINUTE_MS);

/**
 * The instant at which a duration from `start` ends. Working time goes around the pauses; days don't
 * (a pause moves their end, see `due-instant.ts`). Calendar days keep the clock time of the calendar's
 * zone, or end with the local date. Nothing added is the start itself. Error `never_open`.
 */
export function addDuration(
  calendar: Calendar,
  start: number,
  duration: Duration,
  pauses?: readonly Interval[],
): number {
  switch (duration.unit) {
    case "working_minutes":
    case "working_hours":
      return duration.n === 0 ? start : addWorkingMs(calendar, start, workingMs(duration), pauses);
    case "working_days":
      return addWorkingDays(
        calendar,
        start,
        duration.n,
        duration.end === "eod" ? "after/eod" : "after/snap",
      );
    case "calendar_days": {
      const { zone } = calendar;
      const local = localOf(zone, start);
      return duration.end === "eod"
        ? instantOf(zone, (Math.floor(local / DAY_MS) + duration.n + 1) * DAY_MS)
        : instantOf(zone, local + duration.n * DAY_MS);
    }
    case "elapsed_days":
      return start + duration.n * DAY_MS;
  }
}

/**
 * The mirror for the front of a delivery window: days that end with the day begin with it here, at
 * its first opening or at midnight. Error `never_open`.
 */
export function subtractDuration(calendar: Calendar, end: number, duration: Duration): number {
  const { zone } = calendar;
  switch (duration.unit) {
    case "working_minutes":
    case "working_hours":
      return duration.n === 0 ? end : subtractWorkingMs(calendar, end, workingMs(duration));
    case "working_days": {
      if (duration.end === "snap") {
        return duration.n === 0 ? end : addWorkingDays(calendar, end, -duration.n, "after/snap");
      }
      const day = Math.floor(localOf(zone, end) / DAY_MS);
      const opens = calendar.source.openingsOf(nthWorkingDayFrom(calendar, day, -duration.n));
      return opens[0] ?? end;
    }
    case "calendar_days": {
      const local = localOf(zone, end);
      return duration.end === "eod"
        ? instantOf(zone, (Math.floor(local / DAY_MS) - duration.n) * DAY_MS)
        : instantOf(zone, local - duration.n * DAY_MS);
    }
    case "elapsed_days":
      return end - duration.n * DAY_MS;
  }
}

const CODES: Readonly<Record<Duration["unit"], Readonly<Record<"snap" | "eod", ReasonCode>>>> = {
  working_minutes: { snap: "term_working_minutes", eod: "term_working_minutes" },
  working_hours: { snap: "term_working_hours", eod: "term_working_hours" },
  working_days: { snap: "term_working_days_snap", eod: "term_working_days_eod" },
  calendar_days: { snap: "term_calendar_days_snap", eod: "term_calendar_days_eod" },
  elapsed_days: { snap: "term_elapsed_days", eod: "term_elapsed_days" },
};

/** The step of an explanation that names a duration. */
export const durationReason = (duration: Duration): Reason =>
  because(CODES[duration.unit]["end" in duration ? duration.end : "snap"], { n: duration.n });
