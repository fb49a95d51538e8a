import type { Reason } from "./verdict.ts";

/**
 * Steps of an explanation, in the order in which they come up. Each code is a sentence of the
 * catalogues; what stands behind it are its facts: instants (epoch ms) unless said otherwise.
 */
export const REASON_CODES = [
  // The request and the start of the clock
  "requested", // at
  "input_complete", // at
  "input_awaited",
  "input_unconfirmed", // at
  "delivered_without_input",
  "cut_off", // cutOff (HH:MM), start
  "rework_started", // at, cycle (count)
  // The promise
  "within_volume", // n, most: the n-th request of its day
  "beyond_volume", // n, most: another term holds from there on
  "season", // date: another term holds on it
  "term_working_minutes", // n
  "term_working_hours", // n
  "term_working_days_snap", // n
  "term_working_days_eod", // n
  "term_calendar_days_snap", // n
  "term_calendar_days_eod", // n
  "term_elapsed_days", // n
  "term_nth_workday", // n, at (HH:MM)
  "term_agreed_date",
  "day_closed", // date
  "day_extra", // date
  "day_changed", // date
  "due", // at
  "no_due_date",
  // What moved it
  "pause_counted", // from, to (null = still), reason
  "pause_not_counted", // from, to, reason
  "pause_rejected", // from, to, reason
  "pause_after_due", // from, to, reason
  "incident", // from, to
  "due_moved_by_pauses", // from, to
  "due_agreed", // agreedAt, at
  "due_agreed_too_late", // agreedAt, at
  "due_moved_by_import", // at (the value that does not count)
  // What happened
  "acknowledged", // at
  "acknowledged_by_delivery", // at
  "delivered_partly", // at
  "delivered", // at
  "redelivered", // at
  "returned", // at, criterion (word)
  "returned_after_window", // at
  "accepted", // at
  "cancelled", // at, by (side)
  "cancelled_by_provider", // at
  "event_redundant", // at, type
  "event_before_request", // at, type
  // The result of timing and response
  "early", // ms
  "on_time",
  "late", // ms
  "grace", // until
  "not_delivered",
  "not_acknowledged",
  "at_risk", // since
  "void_cancelled",
  "stays_breached",
  "rework_not_an_item",
  "carried", // month (YYYY-MM), carry (count)
  // Quality, completeness, format
  "acceptance_window", // from, to
  "acceptance_open",
  "silence_accepted",
  "measured", // name, value, atMost
  "measure_missing", // name
  "measure_unreadable", // name, value
  "items_delivered", // items, requested, shareBp, atLeastBp
  "items_unknown",
  "parts_complete", // parts (count)
  "parts_missing", // parts (words)
  "parts_unknown",
  "field_conforms", // name, value
  "field_differs", // name, value
  "files_conform", // files (count)
  "file_differs", // file (word)
  "files_unknown",
  // Occurrences
  "scheduled", // date, at
  "adjusted", // from (date), to (date)
  "occurrence_moved", // at
  "occurrence_waived",
  "input_received", // at, due
  "input_never_came", // until
  "window", // from, to
  "matched", // at
  "nothing_delivered",
  "incident_at_window_end",
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Collects the steps; null where nobody reads them (a full pass over all tasks). */
export type Log = Reason[] | null;

/** What a verdict holds where nobody reads the steps. */
export const NO_REASONS: readonly Reason[] = [];

/** A step with its facts. */
export const because = (code: ReasonCode, facts?: Reason["facts"]): Reason =>
  facts ? { code, facts } : { code };

/** A pause that began when the due instant had passed moved nothing; the explanation says so. */
export function markPausesAfter(log: Log, due: number | null): void {
  if (!log || due === null) return;
  log.forEach((step, i) => {
    const from = step.facts?.["from"];
    if (step.code === "pause_counted" && typeof from === "number" && from >= due) {
      log[i] = because("pause_after_due", step.facts);
    }
  });
}
