import type { Duration, DueRule, DueSeason } from "../agreement/terms.ts";
import { explainStretch, type ExplainedDue } from "../calendar/explain-due.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { dueRuleOn, findDue, startAfterCutOff, unlessNeverOpen } from "./due-instant.ts";
import { addDuration } from "./duration.ts";

export interface RequestTerms {
  readonly due: DueRule;
  readonly cutOff?: string;
  readonly grace?: Duration;
  readonly seasons?: readonly DueSeason[];
}

export interface RequestDue extends ExplainedDue {
  readonly requestedAt: number;
  /** Later than `requestedAt` where the cut-off moves it. */
  readonly startAt: number;
  /** The last instant that still counts as kept; the due instant without grace. */
  readonly keptUntil: number;
}

/** When a request made at an instant would be due, and what each date until then gives. Null when the calendar never opens. */
export function dueOfRequest(terms: RequestTerms, calendar: Calendar, requestedAt: number): RequestDue | null {
  const startAt = startAfterCutOff(calendar, requestedAt, terms.cutOff, null);
  const { at } = findDue({
    calendar, rule: dueRuleOn(terms, calendar, requestedAt, null), start: startAt, pauses: [], dates: { agreed: [], imported: null, ignored: [] }, since: requestedAt, until: requestedAt, movable: false, asOf: requestedAt, log: null,
  });
  if (at === null) return null;
  const { grace } = terms;
  const keptUntil = grace ? unlessNeverOpen(() => addDuration(calendar, at, grace)) : at;
  return { ...explainStretch(calendar, requestedAt, at, startAt), requestedAt, startAt, keptUntil: keptUntil ?? at };
}
