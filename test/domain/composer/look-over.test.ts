import { describe, expect, test } from "vitest";
import { composeRequest, plainWords, readParts } from "#app/domain/composer/compose-text.ts";
import { lookOver, mentions } from "#app/domain/composer/look-over.ts";
import type { AgreedAbout, WrittenRequest } from "#app/domain/composer/look-over.ts";

const HOUR = 3_600_000;
const written = (over: Partial<WrittenRequest> = {}): WrittenRequest => ({ neededBy: "", title: "Sales by region, May", purpose: "for the board on Friday", format: "xlsx", criteria: "totals match the ledger", inputs: "", text: "", ...over });
const agreed = (over: Partial<AgreedAbout> = {}): AgreedAbout => ({ productName: "Report", inputs: [], formats: [], criteria: [], dueAt: 100 * HOUR, wantedAt: null, workingToDueMs: 24 * HOUR, workingToWantedMs: null, ...over });
const looks = (w: Partial<WrittenRequest>, a: Partial<AgreedAbout> = {}) => lookOver(written(w), agreed(a)).map((row) => row.look);

describe("what is missing in a request", () => {
  test("nothing, when everything is said", () => expect(looks({})).toEqual([]));
  test.each([
    ["purpose", "purpose_missing"],
    ["format", "format_missing"],
    ["criteria", "criteria_missing"],
    ["title", "title_bare"],
  ] as const)("an empty %s", (part, look) => expect(looks({ [part]: " " })).toEqual([look]));
  test("a name that only repeats the product", () => expect(looks({ title: "  report " })).toEqual(["title_bare"]));

  test("each agreed input that nobody mentions", () => {
    const inputs = [{ name: "Timesheets of the month", due: "3rd working day" }, { name: "Лимиты бюджета", due: "" }];
    expect(lookOver(written({ inputs: "the May timesheet is attached" }), agreed({ inputs })).map((row) => [row.look, row.facts?.name])).toEqual([["input_missing", "Лимиты бюджета"]]);
    expect(looks({ text: "Timesheets attached; лимит бюджета пришлём завтра" }, { inputs })).toEqual(["inputs_agreed"]);
  });

  test("an agreed format is named, not asked for", () => {
    expect(lookOver(written({ format: "" }), agreed({ formats: ["xlsx", "csv"] }))).toEqual([{ look: "format_agreed", part: "format", weight: "good", list: ["xlsx", "csv"] }]);
    expect(lookOver(written({ format: "a Word file" }), agreed({ formats: ["xlsx"] }))[0]).toMatchObject({ look: "format_agreed", weight: "better" });
  });
  test("agreed criteria are named where they are not written", () => expect(lookOver(written({ criteria: "error rate below 1" }), agreed({ criteria: ["error rate", "signed cover page"] }))).toEqual([{ look: "criteria_agreed", part: "criteria", weight: "good", list: ["signed cover page"] }]));
});

describe("the wanted day against the promise", () => {
  test.each<[string, Partial<AgreedAbout>, string[]]>([
    ["earlier than promised", { wantedAt: 50 * HOUR, workingToWantedMs: 5 * HOUR }, ["date_early"]],
    ["a few minutes earlier is the same", { wantedAt: 100 * HOUR - 60_000, workingToWantedMs: 24 * HOUR }, ["date_room"]],
    ["later than promised", { wantedAt: 200 * HOUR, workingToWantedMs: 50 * HOUR }, ["date_room"]],
    ["nobody works until then", { wantedAt: 50 * HOUR, workingToWantedMs: 0 }, ["date_no_work"]],
    ["no promise, a day named", { dueAt: null, wantedAt: 50 * HOUR, workingToWantedMs: 5 * HOUR }, []],
    ["no promise, no day", { dueAt: null }, ["date_missing"]],
    ["as promised", {}, []],
  ])("%s", (_name, facts, expected) => expect(looks({}, facts)).toEqual(expected));
  test("says how much working time there is", () => expect(lookOver(written(), agreed({ wantedAt: 50 * HOUR, workingToWantedMs: 5 * HOUR }))[0]!.facts).toEqual({ wanted: 50 * HOUR, due: 100 * HOUR, workingToWantedMs: 5 * HOUR, workingToDueMs: 24 * HOUR }));
});

test("the tone is remarked on once, at the first field", () => {
  expect(lookOver(written({ title: "Срочно отчёт", text: "Нужно НЕМЕДЛЕННО, срочно" }), agreed())).toEqual([{ look: "tone", part: "title", weight: "better", tone: "pressing", list: ["Срочно", "НЕМЕДЛЕННО"] }]);
});

test.each([
  ["the timesheets of May", "Timesheet", true],
  ["табели за май приложены", "Табель", true],
  ["служебные записки", "Заявка на оплату", false],
  ["в Excel", "xlsx", false],
  ["файл XLSX", "xlsx", true],
  ["anything", "№1", false],
])("whether “%s” mentions “%s”", (text, name, is) => expect(mentions(text, name)).toBe(is));

describe("the suggested text", () => {
  const words = { labels: { purpose: "Purpose", format: "Format", criteria: "Good when", inputs: "Provided", neededBy: "Needed" }, productName: "Report", until: "by 12 May", openInputs: ["Timesheets"], toFollow: "to follow" };
  test("has a line for each part that was written, and the open inputs", () => {
    expect(composeRequest(written({ text: "SEND THE FIGURES NOW!!", criteria: "" }), words)).toEqual({
      title: "Sales by region, May",
      text: "Send the figures now.\nPurpose: for the board on Friday\nFormat: xlsx\nProvided: Timesheets – to follow\nNeeded: by 12 May",
    });
  });
  test("names the request after product and purpose where it has no name", () => expect(composeRequest(written({ title: "" }), words).title).toBe("Report: for the board on Friday"));
  test("invents nothing", () => expect(composeRequest(written({ title: "", purpose: "", format: "", criteria: "" }), { ...words, until: null, openInputs: [] })).toEqual({ title: "Report", text: "" }));
  test("parts that are sent as they are stay the person's own words", () => expect(plainWords(written({ text: " NOW!! ", format: "" }), words.labels)).toBe("NOW!!\nPurpose: for the board on Friday\nGood when: totals match the ledger"));
});

describe("a text that was taken over", () => {
  const labels = { purpose: "Purpose", format: "Format", criteria: "Good when", inputs: "Provided", neededBy: "Needed" };
  const words = { labels, productName: "Report", until: "by 12 May", openInputs: [], toFollow: "to follow" };
  test("is read as the parts that it was made of", () => {
    const own = written({ text: "Figures by region." });
    const taken = composeRequest(own, words);
    expect(readParts({ ...own, purpose: "", format: "", criteria: "", text: taken.text }, labels)).toEqual(own);
  });
  test("keeps a labelled line whose field says something else", () => {
    const own = written({ purpose: "the board", text: "Purpose: the bank" });
    expect(readParts(own, labels)).toEqual(own);
  });
  test("is composed again without doubling", () => {
    const once = composeRequest(written({ text: "Figures." }), words);
    const parts = readParts(written({ purpose: "", format: "", criteria: "", text: once.text }), labels);
    expect(composeRequest(parts, words)).toEqual(once);
  });
});
