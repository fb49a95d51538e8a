import type { QualityTerms } from "#app/domain/agreement/terms.ts";
import { known, type KnownAnswer } from "#test/support/known-answers.ts";
import { moscow, type Told } from "#test/support/task-events.ts";
import type { Rule } from "./rules.ts";

const usual: QualityTerms = { kind: "quality", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "not_conforming" };
const byEnd: QualityTerms = { ...usual, acceptance: { unit: "working_days", n: 5, end: "eod" } };
const defects: QualityTerms = { ...usual, measure: { name: "defects", atMost: "2" } };

/** Delivered on Tuesday 3 March 10:00: five working days end on Wednesday 11 March 10:00, the 9th is a holiday. */
const ask: Told = ["requested", "03-02 10:00"];
const done: Told = ["delivered", "03-03 10:00"];
const measured = (time: string, value: string): Told => ["measured", time, { name: "defects", value }];
const row = known<Rule>;
const MET = "met done, due 03-11 10:00, in 03";
const BREACHED = "breached done, due 03-11 10:00, in 03";
const OPEN = "pending running, due 03-11 10:00, in 03";
const NOT_DUE = "pending running, due never, in no month";

export const QUALITY: readonly KnownAnswer<Rule>[] = [
  row("undelivered is not due", "nothing delivered for months", usual, [ask], "06-30 10:00", NOT_DUE),
  row("never carried", "delivered in March, returned, never delivered again", usual, [ask, done, ["returned", "03-05 10:00"]], "07-30 10:00", BREACHED),
  row("due at the end of the acceptance window", "at its last instant", usual, [ask, done], "03-11 10:00", OPEN),
  row(["due at the end of the acceptance window", "silence accepts"], "a minute later", usual, [ask, done], "03-11 10:01", MET),
  row("due at the end of the acceptance window", "to the end of the fifth day", byEnd, [ask, done], "03-20 10:00", "met done, due 03-11 18:00, in 03"),
  row("the window may end in a later month", "delivered at the end of March", usual, [ask, ["delivered", "03-30 10:00"]], "04-20 10:00", "met done, due 04-06 10:00, in 04"),
  row("the window may end in a later month", "returned in March, its window ends in April", usual, [ask, ["delivered", "03-30 10:00"], ["returned", "03-31 10:00"]], "04-01 10:00", "breached done, due 04-06 10:00, in 04"),
  row("accepting early does not shorten it", "accepted an hour later", usual, [ask, done, ["accepted", "03-03 11:00"]], "03-04 10:00", OPEN),
  row(["accepting early does not shorten it", "a return inside the window"], "accepted, then returned", usual, [ask, done, ["accepted", "03-03 11:00"], ["returned", "03-05 10:00"]], "03-20 10:00", BREACHED),
  row("a return inside the window", "at its last instant", usual, [ask, done, ["returned", "03-11 10:00"]], "03-20 10:00", BREACHED),
  row("a return inside the window", "and well the second time: stays breached", usual, [ask, done, ["returned", "03-05 10:00"], ["delivered", "03-06 10:00"], ["accepted", "03-06 11:00"]], "03-20 10:00", BREACHED),
  row("a return after the window is without effect", "a minute later", usual, [ask, done, ["returned", "03-11 10:01"]], "03-20 10:00", MET),

  row("redundant event is noted without effect", "delivered twice: the window is the first one's", usual, [ask, done, ["delivered", "03-09 10:00"]], "03-11 10:01", MET),
  row("nothing before the request counts", "delivered before it was asked for", usual, [["delivered", "03-02 09:00"], ask], "06-30 10:00", NOT_DUE),
  row("order is occurredAt, then source order", "told in another order", usual, [["returned", "03-05 10:00"], done, ask], "03-20 10:00", BREACHED),
  row("order is occurredAt, then source order", "a return told before the delivery of its minute returns nothing", usual, [ask, ["returned", "03-03 10:00"], done], "03-20 10:00", MET),
  // A day later: 5, 6, 10, 11, 12.
  row("a correction changes the fact", "delivered a day later: the window moves too", usual, [ask, done, ["returned", "03-12 10:00"], ["corrected", "03-13 10:00", { eventId: "e02", occurredAt: moscow("03-04 10:00") }]], "03-20 10:00", "breached done, due 03-12 10:00, in 03"),
  row("what was taken back never was", "the return was none", usual, [ask, done, ["returned", "03-05 10:00"], ["corrected", "03-06 10:00", { eventId: "e03", retracted: true }]], "03-20 10:00", MET),
  row("later facts are not known yet", "returned later than asked for", usual, [ask, done, ["returned", "03-05 10:00"]], "03-04 10:00", OPEN),
  row("several recipients are one item", "the window begins when the last has it", usual, [ask, ["delivered", "03-03 10:00", { recipientId: "a" }], ["delivered", "03-04 10:00", { recipientId: "b" }], ["returned", "03-12 10:00", { recipientId: "a" }]], "03-20 10:00", "breached done, due 03-12 10:00, in 03", { recipients: ["a", "b"] }),
  row("no pause moves it", "paused in the window", usual, [ask, done, ["paused", "03-04 10:00", { reason: "client" }], ["resumed", "03-10 10:00"]], "03-11 10:01", MET),
  // From Thursday 5 March: 6, 10, 11, 12, 13.
  row("a partial delivery stops no clock", "a part opens no window", usual, [ask, ["delivered", "03-03 10:00", { partial: true }], ["delivered", "03-05 10:00"]], "03-20 10:00", "met done, due 03-13 10:00, in 03"),

  row("cancelled by the client before due", "before delivery", usual, [ask, ["cancelled", "03-03 09:00", { by: "client" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("cancelled by the client before due", "inside the window", usual, [ask, done, ["cancelled", "03-05 10:00", { by: "client" }]], "06-30 10:00", "void cancelled, due 03-11 10:00, in 03"),
  row("cancelled by both before due", "inside the window", usual, [ask, done, ["cancelled", "03-05 10:00", { by: "both" }]], "06-30 10:00", "void cancelled, due 03-11 10:00, in 03"),
  row("closed as no answer before due", "before delivery", usual, [ask, ["cancelled", "03-03 09:00", { by: "no_answer" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("cancelled after due", "accepted by silence before", usual, [ask, done, ["cancelled", "03-12 10:00", { by: "client" }]], "06-30 10:00", MET),
  row("cancelled after due", "returned before: stays breached", usual, [ask, done, ["returned", "03-05 10:00"], ["cancelled", "03-12 10:00", { by: "client" }]], "06-30 10:00", BREACHED),
  row("cancelled by the provider alone", "nothing changes", usual, [ask, done, ["cancelled", "03-05 10:00", { by: "provider" }]], "06-30 10:00", MET),

  row("a missing measure is unmeasurable", "nobody counted the defects", defects, [ask, done], "03-11 10:01", "unmeasurable done, due 03-11 10:00, in 03"),
  row("a missing measure is unmeasurable", "not while the window is open", defects, [ask, done], "03-11 10:00", OPEN),
  row("a missing measure is unmeasurable", "a word is no number", defects, [ask, done, measured("03-04 10:00", "few")], "03-20 10:00", "unmeasurable done, due 03-11 10:00, in 03"),
  row("due at the end of the acceptance window", "two defects of two", defects, [ask, done, measured("03-04 10:00", "2")], "03-05 10:00", MET),
  row("due at the end of the acceptance window", "three defects", defects, [ask, done, measured("03-04 10:00", "3")], "03-05 10:00", BREACHED),
  row("redundant event is noted without effect", "counted again in the window: the last count says it", defects, [ask, done, measured("03-04 10:00", "3"), measured("03-05 10:00", "0")], "03-20 10:00", MET),
];
