import type { Duration } from "../agreement/terms.ts";
import { addDuration } from "../evaluation/duration.ts";
import { localDayOf, startOfDate } from "../time/zone.ts";
import { dateOfDay } from "../time/local-date.ts";
import type { Calendar } from "./calendar.ts";
import { dayHours } from "./year-hours.ts";
import { openIntervals, workingMsBetween } from "./working-time.ts";

/** What one local date gave to a term. */
export interface ExplainedDay {
  readonly date: string;
  /** Working time of the date that lies between start and due, ms. */
  readonly ms: number;
  /** Open stretches within the term, instants. */
  readonly open: readonly (readonly [number, number])[];
  /** Closed stretches between the start and the due instant of this date, instants: breaks, mornings, evenings. */
  readonly skipped: readonly (readonly [number, number])[];
  /** Why nothing opens on it: a usual day off, or a date that the calendar closes. null on a working date. */
  readonly closed: "weekend" | "holiday" | null;
  /** Other hours than usual. */
  readonly isChanged: boolean;
}

export interface ExplainedDue {
  readonly due: number;
  readonly workingMs: number;
  readonly days: readonly ExplainedDay[];
  /** Dates left out of `days` because the term is long. */
  readonly more: number;
}

const MOST_DAYS = 60;

/** When a term that starts at an instant ends, and what each date between gave. Errors `never_open`, `bad_amount`, `bad_instant`. */
export function explainDue(calendar: Calendar, start: number, duration: Duration): ExplainedDue {
  return explainStretch(calendar, start, addDuration(calendar, start, duration));
}

/**
 * What each date from `start` to `due` gave to a term. Its time counts from `countFrom` on: a cut-off begins later than the request.
 */
export function explainStretch(calendar: Calendar, start: number, due: number, countFrom = start): ExplainedDue {
  const first = localDayOf(calendar.zone, start);
  const last = localDayOf(calendar.zone, due);
  const days: ExplainedDay[] = [];
  for (let day = first; day <= last && days.length < MOST_DAYS; day++) {
    const from = Math.max(countFrom, startOfDate(calendar.zone, dateOfDay(day)));
    const to = Math.min(due, startOfDate(calendar.zone, dateOfDay(day + 1)));
    const hours = dayHours(calendar, day);
    const open = to > from ? openIntervals(calendar, from, to) : [];
    days.push({
      date: hours.date,
      ms: to > from ? workingMsBetween(calendar, from, to) : 0,
      open,
      skipped: gapsBetween(open, from, to),
      closed: hours.ms > 0 ? null : hours.exception === "day_closed" ? "holiday" : "weekend",
      isChanged: hours.exception === "day_changed" || hours.exception === "day_extra",
    });
  }
  return { due, workingMs: due > countFrom ? workingMsBetween(calendar, countFrom, due) : 0, days, more: Math.max(0, last - first + 1 - days.length) };
}

function gapsBetween(open: readonly (readonly [number, number])[], from: number, to: number): [number, number][] {
  const gaps: [number, number][] = [];
  let at = from;
  for (const [opens, closes] of open) {
    if (opens > at) gaps.push([at, opens]);
    at = closes;
  }
  if (at < to) gaps.push([at, to]);
  return gaps;
}
