import type { Calendar } from "../calendar/calendar.ts";
import { isWorkingDay } from "../calendar/working-days.ts";
import { DAY_MS, MINUTE_MS } from "../time/local-date.ts";
import { instantOf, localDayOf, localOf } from "../time/zone.ts";
import type { Zone } from "../time/zone.ts";
import type { SurveyPolicy } from "./survey-policy.ts";

/** When a person may be written to: the clock on their wall and the days on which they work; null = every day. */
export interface SendingHours {
  readonly zone: Zone;
  readonly calendar: Calendar | null;
}

/** A calendar without a working day in so long a time keeps no mail back any more. */
const LONGEST_WAIT_DAYS = 60;

/** The first instant from `at` on at which a policy lets a mail go out: outside the quiet hours and, if it says so, on a working date. */
export function sendingTime(policy: Pick<SurveyPolicy, "quiet" | "workingDaysOnly">, { zone, calendar }: SendingHours, at: number): number {
  const lastDay = localDayOf(zone, at) + LONGEST_WAIT_DAYS;
  let next = at;
  for (let day = localDayOf(zone, next); day <= lastDay; day = localDayOf(zone, next)) {
    if (policy.workingDaysOnly && calendar && !isWorkingDay(calendar, day)) {
      next = instantOf(zone, (day + 1) * DAY_MS);
      continue;
    }
    const end = quietEnd(policy.quiet, zone, next);
    if (end === next) return next;
    next = end;
  }
  return at;
}

/** Whether an instant lies in the quiet hours of a clock. */
export function isQuiet(quiet: SurveyPolicy["quiet"], zone: Zone, at: number): boolean {
  if (!quiet) return false;
  const [from, to, now] = [minutesOf(quiet.from), minutesOf(quiet.to), minuteOfDay(zone, at)];
  return from < to ? now >= from && now < to : now >= from || now < to;
}

/** The end of the quiet hours in which an instant lies; the instant itself where it lies in none. */
function quietEnd(quiet: SurveyPolicy["quiet"], zone: Zone, at: number): number {
  if (!quiet || !isQuiet(quiet, zone, at)) return at;
  const to = minutesOf(quiet.to);
  const day = localDayOf(zone, at) + (minuteOfDay(zone, at) < to ? 0 : 1);
  const end = instantOf(zone, day * DAY_MS + to * MINUTE_MS);
  // Where clocks go back the end may have passed once already: the next minute is looked at again.
  return Math.max(end, at + MINUTE_MS - (at % MINUTE_MS));
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const minuteOfDay = (zone: Zone, at: number): number => Math.floor((localOf(zone, at) - localDayOf(zone, at) * DAY_MS) / MINUTE_MS);
