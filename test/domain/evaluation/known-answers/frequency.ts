import type { Duration, FrequencyTerms } from "#app/domain/agreement/terms.ts";
import type { OccurrenceEvaluation } from "#app/domain/evaluation/evaluate-occurrences.ts";
import { moscow } from "#test/support/task-events.ts";
import type { Rule } from "./rules.ts";

const hours = (n: number): Duration => ({ unit: "working_hours", n });
const terms = (rrule: string, rest: Partial<FrequencyTerms> = {}): FrequencyTerms => ({
  kind: "frequency", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "not_conforming",
  rrule, dtstart: "2026-01-01", at: "12:00", adjust: "none", windowBefore: hours(2), windowAfter: hours(2), ...rest,
});

/** Expected on Wednesday 4 March at noon, two working hours sooner or later. */
const one = terms("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=4");
/** On the 9th of the month: Monday 9 March is a holiday. */
const ninth = (adjust: FrequencyTerms["adjust"]) => terms("FREQ=MONTHLY;BYMONTHDAY=9", { adjust });
/** On the first of the month: 1 March is a Sunday. */
const first = terms("FREQ=MONTHLY;BYMONTHDAY=1", { adjust: "preceding" });
const last = (rest: Partial<FrequencyTerms>) => terms("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31", rest);
/** Two days in a row whose windows share the time between them. */
const daily = terms("FREQ=DAILY;COUNT=2", { dtstart: "2026-03-04", windowBefore: hours(9), windowAfter: hours(9) });
/** Each Wednesday of March; four working hours after the client's input. */
const afterInput = terms("FREQ=WEEKLY;BYDAY=WE", { dtstart: "2026-03-01", afterInput: hours(4) });

export interface KnownOccurrences {
  readonly shows: readonly Rule[];
  readonly says: string;
  readonly terms: FrequencyTerms;
  /** Deliveries d1, d2 … by their times. */
  readonly deliveries: readonly string[];
  readonly asOf: string;
  readonly answers: readonly string[];
  readonly rest: Partial<OccurrenceEvaluation>;
}
const row = (shows: Rule | readonly Rule[], says: string, terms_: FrequencyTerms, deliveries: readonly string[], asOf: string, answers: string | readonly string[], rest: Partial<OccurrenceEvaluation> = {}): KnownOccurrences => ({
  shows: typeof shows === "string" ? [shows] : shows, says, terms: terms_, deliveries, asOf, answers: typeof answers === "string" ? [answers] : answers, rest,
});
const input = (at: string) => ({ until: "2026-03-05", inputs: { "2026-03-04": moscow(at) } });
const PLAN = "due 03-04 12:00, window 03-04 10:00 to 03-04 14:00, in 03";

