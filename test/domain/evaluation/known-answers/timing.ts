import type { DueRule, Duration, TimingTerms } from "#app/domain/agreement/terms.ts";
import { known, type KnownAnswer } from "#test/support/known-answers.ts";
import { moscow, type Told } from "#test/support/task-events.ts";
import type { Rule } from "./rules.ts";

const days = (n: number, end: "snap" | "eod" = "snap"): Duration => ({ unit: "working_days", n, end });
const hours = (n: number): Duration => ({ unit: "working_hours", n });
const within = (duration: Duration): DueRule => ({ type: "within", duration });
const terms = (due: DueRule, rest: Partial<TimingTerms> = {}): TimingTerms => ({
  kind: "timing", calendar: "provider", acceptance: days(5), missingMeasure: "not_conforming", start: "requested", due, pauseReasons: ["client"], rework: "own_clock", ...rest,
});

/** Asked on Monday 2 March 10:00: due on Wednesday 4 March 10:00, respectively on Monday 18:00. */
const two = terms(within(days(2)));
const eight = terms(within(hours(8)));
const never = terms({ type: "nth_workday", n: 30, at: "12:00" });
const ask: Told = ["requested", "03-02 10:00"];
const done = (time: string, payload = {}): Told => ["delivered", time, payload];
const pause = (from: string, to: string, reason = "client"): Told[] => [["paused", from, { reason }], ["resumed", to]];
const agreed = (told: string, at: string, by: "both" | "provider" | "client" = "both"): Told => ["due_agreed", told, { by, at: moscow(at) }];
const row = known<Rule>;
const ON_TIME = "met done, due 03-04 10:00, in 03";

