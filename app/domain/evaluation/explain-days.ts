import type { Calendar } from "../calendar/calendar.ts";
import { dateOfDay } from "../time/local-date.ts";
import { localDayOf } from "../time/zone.ts";
import { because, type Log } from "./reasons.ts";

/** More than this says nothing to a reader. */
const MOST_DAYS = 100;
const MOST_NAMED = 12;

/** Names the holidays, moved and shortened days between two instants, as the calendar has them. */
export function explainDays(calendar: Calendar, from: number, to: number, log: Log): void {
  if (!log) return;
  const first = localDayOf(calendar.zone, from);
  const last = Math.min(localDayOf(calendar.zone, to), first + MOST_DAYS);
  for (let day = first, named = 0; day <= last && named < MOST_NAMED; day++) {
    const exception = calendar.source.exceptionOf(day);
    if (exception === null) continue;
    log.push(because(exception, { date: dateOfDay(day) }));
    named++;
  }
}
