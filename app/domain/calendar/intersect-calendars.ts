import { intersectFlat } from "../time/intervals.ts";
import { calendarOf, type Calendar } from "./calendar.ts";
import { openIntervals } from "./working-time.ts";

/**
 * The hours when both calendars are open. Days are local dates of the first one's zone: a date works
 * when some of what opens on it there falls into open time of the second, and closes with the last of it.
 */
export function intersectCalendars(a: Calendar, b: Calendar): Calendar {
  return calendarOf({
    zone: a.zone,
    openingsOf(day) {
      const own = a.source.openingsOf(day);
      if (own.length === 0) return own;
      return intersectFlat(own, openIntervals(b, own[0]!, own[own.length - 1]!).flat());
    },
    exceptionOf: (day) => a.source.exceptionOf(day) ?? b.source.exceptionOf(day),
    openWithin: (low, high) =>
      low >= high
        ? []
        : intersectFlat(a.source.openWithin(low, high), b.source.openWithin(low, high)),
  });
}
