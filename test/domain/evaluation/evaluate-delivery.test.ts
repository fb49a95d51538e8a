import { describe, expect, test } from "vitest";
import type { CompletenessTerms, FormatTerms, QualityTerms } from "#app/domain/agreement/terms.ts";
import { codesOf, evaluate, moscow, type Told } from "#test/support/task-events.ts";

const common = {
  calendar: "provider",
  acceptance: { unit: "working_days", n: 5, end: "snap" },
  missingMeasure: "not_conforming",
} as const;
const quality: QualityTerms = { kind: "quality", ...common };
const defects: QualityTerms = { ...quality, measure: { name: "defects", atMost: "2" } };
const ask: Told = ["requested", "03-02 10:00"];
const done: Told = ["delivered", "03-03 10:00"];
/** Five working days from Tuesday 3 March 10:00, Monday 9 March is a holiday. */
const END = "03-11 10:00";
const measured = (time: string, name: string, value: string): Told => ["measured", time, { name, value }];

describe("quality", () => {
  test.each<[string, QualityTerms, Told[], string, string, string]>([
    ["not delivered: not due", quality, [ask], "06-30 10:00", "pending", "running"],
    ["delivered: open until the window ends", quality, [ask, done], END, "pending", "running"],
    ["silence is acceptance", quality, [ask, done], "03-11 10:01", "met", "done"],
    ["accepting early does not shorten the window", quality, [ask, done, ["accepted", "03-03 11:00"]], "03-04 10:00", "pending", "running"],
    ["returned inside the window", quality, [ask, done, ["returned", "03-05 10:00", { criterion: "sums" }]], "03-05 10:00", "breached", "done"],
    ["returned at the window's end", quality, [ask, done, ["returned", END]], "03-20 10:00", "breached", "done"],
    ["returned after it: without effect", quality, [ask, done, ["returned", "03-11 10:01"]], "03-20 10:00", "met", "done"],
    ["returned and delivered well again: stays breached", quality, [ask, done, ["returned", "03-05 10:00"], ["delivered", "03-06 10:00"], ["accepted", "03-06 11:00"]], "04-20 10:00", "breached", "done"],
    ["returned although accepted before", quality, [ask, done, ["accepted", "03-03 11:00"], ["returned", "03-05 10:00"]], "03-20 10:00", "breached", "done"],
    ["a partial delivery opens no window", quality, [ask, ["delivered", "03-03 10:00", { partial: true }]], "06-30 10:00", "pending", "running"],
    ["cancelled before delivery", quality, [ask, ["cancelled", "03-03 10:00", { by: "client" }]], "06-30 10:00", "void", "cancelled"],
    ["cancelled inside the window", quality, [ask, done, ["cancelled", "03-05 10:00", { by: "client" }]], "06-30 10:00", "void", "cancelled"],
    ["cancelled after it", quality, [ask, done, ["cancelled", "03-12 10:00", { by: "client" }]], "06-30 10:00", "met", "done"],
    ["cancelled by the provider alone", quality, [ask, done, ["cancelled", "03-05 10:00", { by: "provider" }]], "06-30 10:00", "met", "done"],
    ["a return that was cancelled stays a return", quality, [ask, done, ["returned", "03-05 10:00"], ["cancelled", "03-06 10:00", { by: "client" }]], "06-30 10:00", "breached", "done"],
    ["measured within the promise", defects, [ask, done, measured("03-04 10:00", "defects", "2")], "03-05 10:00", "met", "done"],
    ["measured above it", defects, [ask, done, measured("03-04 10:00", "defects", "3")], "03-05 10:00", "breached", "done"],
    ["the last measure inside the window counts", defects, [ask, done, measured("03-04 10:00", "defects", "3"), measured("03-05 10:00", "defects", "1")], "03-20 10:00", "met", "done"],
    ["a measure after the window does not replace one inside", defects, [ask, done, measured("03-04 10:00", "defects", "3"), measured("03-12 10:00", "defects", "1")], "03-20 10:00", "breached", "done"],
    ["a late measure is better than none", defects, [ask, done, measured("03-12 10:00", "defects", "1")], "03-20 10:00", "met", "done"],
    ["another measure says nothing", defects, [ask, done, measured("03-04 10:00", "errors", "1")], "03-20 10:00", "unmeasurable", "done"],
    ["no measure while the window is open", defects, [ask, done], "03-05 10:00", "pending", "running"],
    ["no measure when it ends", defects, [ask, done], "03-11 10:01", "unmeasurable", "done"],
    ["a measure that is no number", defects, [ask, done, measured("03-04 10:00", "defects", "few")], "03-20 10:00", "unmeasurable", "done"],
    ["a return is no measure", defects, [ask, done, measured("03-04 10:00", "defects", "0"), ["returned", "03-05 10:00"]], "03-20 10:00", "met", "done"],
    ["a decimal measure", { ...quality, measure: { name: "error_rate", atMost: "0.5" } }, [ask, done, measured("03-04 10:00", "error_rate", "0.50")], "03-05 10:00", "met", "done"],
  ])("%s", (_, terms, told, asOf, outcome, state) => {
    const verdicts = evaluate(terms, told, asOf);
    expect(verdicts.map((v) => [v.cycle, v.carry, v.outcome, v.state])).toEqual([[0, 0, outcome, state]]);
  });

  test("falls due at the end of the window, also when decided before", () => {
    const returned = evaluate(quality, [ask, done, ["returned", "03-05 10:00"]], "03-06 10:00")[0]!;
    expect(returned).toMatchObject({ fallsDueAt: moscow(END), decidedAt: moscow("03-05 10:00"), nextChangeAt: null });
    const open = evaluate(quality, [ask, done], "03-06 10:00")[0]!;
    expect(open).toMatchObject({ fallsDueAt: moscow(END), nextChangeAt: moscow(END) + 1 });
    expect(evaluate(quality, [ask], "03-06 10:00")[0]).toMatchObject({ dueAt: null, fallsDueAt: null, nextChangeAt: null });
  });
  test("the window may end in a later month than the delivery", () => {
    const told: Told[] = [ask, ["delivered", "03-30 10:00"]];
    expect(evaluate(quality, told, "04-30 10:00")[0]!.fallsDueAt).toBe(moscow("04-06 10:00"));
  });
  test("by the day rule of the terms", () => {
    const eod: QualityTerms = { ...quality, acceptance: { unit: "working_days", n: 5, end: "eod" } };
    expect(evaluate(eod, [ask, done], "04-30 10:00")[0]!.fallsDueAt).toBe(moscow("03-11 18:00"));
  });
});