export const FREQUENCY: readonly KnownOccurrences[] = [
  row("both ends of the window belong to it", "at its first instant", one, ["03-04 10:00"], "03-20 10:00", `03-04 met done, ${PLAN}, takes d1`),
  row("both ends of the window belong to it", "at its last instant", one, ["03-04 14:00"], "03-20 10:00", `03-04 met done, ${PLAN}, takes d1`),
  row("outside the window it matches nothing", "a minute early", one, ["03-04 09:59"], "03-20 10:00", `03-04 breached done, ${PLAN}`),
  row("outside the window it matches nothing", "a minute late", one, ["03-04 14:01"], "03-20 10:00", `03-04 breached done, ${PLAN}`),
  row("silence is a breach", "a minute after the window", one, [], "03-04 14:01", `03-04 breached done, ${PLAN}`),
  row("at risk before it is due", "a minute before the last quarter of the window", one, [], "03-04 12:59", `03-04 pending running, ${PLAN}`),
  row("at risk before it is due", "in the last quarter of the window", one, [], "03-04 13:00", `03-04 at_risk running, ${PLAN}`),
  row("at risk before it is due", "at the window's last instant it can still be met", one, [], "03-04 14:00", `03-04 at_risk running, ${PLAN}`),
  row("later facts are not known yet", "delivered later than asked for", one, ["03-04 12:30"], "03-04 12:29", `03-04 pending running, ${PLAN}`),
  row("never carried", "nothing for half a year", one, [], "09-20 10:00", `03-04 breached done, ${PLAN}`),
  row("the earliest unmatched delivery, in due order", "the earlier of two", one, ["03-04 13:00", "03-04 11:00"], "03-20 10:00", `03-04 met done, ${PLAN}, takes d2`),
  row("the earliest unmatched delivery, in due order", "each takes its own, the earlier due the earlier one", daily, ["03-04 14:00", "03-04 13:00"], "03-20 10:00", [
    "03-04 met done, due 03-04 12:00, window 03-03 12:00 to 03-05 12:00, in 03, takes d2",
    "03-05 met done, due 03-05 12:00, window 03-04 12:00 to 03-06 12:00, in 03, takes d1",
  ]),
  row("the earliest unmatched delivery, in due order", "one delivery serves one date", daily, ["03-04 13:00"], "03-20 10:00", [
    "03-04 met done, due 03-04 12:00, window 03-03 12:00 to 03-05 12:00, in 03, takes d1",
    "03-05 breached done, due 03-05 12:00, window 03-04 12:00 to 03-06 12:00, in 03",
  ]),
  row("falls due at the window's end", "due in March, the window ends in April", last({ windowAfter: hours(9) }), ["03-31 11:00"], "04-10 10:00", "03-31 met done, due 03-31 12:00, window 03-31 10:00 to 04-01 12:00, in 04, takes d1"),
  row("midnight belongs to the next date", "until 24:00 of 31 March", last({ at: "24:00", windowBefore: hours(1), windowAfter: hours(0) }), ["03-31 17:30"], "04-10 10:00", "03-31 met done, due 04-01 00:00, window 03-31 17:00 to 04-01 00:00, in 04, takes d1"),
  row("no pause moves it", "a standing of two hours inside the window", one, ["03-04 14:01"], "03-20 10:00", `03-04 breached done, ${PLAN}`, { incidents: [[moscow("03-04 11:00"), moscow("03-04 13:00")]] }),
  row("an incident over the window's end", "it is said, and excused by a record", one, [], "03-20 10:00", `03-04 breached done, ${PLAN}, in an incident`, { incidents: [[moscow("03-04 13:00"), moscow("03-04 15:00")]] }),
  row("an incident over the window's end", "one that ends with the window covers it not", one, [], "03-20 10:00", `03-04 breached done, ${PLAN}`, { incidents: [[moscow("03-04 13:00"), moscow("03-04 14:00")]] }),

  row("the adjusted date", "none: it stays on the holiday, whose window is its neighbours'", terms("FREQ=MONTHLY;BYMONTHDAY=9", { windowBefore: { unit: "calendar_days", n: 0, end: "eod" }, windowAfter: { unit: "calendar_days", n: 0, end: "eod" } }), ["03-09 20:00"], "03-20 10:00", "03-09 met done, due 03-09 12:00, window 03-09 00:00 to 03-10 00:00, in 03, takes d1"),
  row("the adjusted date", "to the working day before", ninth("preceding"), ["03-06 12:00"], "03-20 10:00", "03-06 met done, due 03-06 12:00, window 03-06 10:00 to 03-06 14:00, in 03, takes d1"),
  row("the adjusted date", "to the working day after", ninth("following"), ["03-06 12:00"], "03-20 10:00", "03-10 breached done, due 03-10 12:00, window 03-10 10:00 to 03-10 14:00, in 03"),
  row("the adjusted date may cross a month", "1 March is delivered on 27 February, and counts there", first, ["02-27 12:00"], "03-20 10:00", "02-27 met done, due 02-27 12:00, window 02-27 10:00 to 02-27 14:00, in 02, takes d1", { validFrom: "2026-02-10", until: "2026-03-31" }),
  row("the scheduled date decides the terms", "terms from 1 March do not judge it", first, [], "03-20 10:00", [], { validFrom: "2026-03-01", until: "2026-03-31" }),
  row("the scheduled date decides the terms", "nor do terms that end on its date", one, [], "03-20 10:00", [], { validTo: "2026-03-04" }),
  row("the scheduled date decides the terms", "terms that begin on its date do", one, [], "03-20 10:00", `03-04 breached done, ${PLAN}`, { validFrom: "2026-03-04" }),

  row("an input in time moves nothing", "received the day before", afterInput, ["03-04 13:00"], "03-20 10:00", `03-04 met done, ${PLAN}, takes d1`, input("03-03 10:00")),
  row("a late input moves due and window", "received at noon: due four hours later", afterInput, ["03-04 18:00"], "03-20 10:00", "03-04 met done, due 03-04 16:00, window 03-04 14:00 to 03-04 18:00, in 03, takes d1", input("03-04 12:00")),
  row("a late input moves due and window", "delivered when the moved window has ended", afterInput, ["03-05 09:01"], "03-20 10:00", "03-04 breached done, due 03-04 16:00, window 03-04 14:00 to 03-04 18:00, in 03", input("03-04 12:00")),
  row("a missing input makes it void", "still awaited when the next window ends", afterInput, [], "03-11 14:00", "03-04 pending running, due never, window 03-04 10:00 to 03-11 14:00, in no month", { until: "2026-03-05" }),
  row("a missing input makes it void", "not there a minute later", afterInput, [], "03-11 14:01", "03-04 void cancelled, due never, window 03-04 10:00 to 03-11 14:00, in 03", { until: "2026-03-05" }),
  row("a missing input makes it void", "not there when the obligation ends", afterInput, [], "03-10 00:01", "03-04 void cancelled, due never, window 03-04 10:00 to 03-10 00:00, in 03", { until: "2026-03-05", validTo: "2026-03-10" }),

  row("moved by both", "to Friday: the window is there", one, ["03-06 14:00"], "03-20 10:00", "03-04 met done, due 03-06 12:00, window 03-06 10:00 to 03-06 14:00, in 03, moved, takes d1", { changes: [{ type: "moved", date: "2026-03-04", at: moscow("03-06 12:00") }] }),
  row("moved by both", "delivered as scheduled before: matches nothing", one, ["03-04 12:00"], "03-20 10:00", "03-04 breached done, due 03-06 12:00, window 03-06 10:00 to 03-06 14:00, in 03, moved", { changes: [{ type: "moved", date: "2026-03-04", at: moscow("03-06 12:00") }] }),
  row("waived by both", "void, and it takes no delivery", one, ["03-04 12:00"], "03-20 10:00", `03-04 void cancelled, ${PLAN}, waived`, { changes: [{ type: "waived", date: "2026-03-04" }] }),
  row("waived by both", "its delivery is free for the next", daily, ["03-04 13:00"], "03-20 10:00", [
    "03-04 void cancelled, due 03-04 12:00, window 03-03 12:00 to 03-05 12:00, in 03, waived",
    "03-05 met done, due 03-05 12:00, window 03-04 12:00 to 03-06 12:00, in 03, takes d1",
  ], { changes: [{ type: "waived", date: "2026-03-04" }] }),
];
