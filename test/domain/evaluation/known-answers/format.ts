import type { FormatTerms } from "#app/domain/agreement/terms.ts";
import { known, type KnownAnswer } from "#test/support/known-answers.ts";
import { moscow, type Told } from "#test/support/task-events.ts";
import type { Rule } from "./rules.ts";

const terms = (rule: FormatTerms["rule"]): FormatTerms => ({ kind: "format", calendar: "provider", acceptance: { unit: "working_days", n: 5, end: "snap" }, missingMeasure: "left_out", rule });
const pdf = terms({ type: "file_types", types: ["pdf", "text/csv"] });
const named = terms({ type: "glob", pattern: "act-????.pdf" });
const form = terms({ type: "template", template: "T-7" });
const field = terms({ type: "field", name: "conform", values: ["yes"] });

/** Delivered on Tuesday 3 March 10:00: the acceptance window ends on Wednesday 11 March 10:00. */
const ask: Told = ["requested", "03-02 10:00"];
const files = (names: readonly string[], time = "03-03 10:00", payload = {}): Told => ["delivered", time, { files: names.map((name) => ({ name })), ...payload }];
const said = (value: string, time = "03-04 10:00"): Told => ["measured", time, { name: "conform", value }];
const done: Told = ["delivered", "03-03 10:00"];
const row = known<Rule>;
const MET = "met done, due 03-11 10:00, in 03";
const BREACHED = "breached done, due 03-11 10:00, in 03";
const MISSING = "unmeasurable done, due 03-11 10:00, in 03";
const OPEN = "pending running, due 03-11 10:00, in 03";
const NOT_DUE = "pending running, due never, in no month";