export const TIMING: readonly KnownAnswer<Rule>[] = [
  row("met at the due instant", "delivered at the due instant", two, [ask, done("03-04 10:00")], "03-20 10:00", ON_TIME),
  row("done late", "delivered a minute after it", two, [ask, done("03-04 10:01")], "03-20 10:00", "breached done, due 03-04 10:00, in 03"),
  row("undelivered is due", "nothing delivered a minute after it", two, [ask], "03-04 10:01", "breached running, due 03-04 10:00, in 03"),
  // 18 working hours from Monday 10:00; three quarters are 13:30 h: eight on Monday, until 14:30 on Tuesday.
  row("at risk before it is due", "a minute before the last quarter of its time", two, [ask], "03-03 14:29", "pending running, due 03-04 10:00, in 03"),
  row("at risk before it is due", "in the last quarter of its time", two, [ask], "03-03 14:30", "at_risk running, due 03-04 10:00, in 03"),
  row("later facts are not known yet", "delivered later than asked for", two, [ask, done("03-03 12:00")], "03-03 11:59", "pending running, due 03-04 10:00, in 03"),
  row("met at the due instant", "to the end of the second working day, over a weekend and a holiday", terms(within(days(2, "eod"))), [["requested", "03-06 16:40"], done("03-11 18:00")], "03-20 10:00", "met done, due 03-11 18:00, in 03"),
  row("met at the due instant", "24 hours by the clock, over a Saturday", terms(within({ unit: "elapsed_days", n: 1 })), [["requested", "03-06 16:40"], done("03-07 16:40")], "03-20 10:00", "met done, due 03-07 16:40, in 03"),
  row("grace decides the outcome, not the period", "within the grace, which ends in April", terms(within(days(1)), { grace: days(1) }), [["requested", "03-30 10:00"], done("04-01 10:00")], "04-10 10:00", "met done, due 03-31 10:00, in 03"),
  row("grace decides the outcome, not the period", "after the grace", terms(within(days(1)), { grace: days(1) }), [["requested", "03-30 10:00"], done("04-01 10:01")], "04-10 10:00", "breached done, due 03-31 10:00, in 03"),
  row("midnight belongs to the next date", "until 24:00 of March's last working day", terms({ type: "nth_workday", n: -1, at: "24:00" }), [["requested", "03-30 10:00"], done("03-31 23:59")], "04-10 10:00", "met done, due 04-01 00:00, in 04"),
  row("no due date: unmeasurable, due at delivery", "by a 30th working day, which no month has", never, [ask, done("03-05 10:00")], "03-20 10:00", "unmeasurable done, due never, in 03"),
  row("no due date: unmeasurable, due at delivery", "the same, not delivered", never, [ask], "05-20 10:00", "pending running, due never, in no month"),
  row("the terms' start", "received after the cut-off counts from the next opening", terms(within(days(1)), { cutOff: "15:00" }), [["requested", "03-04 15:01"]], "03-05 10:00", "pending running, due 03-06 09:00, in 03"),
  row("the terms' start", "from the complete input, said by the client", terms(within(days(2)), { start: "input_complete" }), [ask, ["input_complete", "03-03 12:00", { by: "client" }], done("03-05 12:00")], "03-20 10:00", "met done, due 03-05 12:00, in 03"),
  row("the terms' start", "from the complete input, by the provider's word alone", terms(within(days(2)), { start: "input_complete" }), [ask, ["input_complete", "03-03 12:00", { by: "provider" }]], "03-20 10:00", "pending running, due never, in no month"),
  row("the terms' start", "delivered without the input: from the request", terms(within(days(2)), { start: "input_complete" }), [ask, done("03-04 10:01")], "03-20 10:00", "breached done, due 03-04 10:00, in 03"),

  row("redundant event is noted without effect", "delivered twice", two, [ask, done("03-03 10:00"), done("03-10 10:00")], "03-20 10:00", ON_TIME),
  row("nothing before the request counts", "delivered before it was asked for", two, [done("03-02 09:59"), ask], "03-20 10:00", "breached running, due 03-04 10:00, in 03"),
  row("order is occurredAt, then source order", "told in another order", two, [done("03-04 09:00"), ...pause("03-03 12:00", "03-03 14:00"), ask], "03-20 10:00", "met done, due 03-04 12:00, in 03"),
  row("order is occurredAt, then source order", "delivered, then returned within a minute", two, [ask, done("03-03 12:00"), ["returned", "03-03 12:00"]], "03-20 10:00", [ON_TIME, "rework 1: breached running, due 03-05 12:00, in 03"]),
  row("order is occurredAt, then source order", "a return told before the delivery of its minute returns nothing", two, [ask, ["returned", "03-03 12:00"], done("03-03 12:00")], "03-20 10:00", ON_TIME),
  row("a correction changes the fact", "the delivery was a day earlier", two, [ask, done("03-05 10:00"), ["corrected", "03-10 10:00", { eventId: "e02", occurredAt: moscow("03-04 10:00") }]], "03-20 10:00", ON_TIME),
  row("what was taken back never was", "the delivery was none", two, [ask, done("03-03 10:00"), ["corrected", "03-10 10:00", { eventId: "e02", retracted: true }]], "03-20 10:00", "breached running, due 03-04 10:00, in 03"),
  row("what was taken back never was", "the request was none", two, [ask, done("03-03 10:00"), ["corrected", "03-10 10:00", { eventId: "e01", retracted: true }]], "03-20 10:00", []),
  row("several recipients are one item", "the second got it too late", two, [ask, done("03-03 10:00", { recipientId: "a" }), done("03-04 10:01", { recipientId: "b" })], "03-20 10:00", "breached done, due 03-04 10:00, in 03", { recipients: ["a", "b"] }),

  row("agreed before the old date passed", "by both, the day before", two, [ask, agreed("03-03 10:00", "03-06 12:00"), done("03-06 12:00")], "03-20 10:00", "met done, due 03-06 12:00, in 03"),
  row("agreed before the old date passed", "proposed by one side, taken by the other at the old instant itself", two, [ask, ["due_proposed", "03-03 10:00", { by: "provider", at: moscow("03-06 12:00") }], ["due_agreed", "03-04 10:00", { by: "client" }], done("03-06 12:00")], "03-20 10:00", "met done, due 03-06 12:00, in 03"),
  row("agreed after the old date passed", "by both, a minute after it", two, [ask, agreed("03-04 10:01", "03-06 12:00"), done("03-06 11:00")], "03-20 10:00", "breached done, due 03-04 10:00, in 03"),
  row("after an agreed date only later pauses", "one pause before it, one after", two, [ask, ...pause("03-02 12:00", "03-02 14:00"), agreed("03-03 10:00", "03-05 10:00"), ...pause("03-04 12:00", "03-04 13:00"), done("03-05 11:00")], "03-20 10:00", "met done, due 03-05 11:00, in 03"),
  row("one side agrees on nothing", "the provider alone", two, [ask, agreed("03-03 10:00", "03-06 12:00", "provider"), done("03-06 11:00")], "03-20 10:00", "breached done, due 03-04 10:00, in 03"),
  row("an imported move keeps the first value", "a source names a date, then another", terms({ type: "agreed_date", fallback: days(2) }), [ask, ["due_agreed", "03-02 10:00", { at: moscow("03-06 12:00") }], ["due_agreed", "03-05 10:00", { at: moscow("03-20 12:00") }], done("03-10 10:00")], "03-20 10:00", "breached done, due 03-06 12:00, in 03"),

  row(["only listed reasons count", "hours run around pauses"], "a listed reason", eight, [ask, ...pause("03-02 12:00", "03-02 14:00"), done("03-03 11:00")], "03-20 10:00", "met done, due 03-03 11:00, in 03"),
  row("only listed reasons count", "another reason", eight, [ask, ...pause("03-02 12:00", "03-02 14:00", "lunch"), done("03-03 09:30")], "03-20 10:00", "breached done, due 03-02 18:00, in 03"),
  row("a pause ends at the first of resumed, delivered, cancelled", "resumed twice", eight, [ask, ...pause("03-02 12:00", "03-02 13:00"), ["resumed", "03-02 15:00"], done("03-03 10:01")], "03-20 10:00", "breached done, due 03-03 10:00, in 03"),
  row("a pause ends at the first of resumed, delivered, cancelled", "delivered", eight, [ask, ["paused", "03-02 12:00", { reason: "client" }], done("03-02 16:00")], "03-20 10:00", "met done, due 03-03 13:00, in 03"),
  row("a pause ends at the first of resumed, delivered, cancelled", "cancelled", eight, [ask, ["paused", "03-02 12:00", { reason: "client" }], ["cancelled", "03-02 13:00", { by: "client" }]], "03-20 10:00", "void cancelled, due 03-03 10:00, in 03"),
  row("overlapping pauses count once", "paused twice for two reasons that count", terms(within(hours(8)), { pauseReasons: ["client", "customs"] }), [ask, ["paused", "03-02 12:00", { reason: "client" }], ["paused", "03-02 13:00", { reason: "customs" }], ["resumed", "03-02 14:00"], done("03-03 11:01")], "03-20 10:00", "breached done, due 03-03 11:00, in 03"),
  row("days move by the open time of a pause", "from Tuesday 17:00 to Wednesday 09:30: an hour and a half", two, [ask, ...pause("03-03 17:00", "03-04 09:30"), done("03-04 11:30")], "03-20 10:00", "met done, due 03-04 11:30, in 03"),
  row("calendar days move by its elapsed time", "ten hours, day and night", terms(within({ unit: "calendar_days", n: 2, end: "snap" })), [ask, ...pause("03-03 12:00", "03-03 22:00"), done("03-04 20:00")], "03-20 10:00", "met done, due 03-04 20:00, in 03"),
  row("a fixed date moves too", "by the third working day at 10:00", terms({ type: "nth_workday", n: 3, at: "10:00" }), [ask, ...pause("03-03 12:00", "03-03 14:00"), done("03-04 12:00")], "03-20 10:00", "met done, due 03-04 12:00, in 03"),
  row("pauses move the date one after the other", "the second begins before the date as the first moved it", two, [ask, ...pause("03-03 12:00", "03-03 14:00"), ...pause("03-04 11:00", "03-04 12:00"), done("03-04 13:00")], "03-20 10:00", "met done, due 03-04 13:00, in 03"),
  row("a pause after due moves nothing", "it begins at the due instant", two, [ask, ["paused", "03-04 10:00", { reason: "client" }]], "03-05 10:00", "breached paused, due 03-04 10:00, in 03"),
  row("a pause out of hours moves nothing", "over a night", two, [ask, ...pause("03-03 18:00", "03-04 09:00"), done("03-04 10:01")], "03-20 10:00", "breached done, due 03-04 10:00, in 03"),
  row("a rejected pause does not count", "the client rejected it", eight, [ask, ["paused", "03-02 12:00", { reason: "client", rejected: true }], ["resumed", "03-02 14:00"], done("03-03 09:01")], "03-20 10:00", "breached done, due 03-02 18:00, in 03"),
  row(["a rejected pause does not count", "a correction changes the fact"], "unless the arbiter says so", eight, [ask, ["paused", "03-02 12:00", { reason: "client", rejected: true }], ["resumed", "03-02 14:00"], done("03-03 09:01"), ["corrected", "03-10 10:00", { eventId: "e02", payload: { reason: "client" } }]], "03-20 10:00", "met done, due 03-03 11:00, in 03"),
  // Open hours from Tuesday 12:00 to Tuesday 10 March 10:00: 6 + 9 + 9 + 9 + 1 = 34, the 9th is a holiday.
  row("days move by the open time of a pause", "while it is paused the promise cannot be broken", two, [ask, ["paused", "03-03 12:00", { reason: "client" }]], "03-10 10:00", "pending paused, due 03-10 17:00, in 03"),

  row(["own clock: the first delivery decides", "own clock: a return opens a cycle", "a return inside the window"], "returned, and late the second time", two, [ask, done("03-03 10:00"), ["returned", "03-04 10:00"], done("03-06 10:01")], "03-20 10:00", [ON_TIME, "rework 1: breached done, due 03-06 10:00, in 03"]),
  row("rework counts only when breached", "returned, and in time the second time", two, [ask, done("03-03 10:00"), ["returned", "03-04 10:00"], done("03-06 10:00")], "03-20 10:00", [ON_TIME, "rework 1: met done, due 03-06 10:00, in 03, counts as void"]),
  row("own clock: the first delivery decides", "late the first time, in time the second: stays breached", two, [ask, done("03-05 10:00"), ["returned", "03-05 11:00"], done("03-05 12:00")], "03-20 10:00", ["breached done, due 03-04 10:00, in 03", "rework 1: met done, due 03-10 11:00, in 03, counts as void"]),
  row("own clock: the rework term", "four hours", terms(within(days(2)), { reworkDue: within(hours(4)) }), [ask, done("03-03 10:00"), ["returned", "03-04 10:00"], done("03-04 14:01")], "03-20 10:00", [ON_TIME, "rework 1: breached done, due 03-04 14:00, in 03"]),
  row("own clock: a return opens a cycle", "returned twice", two, [ask, done("03-03 10:00"), ["returned", "03-04 10:00"], done("03-05 10:00"), ["returned", "03-06 10:00"]], "03-12 10:00", [ON_TIME, "rework 1: met done, due 03-06 10:00, in 03, counts as void", "rework 2: breached running, due 03-11 10:00, in 03"]),
  // Five working days from Tuesday 3 March 10:00: 4, 5, 6, 10, 11.
  row("a return inside the window", "at its last instant", two, [ask, done("03-03 10:00"), ["returned", "03-11 10:00"]], "03-11 11:00", [ON_TIME, "rework 1: pending running, due 03-13 10:00, in 03"]),
  row("a return after the window is without effect", "a minute later", two, [ask, done("03-03 10:00"), ["returned", "03-11 10:01"]], "03-20 10:00", ON_TIME),
  // Nine of sixteen hours until the first delivery; seven from the return on.
  row(["same clock: the last delivery decides", "same clock: time with the client is free"], "in time the second time", terms(within(hours(16)), { rework: "same_clock" }), [ask, done("03-03 10:00"), ["returned", "03-04 10:00"], done("03-04 17:00")], "03-20 10:00", "met done, due 03-04 17:00, in 03"),
  row("same clock: the last delivery decides", "late the second time", terms(within(hours(16)), { rework: "same_clock" }), [ask, done("03-03 10:00"), ["returned", "03-04 10:00"], done("03-04 17:01")], "03-20 10:00", "breached done, due 03-04 17:00, in 03"),
  row("a partial delivery stops no clock", "only a part", two, [ask, done("03-03 10:00", { partial: true })], "03-05 10:00", "breached running, due 03-04 10:00, in 03"),
  row("a partial delivery stops no clock", "nor does it end a pause", eight, [ask, ["paused", "03-02 12:00", { reason: "client" }], done("03-02 13:00", { partial: true }), ["resumed", "03-02 14:00"], done("03-03 11:00")], "03-20 10:00", "met done, due 03-03 11:00, in 03"),

  row("undelivered at a later month's end", "still undelivered when April has ended", two, [ask], "05-01 00:00", ["breached running, due 03-04 10:00, in 03", "carried 1: breached running, due 03-04 10:00, in 04"]),
  row("undelivered at a later month's end", "delivered in April", two, [ask, done("04-30 17:00")], "06-10 10:00", "breached done, due 03-04 10:00, in 03"),
  row("undelivered at a later month's end", "delivered in May", two, [ask, done("05-04 10:00")], "07-10 10:00", ["breached done, due 03-04 10:00, in 03", "carried 1: breached done, due 03-04 10:00, in 04"]),
  row("carried eleven times at most", "never delivered", two, [ask], "2028-01-10 10:00", [
    "breached running, due 03-04 10:00, in 03",
    ...["04", "05", "06", "07", "08", "09", "10", "11", "12", "2027-01", "2027-02"].map((month, i) => `carried ${i + 1}: breached running, due 03-04 10:00, in ${month}`),
  ]),
  row("not carried while a pause runs", "paused over the end of April", two, [ask, ...pause("04-20 10:00", "05-04 10:00")], "06-01 00:00", ["breached running, due 03-04 10:00, in 03", "carried 2: breached running, due 03-04 10:00, in 05"]),

  row("cancelled by the client before due", "at the due instant", two, [ask, ["cancelled", "03-04 10:00", { by: "client" }]], "05-20 10:00", "void cancelled, due 03-04 10:00, in 03"),
  row("cancelled by both before due", "the day before", two, [ask, ["cancelled", "03-03 10:00", { by: "both" }]], "05-20 10:00", "void cancelled, due 03-04 10:00, in 03"),
  row("closed as no answer before due", "the day before", two, [ask, ["cancelled", "03-03 10:00", { by: "no_answer" }]], "05-20 10:00", "void cancelled, due 03-04 10:00, in 03"),
  row("cancelled after due", "a minute after it: breached, and carried no further", two, [ask, ["cancelled", "03-04 10:01", { by: "client" }]], "07-20 10:00", "breached cancelled, due 03-04 10:00, in 03"),
  row("cancelled after due", "in May: carried until then", two, [ask, ["cancelled", "05-04 10:00", { by: "client" }]], "07-20 10:00", ["breached cancelled, due 03-04 10:00, in 03", "carried 1: breached cancelled, due 03-04 10:00, in 04"]),
  row("cancelled by the provider alone", "nothing changes", two, [ask, ["cancelled", "03-03 10:00", { by: "provider" }]], "03-20 10:00", "breached running, due 03-04 10:00, in 03"),

  row("an incident is a counting pause", "two hours, whatever reasons the terms list", terms(within(hours(8)), { pauseReasons: [] }), [ask, done("03-03 11:00")], "03-20 10:00", "met done, due 03-03 11:00, in 03", { incidents: [[moscow("03-02 12:00"), moscow("03-02 14:00")]] }),
  row(["an incident is a counting pause", "overlapping pauses count once"], "over a pause", eight, [ask, ...pause("03-02 11:00", "03-02 13:00"), done("03-03 12:00")], "03-20 10:00", "met done, due 03-03 12:00, in 03", { incidents: [[moscow("03-02 12:00"), moscow("03-02 14:00")]] }),
];
