import { seasonOn } from "../agreement/season.ts";
import type { FrequencyTerms, ScheduleSeason } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { isWorkingDay, nthWorkingDayFrom } from "../calendar/working-days.ts";
import { expandRecurrence } from "../schedule/recurrence.ts";
import { addDays, dateOfDay, dayOf } from "../time/local-date.ts";
import { clockOn } from "./due-instant.ts";
import { addDuration, subtractDuration } from "./duration.ts";

/** A delivery that a frequency obligation expects. */
export interface Occurrence {
  /** Date of the recurrence itself: the key, which no calendar moves. */
  readonly date: string;
  /** The date after adjustment: it decides which terms judge. */
  readonly scheduledDate: string;
  readonly scheduledAt: number;
  /** The scheduled delivery window; both ends belong to it. */
  readonly windowFrom: number;
  readonly windowTo: number;
}

/** How far an adjustment may carry a date: more closed days in a row than any real calendar has. */
const ADJUSTMENT_DAYS = 62;

/** The delivery window around a due instant; both ends belong to it, and the due instant does. */
export function windowAround(
  terms: FrequencyTerms,
  calendar: Calendar,
  due: number,
): { readonly from: number; readonly to: number } {
  return {
    from: Math.min(due, subtractDuration(calendar, due, terms.windowBefore)),
    to: Math.max(due, addDuration(calendar, due, terms.windowAfter)),
  };
}

function scheduledDay(terms: FrequencyTerms, calendar: Calendar, day: number): number {
  if (terms.adjust === "none" || isWorkingDay(calendar, day)) return day;
  return nthWorkingDayFrom(calendar, day, terms.adjust === "following" ? 1 : -1);
}

/**
 * Occurrences with a scheduled date in `[from, to)`, in the order of their scheduled instants. In a season its schedule takes the place
 * of the usual one; the scheduled date decides. A date has one scheduled date, so it comes from one of the schedules only.
 */
export function expandOccurrences(
  terms: FrequencyTerms,
  calendar: Calendar,
  from: string,
  to: string,
): Occurrence[] {
  const usual = occurrencesOf(terms, null, calendar, from, to);
  const seasonal = (terms.seasons ?? []).flatMap((season) => occurrencesOf(terms, season, calendar, from, to));
  return [...usual, ...seasonal].sort((a, b) => a.scheduledAt - b.scheduledAt || (a.date < b.date ? -1 : 1));
}

/** Those of the usual schedule (null) or of a season, on the dates where it holds. */
function occurrencesOf(terms: FrequencyTerms, season: ScheduleSeason | null, calendar: Calendar, from: string, to: string): Occurrence[] {
  const dates = expandRecurrence(
    (season ?? terms).rrule,
    terms.dtstart,
    addDays(from, -ADJUSTMENT_DAYS),
    addDays(to, ADJUSTMENT_DAYS),
  );
  const occurrences: Occurrence[] = [];
  for (const date of dates) {
    const scheduledDate = dateOfDay(scheduledDay(terms, calendar, dayOf(date)));
    if (scheduledDate < from || scheduledDate >= to || seasonOn(terms.seasons, scheduledDate) !== season) continue;
    const scheduledAt = clockOn(calendar, scheduledDate, (season ?? terms).at);
    const window = windowAround(terms, calendar, scheduledAt);
    occurrences.push({
      date,
      scheduledDate,
      scheduledAt,
      windowFrom: window.from,
      windowTo: window.to,
    });
  }
  return occurrences;
}

/**
 * The first two neighbouring dates of `[from, to)` whose delivery windows share an instant, or null.
 * Terms whose windows overlap are refused: nobody could say which delivery was meant.
 */
export function overlappingWindows(
  terms: FrequencyTerms,
  calendar: Calendar,
  from: string,
  to: string,
): readonly [string, string] | null {
  const list = expandOccurrences(terms, calendar, from, to);
  for (let i = 1; i < list.length; i++) {
    if (list[i]!.windowFrom <= list[i - 1]!.windowTo) return [list[i - 1]!.date, list[i]!.date];
  }
  return null;
}