export const FORMAT: readonly KnownAnswer<Rule>[] = [
  row("undelivered is not due", "nothing delivered for months", pdf, [ask], "06-30 10:00", NOT_DUE),
  row("never carried", "wrong, never made right", pdf, [ask, files(["a.doc"])], "07-30 10:00", BREACHED),
  row("due at the end of the acceptance window", "a file of an agreed type", pdf, [ask, files(["A.PDF"])], "03-03 11:00", MET),
  row("due at the end of the acceptance window", "one of another type among them", pdf, [ask, files(["a.pdf", "b.doc"])], "03-03 11:00", BREACHED),
  row("due at the end of the acceptance window", "a media type", pdf, [ask, ["delivered", "03-03 10:00", { files: [{ name: "rows", type: "text/csv" }] }]], "03-20 10:00", MET),
  row("due at the end of the acceptance window", "a name as agreed", named, [ask, files(["act-0314.pdf"])], "03-20 10:00", MET),
  row("due at the end of the acceptance window", "another name", named, [ask, files(["act-314.pdf"])], "03-20 10:00", BREACHED),
  row("due at the end of the acceptance window", "the template", form, [ask, ["delivered", "03-03 10:00", { files: [{ name: "a.docx", template: "T-7" }] }]], "03-20 10:00", MET),
  row("due at the end of the acceptance window", "another template", form, [ask, ["delivered", "03-03 10:00", { files: [{ name: "a.docx", template: "T-6" }] }]], "03-20 10:00", BREACHED),
  row("due at the end of the acceptance window", "the field says that it conforms", field, [ask, done, said("yes")], "03-05 10:00", MET),
  row("due at the end of the acceptance window", "the field says that it does not", field, [ask, done, said("no")], "03-05 10:00", BREACHED),
  row("the window may end in a later month", "delivered at the end of March", pdf, [ask, files(["a.doc"], "03-30 10:00")], "04-01 10:00", "breached done, due 04-06 10:00, in 04"),
  row("accepting early does not shorten it", "accepted, the field is empty: open until the window ends", field, [ask, done, ["accepted", "03-03 11:00"]], "03-11 10:00", OPEN),
  row("a missing measure is unmeasurable", "no file is named", pdf, [ask, done], "03-11 10:01", MISSING),
  row("a missing measure is unmeasurable", "nobody said which template", form, [ask, files(["a.docx"])], "03-20 10:00", MISSING),
  row("a missing measure is unmeasurable", "the field is empty", field, [ask, done], "03-20 10:00", MISSING),

  row("a return inside the window", "decided by the first complete delivery", pdf, [ask, files(["a.doc"]), ["returned", "03-05 10:00", { criterion: "format" }], files(["a.pdf"], "03-06 10:00")], "03-20 10:00", BREACHED),
  row("a return after the window is without effect", "two weeks later", pdf, [ask, files(["a.pdf"]), ["returned", "03-20 10:00"], files(["a.doc"], "03-23 10:00")], "03-24 10:00", MET),
  row("a partial delivery stops no clock", "a part alone decides nothing", pdf, [ask, files(["a.doc"], "03-03 10:00", { partial: true })], "06-30 10:00", NOT_DUE),
  row("a partial delivery stops no clock", "its files belong to the complete one", pdf, [ask, files(["a.doc"], "03-03 09:00", { partial: true }), files(["b.pdf"])], "03-20 10:00", BREACHED),
  row("redundant event is noted without effect", "delivered twice: the first says it", pdf, [ask, files(["a.pdf"]), files(["a.doc"], "03-04 10:00")], "03-20 10:00", MET),
  row("nothing before the request counts", "delivered before it was asked for", pdf, [files(["a.pdf"], "03-02 09:00"), ask], "06-30 10:00", NOT_DUE),
  row("order is occurredAt, then source order", "told in another order", pdf, [files(["a.pdf"], "03-05 10:00"), files(["a.doc"]), ask], "03-20 10:00", BREACHED),
  row("a correction changes the fact", "another file", pdf, [ask, files(["a.doc"]), ["corrected", "03-10 10:00", { eventId: "e02", payload: { files: [{ name: "a.pdf" }] } }]], "03-20 10:00", MET),
  row("a correction changes the fact", "delivered a day later: the window moves too", pdf, [ask, files(["a.pdf"]), ["corrected", "03-10 10:00", { eventId: "e02", occurredAt: moscow("03-04 10:00") }]], "03-20 10:00", "met done, due 03-12 10:00, in 03"),
  row("what was taken back never was", "what the field said", field, [ask, done, said("no"), ["corrected", "03-10 10:00", { eventId: "e03", retracted: true }]], "03-20 10:00", MISSING),
  row("later facts are not known yet", "said later than asked for", field, [ask, done, said("no")], "03-04 09:59", OPEN),
  row("several recipients are one item", "one of them got another type", pdf, [ask, files(["a.pdf"], "03-03 10:00", { recipientId: "a" }), files(["a.doc"], "03-03 10:00", { recipientId: "b" })], "03-20 10:00", BREACHED, { recipients: ["a", "b"] }),
  row("no pause moves it", "paused in the window", field, [ask, done, ["paused", "03-04 10:00", { reason: "client" }], ["resumed", "03-10 10:00"]], "03-11 10:01", MISSING),

  row("cancelled by the client before due", "before delivery", pdf, [ask, ["cancelled", "03-03 09:00", { by: "client" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("cancelled by the client before due", "inside the window, the field is empty", field, [ask, done, ["cancelled", "03-05 10:00", { by: "client" }]], "06-30 10:00", "void cancelled, due 03-11 10:00, in 03"),
  row("cancelled by both before due", "before delivery", pdf, [ask, ["cancelled", "03-03 09:00", { by: "both" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("closed as no answer before due", "before delivery", pdf, [ask, ["cancelled", "03-03 09:00", { by: "no_answer" }]], "06-30 10:00", "void cancelled, due never, in no month"),
  row("cancelled after due", "wrong stays wrong", pdf, [ask, files(["a.doc"]), ["cancelled", "03-12 10:00", { by: "client" }]], "06-30 10:00", BREACHED),
  row("cancelled by the provider alone", "nothing changes", pdf, [ask, files(["a.pdf"]), ["cancelled", "03-05 10:00", { by: "provider" }]], "06-30 10:00", MET),
];
