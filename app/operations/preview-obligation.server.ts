import type { FrequencyTerms, Obligation } from "#app/domain/agreement/terms.ts";
import { explainDue, type ExplainedDue } from "#app/domain/calendar/explain-due.ts";
import { nextOccurrences } from "#app/domain/evaluation/next-occurrences.ts";
import type { Occurrence } from "#app/domain/evaluation/occurrences.ts";
import { windowOverlaps, type WindowOverlaps } from "#app/domain/evaluation/window-overlaps.ts";
import { dueOfRequest, type RequestDue } from "#app/domain/evaluation/request-due.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { DomainError } from "#app/domain/refusal.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { localDateOf } from "#app/domain/time/zone.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import type { Store } from "#db/store.ts";
import { NoCalendar, openAgreementBook } from "./agreement-book.server.ts";
import { clientsOf } from "./evaluate-schedules.server.ts";

/** Due dates that the editor shows. */
const NEXT = 5;
/** Windows are compared this far ahead: each yearly rule and moved holiday comes once. */
const COMPARED_DAYS = 800;

export interface TermsPreview {
  /** Zone of the working calendar by which the terms run. */
  readonly zone: string;
  /** The next planned deliveries (frequency). */
  readonly occurrences: readonly Occurrence[];
  readonly overlaps: WindowOverlaps;
  /** A request made now (timing, response). */
  readonly request: RequestDue | null;
  /** Delivered now: until when the client may return it (quality, completeness, format). */
  readonly acceptance: ExplainedDue | null;
}

export type PreviewFault = "no_calendar" | "never_open";

/** What terms mean on the calendar today; nothing is written. `no_calendar`: the side that the terms name has no working calendar. */
export async function previewTerms(store: Store, agreement: AgreementRow, { terms }: Obligation, now: number): Promise<TermsPreview | PreviewFault> {
  const book = await openAgreementBook(store);
  try {
    const { calendar } = book.calendarFor(agreement, terms.calendar, clientsOf(book, agreement)[0] ?? agreement.providerId);
    const none = { zone: calendar.zone.name, occurrences: [], overlaps: { first: null, isUsual: false }, request: null, acceptance: null };
    switch (terms.kind) {
      case "timing":
      case "response":
        return { ...none, request: dueOfRequest(terms, calendar, now) };
      case "frequency": {
        const today = localDateOf(calendar.zone, now);
        return { ...none, occurrences: nextOccurrences(terms, calendar, today, NEXT), overlaps: overlapsAhead(terms, calendar, today) };
      }
      case "quality":
      case "completeness":
      case "format":
        return { ...none, acceptance: explainDue(calendar, now, terms.acceptance) };
    }
  } catch (error) {
    if (error instanceof NoCalendar) return "no_calendar";
    if (error instanceof DomainError && error.code === "never_open") return "never_open";
    throw error;
  }
}

function overlapsAhead(terms: FrequencyTerms, calendar: Calendar, today: string): WindowOverlaps {
  const from = terms.dtstart > today ? terms.dtstart : today;
  return windowOverlaps(terms, calendar, from, addDays(from, COMPARED_DAYS));
}