describe("completeness", () => {
  const share = (atLeastBp: number): CompletenessTerms => ({ kind: "completeness", ...common, rule: { type: "share", atLeastBp } });
  const list: CompletenessTerms = { kind: "completeness", ...common, rule: { type: "checklist", parts: ["report", "act"] } };
  const got = (payload: object, time = "03-03 10:00"): Told => ["delivered", time, payload];
  test.each<[string, CompletenessTerms, Told[], string, number | null]>([
    ["all items", share(10_000), [ask, got({ items: 10, itemsRequested: 10 })], "met", 10_000],
    ["just the share", share(9_500), [ask, got({ items: 19, itemsRequested: 20 })], "met", 9_500],
    ["below it", share(9_500), [ask, got({ items: 18, itemsRequested: 20 })], "breached", 9_000],
    ["a share just below does not round up", share(3_334), [ask, got({ items: 1, itemsRequested: 3 })], "breached", 3_333],
    ["more than requested is everything", share(10_000), [ask, got({ items: 12, itemsRequested: 10 })], "met", 10_000],
    ["the number requested may stand in the request", share(9_000), [["requested", "03-02 10:00", { itemsRequested: 10 }], got({ items: 9 })], "met", 9_000],
    ["partial deliveries add up", share(10_000), [ask, got({ items: 4, itemsRequested: 10, partial: true }), got({ items: 6 }, "03-04 10:00")], "met", 10_000],
    ["what comes after the complete delivery does not count", share(10_000), [ask, got({ items: 9, itemsRequested: 10 }), ["returned", "03-04 10:00"], got({ items: 1 }, "03-05 10:00")], "breached", 9_000],
    ["nobody counted", share(9_000), [ask, got({})], "unmeasurable", null],
    ["nobody said how many were wanted", share(9_000), [ask, got({ items: 9 })], "unmeasurable", null],
    ["nothing was wanted", share(9_000), [ask, got({ items: 9, itemsRequested: 0 })], "unmeasurable", null],
    ["every part", list, [ask, got({ parts: ["act", "report", "letter"] })], "met", 10_000],
    ["a part missing", list, [ask, got({ parts: ["act"] })], "breached", 5_000],
    ["parts over several deliveries", list, [ask, got({ parts: ["act"], partial: true }), got({ parts: ["report"] }, "03-04 10:00")], "met", 10_000],
    ["parts not named", list, [ask, got({})], "unmeasurable", null],
  ])("%s", (_, terms, told, outcome, measured) => {
    expect(evaluate(terms, told, "04-30 10:00")[0]).toMatchObject({ outcome, measured });
  });
  test("decided at the delivery, due at the end of the window", () => {
    const [verdict] = evaluate(share(9_000), [ask, got({ items: 9, itemsRequested: 10 })], "03-03 11:00");
    expect(verdict).toMatchObject({ outcome: "met", state: "done", decidedAt: moscow("03-03 10:00"), fallsDueAt: moscow(END) });
  });
  test("missing counts stay open until the window ends", () => {
    expect(evaluate(share(9_000), [ask, got({})], END)[0]).toMatchObject({ outcome: "pending", nextChangeAt: moscow(END) + 1 });
  });
  test("an undelivered task is not due; a cancelled one is void", () => {
    expect(evaluate(list, [ask], "06-30 10:00")[0]).toMatchObject({ outcome: "pending", fallsDueAt: null });
    expect(evaluate(list, [ask, ["cancelled", "03-03 10:00", { by: "both" }]], "06-30 10:00")[0]!.outcome).toBe("void");
  });
  test("of several recipients the one who got least decides", () => {
    const told: Told[] = [ask, got({ items: 10, itemsRequested: 10, recipientId: "a" }), got({ items: 8, itemsRequested: 10, recipientId: "b" }, "03-04 10:00")];
    const [verdict] = evaluate(share(9_000), told, "04-30 10:00", { recipients: ["a", "b"] });
    expect(verdict).toMatchObject({ outcome: "breached", measured: 8_000 });
  });
});

