import type { FrequencyTerms } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { expandOccurrences } from "./occurrences.ts";

export interface WindowOverlaps {
  /** The first two neighbouring dates whose windows share an instant, null where none do. */
  readonly first: readonly [string, string] | null;
  /** The terms themselves overlap, and not only around holidays: such terms are refused. */
  readonly isUsual: boolean;
}

/** Among so many neighbours one that overlaps is the terms' own doing. */
const USUAL_ONE_IN = 4;

/**
 * Whether delivery windows of a schedule overlap in `[from, to)`. Terms that overlap as a rule are refused (design.md section 4): nobody could
 * say which delivery was meant. Where only long holidays bring two dates together, each takes a delivery in due order, and people are told.
 */
export function windowOverlaps(terms: FrequencyTerms, calendar: Calendar, from: string, to: string): WindowOverlaps {
  const list = expandOccurrences(terms, calendar, from, to);
  let first: readonly [string, string] | null = null;
  let overlapping = 0;
  for (const [i, one] of list.entries()) {
    const before = list[i - 1];
    if (!before || one.windowFrom > before.windowTo) continue;
    overlapping++;
    first ??= [before.date, one.date];
  }
  return { first, isUsual: overlapping > 0 && overlapping * USUAL_ONE_IN >= list.length - 1 };
}
