import type { DueRule, Duration, ResponseTerms } from "#app/domain/agreement/terms.ts";
import { known, type KnownAnswer } from "#test/support/known-answers.ts";
import { moscow, type Told } from "#test/support/task-events.ts";
import type { Rule } from "./rules.ts";

const hour: Duration = { unit: "working_hours", n: 1 };
const within = (duration: Duration): DueRule => ({ type: "within", duration });
const terms = (due: DueRule, rest: Partial<ResponseTerms> = {}): ResponseTerms => ({
  kind: "response", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "not_conforming", due, pauseReasons: ["client"], ...rest,
});

/** Asked on Friday 6 March 17:30: an hour is over on Tuesday the 10th at 09:30, the 9th is a holiday. */
const one = terms(within(hour));
const ask: Told = ["requested", "03-06 17:30"];
const answered = (time: string, payload = {}): Told => ["acknowledged", time, payload];
const pause = (from: string, to: string, reason = "client"): Told[] => [["paused", from, { reason }], ["resumed", to]];
const row = known<Rule>;
const MET = "met done, due 03-10 09:30, in 03";
const LATE = "breached done, due 03-10 09:30, in 03";
const OPEN_LATE = "breached running, due 03-10 09:30, in 03";

export const RESPONSE: readonly KnownAnswer<Rule>[] = [
  row("met at the due instant", "answered at the due instant", one, [ask, answered("03-10 09:30")], "03-20 10:00", MET),
  row("done late", "answered a minute after it", one, [ask, answered("03-10 09:31")], "03-20 10:00", LATE),
  row("met at the due instant", "a delivery answers too", one, [ask, ["delivered", "03-10 09:30"]], "03-20 10:00", MET),
  row("undelivered is due", "no answer a minute after it", one, [ask], "03-10 09:31", OPEN_LATE),
  row("at risk before it is due", "a minute before the last quarter of an hour", one, [ask], "03-10 09:14", "pending running, due 03-10 09:30, in 03"),
  row("at risk before it is due", "in its last quarter of an hour", one, [ask], "03-10 09:15", "at_risk running, due 03-10 09:30, in 03"),
  row("later facts are not known yet", "answered later than asked for", one, [ask, answered("03-06 17:50")], "03-06 17:40", "pending running, due 03-10 09:30, in 03"),
  row("grace decides the outcome, not the period", "within the grace, which ends in April", terms(within(hour), { grace: hour }), [["requested", "03-31 17:00"], answered("04-01 10:00")], "04-10 10:00", "met done, due 03-31 18:00, in 03"),
  row("grace decides the outcome, not the period", "after the grace", terms(within(hour), { grace: hour }), [["requested", "03-31 17:00"], answered("04-01 10:01")], "04-10 10:00", "breached done, due 03-31 18:00, in 03"),
  row("midnight belongs to the next date", "by the end of 31 March", terms(within({ unit: "calendar_days", n: 1, end: "eod" })), [["requested", "03-30 10:00"], answered("03-31 20:00")], "04-10 10:00", "met done, due 04-01 00:00, in 04"),
  row("no due date: unmeasurable, due at delivery", "by a 30th working day, which no month has", terms({ type: "nth_workday", n: 30, at: "12:00" }), [ask, answered("03-12 10:00")], "03-20 10:00", "unmeasurable done, due never, in 03"),
  row("the terms' start", "received after the cut-off counts from the next opening", terms(within(hour), { cutOff: "15:00" }), [ask, answered("03-10 10:00")], "03-20 10:00", "met done, due 03-10 10:00, in 03"),

  row("redundant event is noted without effect", "answered twice", one, [ask, answered("03-10 09:00"), answered("03-12 09:00")], "03-20 10:00", MET),
  row("nothing before the request counts", "answered before it was asked for", one, [answered("03-06 17:00"), ask], "03-20 10:00", OPEN_LATE),
  row("order is occurredAt, then source order", "told in another order", one, [answered("03-12 09:00"), answered("03-10 09:00"), ask], "03-20 10:00", MET),
  row("a correction changes the fact", "the answer was two days earlier", one, [ask, answered("03-12 09:00"), ["corrected", "03-13 10:00", { eventId: "e02", occurredAt: moscow("03-10 09:10") }]], "03-20 10:00", MET),
  row("what was taken back never was", "the answer was none", one, [ask, answered("03-10 09:00"), ["corrected", "03-13 10:00", { eventId: "e02", retracted: true }]], "03-20 10:00", OPEN_LATE),
  row("several recipients are one item", "an answer to somebody of another item", one, [ask, answered("03-10 09:00", { recipientId: "c" })], "03-20 10:00", OPEN_LATE, { recipients: ["a", "b"] }),
  row("several recipients are one item", "an answer that names nobody concerns all", one, [ask, answered("03-10 09:00")], "03-20 10:00", MET, { recipients: ["a", "b"] }),

  // Ten minutes until the pause; fifty are left at its end.
  row(["only listed reasons count", "hours run around pauses"], "a listed reason", one, [ask, ...pause("03-06 17:40", "03-10 10:00"), answered("03-10 10:50")], "03-20 10:00", "met done, due 03-10 10:50, in 03"),
  row("only listed reasons count", "another reason", one, [ask, ...pause("03-06 17:40", "03-10 10:00", "lunch"), answered("03-10 10:20")], "03-20 10:00", LATE),
  row("a pause ends at the first of resumed, delivered, cancelled", "resumed twice", one, [ask, ...pause("03-06 17:40", "03-06 17:50"), ["resumed", "03-10 10:00"], answered("03-10 09:41")], "03-20 10:00", "breached done, due 03-10 09:40, in 03"),
  row("a pause ends at the first of resumed, delivered, cancelled", "delivered", one, [ask, ["paused", "03-06 17:40", { reason: "client" }], ["delivered", "03-06 17:45"]], "03-20 10:00", "met done, due 03-10 09:35, in 03"),
  row("overlapping pauses count once", "paused twice", one, [ask, ["paused", "03-06 17:40", { reason: "client" }], ["paused", "03-06 17:45", { reason: "client" }], ["resumed", "03-06 17:50"], answered("03-10 09:41")], "03-20 10:00", "breached done, due 03-10 09:40, in 03"),
  row("days move by the open time of a pause", "within a working day", terms(within({ unit: "working_days", n: 1, end: "snap" })), [["requested", "03-02 10:00"], ...pause("03-02 12:00", "03-02 14:00"), answered("03-03 12:00")], "03-20 10:00", "met done, due 03-03 12:00, in 03"),
  row("calendar days move by its elapsed time", "two hours of an evening", terms(within({ unit: "calendar_days", n: 1, end: "snap" })), [["requested", "03-02 10:00"], ...pause("03-02 20:00", "03-02 22:00"), answered("03-03 12:00")], "03-20 10:00", "met done, due 03-03 12:00, in 03"),
  row("a fixed date moves too", "by the fifth working day at noon", terms({ type: "nth_workday", n: 5, at: "12:00" }), [["requested", "03-05 10:00"], ...pause("03-05 12:00", "03-05 13:00"), answered("03-06 13:00")], "03-20 10:00", "met done, due 03-06 13:00, in 03"),
  row("a pause after due moves nothing", "it begins at the due instant", one, [ask, ["paused", "03-10 09:30", { reason: "client" }]], "03-10 10:00", "breached paused, due 03-10 09:30, in 03"),
  row("a pause out of hours moves nothing", "over the weekend", one, [ask, ...pause("03-06 18:00", "03-10 09:00"), answered("03-10 09:31")], "03-20 10:00", LATE),
  row("a rejected pause does not count", "the client rejected it", one, [ask, ["paused", "03-06 17:40", { reason: "client", rejected: true }], ["resumed", "03-10 10:00"], answered("03-10 10:20")], "03-20 10:00", LATE),

  row("a partial delivery stops no clock", "a part is no answer", one, [ask, ["delivered", "03-10 09:00", { partial: true }]], "03-20 10:00", OPEN_LATE),
  row("a return inside the window", "asks for no other answer", one, [ask, ["delivered", "03-10 09:00"], ["returned", "03-10 10:00"]], "03-20 10:00", MET),
  row("a return after the window is without effect", "three weeks later", one, [ask, ["delivered", "03-10 09:00"], ["returned", "04-01 10:00"]], "04-20 10:00", MET),
  row("never carried", "no answer for half a year", one, [ask], "09-20 10:00", OPEN_LATE),

  row("cancelled by the client before due", "at the due instant", one, [ask, ["cancelled", "03-10 09:30", { by: "client" }]], "03-20 10:00", "void cancelled, due 03-10 09:30, in 03"),
  row("cancelled by both before due", "half an hour before", one, [ask, ["cancelled", "03-10 09:00", { by: "both" }]], "03-20 10:00", "void cancelled, due 03-10 09:30, in 03"),
  row("closed as no answer before due", "half an hour before", one, [ask, ["cancelled", "03-10 09:00", { by: "no_answer" }]], "03-20 10:00", "void cancelled, due 03-10 09:30, in 03"),
  row("cancelled after due", "a minute after it", one, [ask, ["cancelled", "03-10 09:31", { by: "client" }]], "05-20 10:00", "breached cancelled, due 03-10 09:30, in 03"),
  row("cancelled by the provider alone", "nothing changes", one, [ask, ["cancelled", "03-10 09:00", { by: "provider" }]], "03-20 10:00", OPEN_LATE),
  row("an incident is a counting pause", "whatever reasons the terms list", terms(within(hour), { pauseReasons: [] }), [ask, answered("03-10 10:50")], "03-20 10:00", "met done, due 03-10 10:50, in 03", { incidents: [[moscow("03-06 17:40"), moscow("03-10 10:00")]] }),
];
