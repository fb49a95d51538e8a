import type { Calendar } from "../calendar/calendar.ts";
import { addWorkingDays, nthWorkingDayFrom, type DayRule } from "../calendar/working-days.ts";
import { workingMsBetween } from "../calendar/working-time.ts";
import { addDays, DAY_MS, dateOfDay, HOUR_MS } from "../time/local-date.ts";
import { localDateOf, localDayOf, type Zone } from "../time/zone.ts";

/** One promise to answer or to act. Instants are epoch ms; `stoppedAt` null = it still runs. */
export interface Clock {
  readonly startedAt: number;
  readonly dueAt: number;
  readonly stoppedAt: number | null;
}

export const CLOCK_STATES = ["running", "near", "late", "in_time", "too_late"] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** The last quarter of the time is near the end, and of long times two usual working days. */
const NEAR_SHARE = 0.25;
const NEAR_MOST_MS = 16 * HOUR_MS;

/** The instant `days` working days after `start`; elapsed days where no calendar says what a working day is. */
export const afterWorkingDays = (calendar: Calendar | null, start: number, days: number, rule: DayRule): number =>
  calendar === null ? start + days * DAY_MS : addWorkingDays(calendar, start, days, rule);

/** The local date `days` working days after an instant's own; calendar days where no calendar is known. */
export function dateAfterWorkingDays(calendar: Calendar | null, zone: Zone, start: number, days: number): string {
  if (calendar === null) return addDays(localDateOf(zone, start), days);
  return dateOfDay(nthWorkingDayFrom(calendar, localDayOf(calendar.zone, start), days));
}

/** Working milliseconds in `[from, to)`; elapsed ones without a calendar; 0 when `to` is not after `from`. */
function worked(calendar: Calendar | null, from: number, to: number): number {
  if (to <= from) return 0;
  return calendar === null ? to - from : workingMsBetween(calendar, from, to);
}

/** Where a clock stands, and the working time (ms) that is left, or by which it is late while it runs. */
export function readClock(clock: Clock, calendar: Calendar | null, now: number): { readonly state: ClockState; readonly workingMs: number } {
  const { startedAt, dueAt, stoppedAt } = clock;
  if (stoppedAt !== null) return { state: stoppedAt <= dueAt ? "in_time" : "too_late", workingMs: worked(calendar, dueAt, stoppedAt) };
  if (now > dueAt) return { state: "late", workingMs: worked(calendar, dueAt, now) };
  const left = worked(calendar, now, dueAt);
  return { state: left < Math.min(worked(calendar, startedAt, dueAt) * NEAR_SHARE, NEAR_MOST_MS) ? "near" : "running", workingMs: left };
}
