import type { CompletenessTerms } from "#app/domain/agreement/terms.ts";
import { known, type KnownAnswer } from "#test/support/known-answers.ts";
import { moscow, type Told } from "#test/support/task-events.ts";
import type { Rule } from "./rules.ts";

const common = { kind: "completeness", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "not_conforming" } as const;
const nine: CompletenessTerms = { ...common, rule: { type: "share", atLeastBp: 9_000 } };
const third: CompletenessTerms = { ...common, rule: { type: "share", atLeastBp: 3_334 } };
const parts: CompletenessTerms = { ...common, rule: { type: "checklist", parts: ["act", "invoice"] } };

/** Delivered on Tuesday 3 March 10:00: the acceptance window ends on Wednesday 11 March 10:00. */
const ask: Told = ["requested", "03-02 10:00", { itemsRequested: 10 }];
const got = (items: number | null, time = "03-03 10:00", payload = {}): Told => ["delivered", time, { ...(items === null ? {} : { items }), ...payload }];
const row = known<Rule>;
const MET = "met done, due 03-11 10:00, in 03";
const BREACHED = "breached done, due 03-11 10:00, in 03";
const MISSING = "unmeasurable done, due 03-11 10:00, in 03";
const OPEN = "pending running, due 03-11 10:00, in 03";
const NOT_DUE = "pending running, due never, in no month";

export const COMPLETENESS: readonly KnownAnswer<Rule>[] = [
  row("undelivered is not due", "nothing delivered for months", nine, [ask], "06-30 10:00", NOT_DUE),
  row("never carried", "half of it, never completed", nine, [ask, got(5)], "07-30 10:00", BREACHED),
  row("due at the end of the acceptance window", "nine of ten", nine, [ask, got(9)], "03-03 11:00", MET),
  row("due at the end of the acceptance window", "eight of ten", nine, [ask, got(8)], "03-03 11:00", BREACHED),
  row("due at the end of the acceptance window", "more than all", nine, [ask, got(12)], "03-20 10:00", MET),
  row("due at the end of the acceptance window", "one of three is less than 33.34 %", third, [ask, got(1, "03-03 10:00", { itemsRequested: 3 })], "03-20 10:00", BREACHED),
  row("due at the end of the acceptance window", "each part of the list", parts, [ask, got(null, "03-03 10:00", { parts: ["invoice", "act", "letter"] })], "03-20 10:00", MET),
  row("due at the end of the acceptance window", "a part of the list is missing", parts, [ask, got(null, "03-03 10:00", { parts: ["act"] })], "03-20 10:00", BREACHED),
  row("the window may end in a later month", "delivered at the end of March", nine, [ask, got(9, "03-30 10:00")], "04-20 10:00", "met done, due 04-06 10:00, in 04"),
  row("accepting early does not shorten it", "accepted, nobody counted: open until the window ends", nine, [ask, got(null), ["accepted", "03-03 11:00"]], "03-11 10:00", OPEN),
  row("a missing measure is unmeasurable", "nobody counted", nine, [ask, got(null)], "03-11 10:01", MISSING),
  row("a missing measure is unmeasurable", "nobody said how many were wanted", nine, [["requested", "03-02 10:00"], got(9)], "03-20 10:00", MISSING),
  row("a missing measure is unmeasurable", "none were wanted", nine, [["requested", "03-02 10:00"], got(9, "03-03 10:00", { itemsRequested: 0 })], "03-20 10:00", MISSING),
  row("a missing measure is unmeasurable", "no part is named", parts, [ask, got(null)], "03-20 10:00", MISSING),

  row("a return inside the window", "decided by the first complete delivery", nine, [ask, got(8), ["returned", "03-05 10:00", { criterion: "completeness" }], got(10, "03-06 10:00")], "03-20 10:00", BREACHED),
  row("a return inside the window", "it was complete, whatever was wrong", nine, [ask, got(10), ["returned", "03-05 10:00", { criterion: "quality" }]], "03-20 10:00", MET),
  row("a return after the window is without effect", "two weeks later", nine, [ask, got(10), ["returned", "03-20 10:00"]], "03-21 10:00", MET),
  row("a partial delivery stops no clock", "a part alone decides nothing", nine, [ask, got(9, "03-03 10:00", { partial: true })], "06-30 10:00", NOT_DUE),
  // From Wednesday 4 March: 5, 6, 10, 11, 12.
  row("a partial delivery stops no clock", "parts add up to the complete one", nine, [ask, got(4, "03-03 10:00", { partial: true }), got(5, "03-04 10:00")], "03-20 10:00", "met done, due 03-12 10:00, in 03"),
  row("redundant event is noted without effect", "delivered twice: the first says it", nine, [ask, got(8), got(10, "03-04 10:00")], "03-20 10:00", BREACHED),
  row("nothing before the request counts", "delivered before it was asked for", nine, [got(10, "03-02 09:00"), ask], "06-30 10:00", NOT_DUE),
  row("order is occurredAt, then source order", "told in another order", nine, [got(10, "03-05 10:00"), got(8), ask], "03-20 10:00", BREACHED),
  row("a correction changes the fact", "ten, not eight", nine, [ask, got(8), ["corrected", "03-10 10:00", { eventId: "e02", payload: { items: 10 } }]], "03-20 10:00", MET),
  row("what was taken back never was", "the delivery was none", nine, [ask, got(10), ["corrected", "03-10 10:00", { eventId: "e02", retracted: true }]], "06-30 10:00", NOT_DUE),
  row("later facts are not known yet", "delivered later than asked for", nine, [ask, got(10)], "03-03 09:59", NOT_DUE),
  row("several recipients are one item", "the one who got least decides", nine, [ask, got(10, "03-03 10:00", { recipientId: "a" }), got(8, "03-04 10:00", { recipientId: "b" })], "03-20 10:00", "breached done, due 03-12 10:00, in 03", { recipients: ["a", "b"] }),
  row("several recipients are one item", "one of them has nothing", nine, [ask, got(10, "03-03 10:00", { recipientId: "a" })], "06-30 10:00", NOT_DUE, { recipients: ["a", "b"] }),
  row("no pause moves it", "paused in the window", nine, [ask, got(null), ["paused", "03-04 10:00", { reason: "client" }], ["resumed", "03-10 10:00"]], "03-11 10:01", MISSING),

  row("cancelled by the client before due", "before delivery", nine, [ask, ["cancelled", "03-03 09:00", { by: "client" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("cancelled by the client before due", "inside the window, nobody had counted", nine, [ask, got(null), ["cancelled", "03-05 10:00", { by: "client" }]], "06-30 10:00", "void cancelled, due 03-11 10:00, in 03"),
  row("cancelled by both before due", "before delivery", nine, [ask, ["cancelled", "03-03 09:00", { by: "both" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("closed as no answer before due", "before delivery", nine, [ask, ["cancelled", "03-03 09:00", { by: "no_answer" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("cancelled after due", "incomplete stays incomplete", nine, [ask, got(8), ["cancelled", "03-12 10:00", { by: "client" }]], "06-30 10:00", BREACHED),
  row("cancelled by the provider alone", "nothing changes", nine, [ask, got(8), ["cancelled", "03-05 10:00", { by: "provider" }]], "06-30 10:00", BREACHED),
  row("a correction changes the fact", "delivered a day later: the window moves too", nine, [ask, got(10), ["corrected", "03-10 10:00", { eventId: "e02", occurredAt: moscow("03-04 10:00") }]], "03-20 10:00", "met done, due 03-12 10:00, in 03"),
];