describe("format", () => {
  const format = (rule: FormatTerms["rule"]): FormatTerms => ({ kind: "format", ...common, rule });
  const files = (...list: object[]): Told => ["delivered", "03-03 10:00", { files: list as never }];
  const field = format({ type: "field", name: "conform", values: ["yes", "ok"] });
  const types = format({ type: "file_types", types: ["pdf", ".XLSX", "text/csv"] });
  const glob = format({ type: "glob", pattern: "report-????-*.pdf" });
  const template = format({ type: "template", template: "T-7" });
  test.each<[string, FormatTerms, Told[], string]>([
    ["the field says yes", field, [ask, done, measured("03-04 10:00", "conform", "yes")], "met"],
    ["the field says no", field, [ask, done, measured("03-04 10:00", "conform", "no")], "breached"],
    ["the field is not there", field, [ask, done], "unmeasurable"],
    ["an allowed type, whatever the case", types, [ask, files({ name: "A.PDF" }, { name: "b.xlsx" })], "met"],
    ["an allowed media type", types, [ask, files({ name: "data", type: "text/csv" })], "met"],
    ["one file of another type", types, [ask, files({ name: "a.pdf" }, { name: "b.docx" })], "breached"],
    ["no files named", types, [ask, done], "unmeasurable"],
    ["a name that matches", glob, [ask, files({ name: "report-2026-march.pdf" })], "met"],
    ["a name that does not", glob, [ask, files({ name: "report-26-march.pdf" })], "breached"],
    ["the template", template, [ask, files({ name: "a.docx", template: "T-7" })], "met"],
    ["another template", template, [ask, files({ name: "a.docx", template: "T-6" })], "breached"],
    ["one file without it", template, [ask, files({ name: "a.docx", template: "T-7" }, { name: "b.docx" })], "breached"],
    ["templates unknown", template, [ask, files({ name: "a.docx" })], "unmeasurable"],
    ["not delivered", glob, [ask], "pending"],
    ["partial files count with the complete delivery", types, [ask, ["delivered", "03-03 09:00", { partial: true, files: [{ name: "a.exe" }] }], files({ name: "b.pdf" })], "breached"],
  ])("%s", (_, terms, told, outcome) => {
    expect(evaluate(terms, told, "04-30 10:00")[0]!.outcome).toBe(outcome);
  });
  test("the explanation names the file", () => {
    const [verdict] = evaluate(types, [ask, files({ name: "b.docx" })], "04-30 10:00");
    expect(verdict!.reasons).toContainEqual({ code: "file_differs", facts: { file: "b.docx" } });
    expect(codesOf(verdict!).slice(0, 3)).toEqual(["requested", "delivered", "acceptance_window"]);
  });
});
