import type { FrequencyTerms } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { addDays } from "../time/local-date.ts";
import { expandOccurrences, type Occurrence } from "./occurrences.ts";

/** How far to look, in steps: most rules have five dates in the first, yearly ones in the last. */
const HORIZONS = [120, 800, 6 * 366, 44 * 366];

/** The next deliveries that a schedule expects: scheduled on `from` or later, at most `count`, in order. */
export function nextOccurrences(terms: FrequencyTerms, calendar: Calendar, from: string, count: number): Occurrence[] {
  const start = terms.dtstart > from ? terms.dtstart : from;
  let found: Occurrence[] = [];
  for (const days of HORIZONS) {
    // A first date on a day off may be moved before itself.
    found = expandOccurrences(terms, calendar, from < start ? addDays(start, -62) : from, addDays(start, days)).filter((one) => one.scheduledDate >= from);
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}
