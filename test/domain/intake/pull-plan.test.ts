import { describe, expect, test } from "vitest";
import { addressOf, checkPlan, comparePositions, isAskedAgain, nextOfLink, nextPointer, pullBackOffMs, toldToWaitMs } from "#app/domain/intake/pull-plan.ts";
import type { PullPlan } from "#app/domain/intake/pull-plan.ts";
import { PULL_PRESET_NAMES, PULL_PRESETS } from "#app/domain/intake/pull-presets.ts";
import { pathsOf } from "#app/domain/intake/hook-mapping.ts";
import { parsePath } from "#app/domain/intake/json-path.ts";
import { isNamePattern, isWanted, keptNames, retryAfterMs, ruleForName } from "#app/domain/intake/watched-name.ts";

const PLAN: PullPlan = { itemsPath: "", paging: "none", pageParam: "", nextPath: "", firstPage: 1, positionPath: "u", positionForm: "iso", positionStart: "2026-01-01T00:00:00Z", overlapMinutes: 0 };
const URL_1 = "https://a.example/list?since={position}&x=1";

describe("the address of a page", () => {
  test.each<[string, Partial<PullPlan>, string | null, Parameters<typeof addressOf>[3], string]>([
    ["the first time", {}, null, null, "https://a.example/list?since=2026-01-01T00%3A00%3A00Z&x=1"],
    ["with a position, without its fraction", {}, "2026-06-15T09:00:00.900+03:00", null, "https://a.example/list?since=2026-06-15T06%3A00%3A00Z&x=1"],
    ["with an overlap", { overlapMinutes: 5 }, "2026-06-15T09:00:00Z", null, "https://a.example/list?since=2026-06-15T08%3A55%3A00Z&x=1"],
    ["in seconds", { positionForm: "unix" }, "2026-06-15T09:00:00Z", null, "https://a.example/list?since=1781514000&x=1"],
    ["in milliseconds, from a number", { positionForm: "unix_ms" }, "1781514000", null, "https://a.example/list?since=1781514000000&x=1"],
    ["as it stands", { positionForm: "text" }, "a b&c", null, "https://a.example/list?since=a%20b%26c&x=1"],
    ["the first page by number", { paging: "page", pageParam: "page" }, "2026-06-15T09:00:00Z", null, "https://a.example/list?since=2026-06-15T09%3A00%3A00Z&x=1&page=1"],
    ["a page by number", { paging: "page", pageParam: "page" }, "2026-06-15T09:00:00Z", { number: 3 }, "https://a.example/list?since=2026-06-15T09%3A00%3A00Z&x=1&page=3"],
    ["the start by offset", { paging: "offset", pageParam: "o" }, "2026-06-15T09:00:00Z", null, "https://a.example/list?since=2026-06-15T09%3A00%3A00Z&x=1&o=0"],
    ["a cursor", { paging: "cursor", pageParam: "c", nextPath: "n" }, "2026-06-15T09:00:00Z", { cursor: "x/y" }, "https://a.example/list?since=2026-06-15T09%3A00%3A00Z&x=1&c=x%2Fy"],
    ["the next address as it was told", { paging: "next" }, "2026-06-15T09:00:00Z", { url: "https://a.example/p2" }, "https://a.example/p2"],
  ])("%s", (_what, more, position, pointer, expected) => expect(addressOf(URL_1, { ...PLAN, ...more }, position, pointer)).toBe(expected));
});

describe("the next page", () => {
  const next = (more: Partial<PullPlan>, answer: unknown, here: Parameters<typeof nextPointer>[2] = null, items = 3, link: string | null = null) => nextPointer({ ...PLAN, ...more }, answer, here, items, "https://a.example/list?p=1", link);
  test.each<[string, ReturnType<typeof next>, unknown]>([
    ["of one page is none", next({}, { next: "/x" }), null],
    ["by address, relative to the one asked", next({ paging: "next", nextPath: "next" }, { next: "?p=2" }), { url: "https://a.example/list?p=2" }],
    ["by an address that is the same again is none", next({ paging: "next", nextPath: "next" }, { next: "?p=1" }), null],
    ["by an empty address is none", next({ paging: "next", nextPath: "next" }, { next: null }), null],
    ["by the header", next({ paging: "next" }, {}, null, 3, '<https://a.example/list?p=2>; rel="next", <https://a.example/list?p=9>; rel="last"'), { url: "https://a.example/list?p=2" }],
    ["by number", next({ paging: "page", pageParam: "p" }, {}, { number: 4 }), { number: 5 }],
    ["by number after an empty page is none", next({ paging: "page", pageParam: "p" }, {}, { number: 4 }, 0), null],
    ["by offset", next({ paging: "offset", pageParam: "o" }, {}, { number: 40 }, 20), { number: 60 }],
    ["by cursor", next({ paging: "cursor", pageParam: "c", nextPath: "n" }, { n: "abc" }), { cursor: "abc" }],
    ["by a cursor that stays is none", next({ paging: "cursor", pageParam: "c", nextPath: "n" }, { n: "abc" }, { cursor: "abc" }), null],
  ])("%s", (_what, found, expected) => expect(found).toEqual({ ok: true, value: expected }));

  test.each(["https://b.example/list", "http://a.example/list", "https://a.example:8443/list", "//b.example/x", "javascript:alert(1)", "file:///etc/passwd"])("on another machine is refused: %s", (url) => {
    expect(next({ paging: "next", nextPath: "next" }, { next: url })).toMatchObject({ ok: false, code: "foreign_next" });
  });

  test.each([["<a>; rel=next", "a"], ['<a>; title="x"; rel="prev next"', "a"], ['<a>; rel="nextish"', null], ["a; rel=next", null], [null, null]])("the header %j says %j", (link, expected) => expect(nextOfLink(link)).toBe(expected));
});

describe("positions", () => {
  test("are compared as instants, numbers or texts", () => {
    expect(comparePositions(PLAN, "2026-06-15T09:00:00+03:00", "2026-06-15T07:00:00Z")).toBeLessThan(0);
    expect(comparePositions({ ...PLAN, positionForm: "text" }, "9", "10")).toBeLessThan(0);
    expect(comparePositions({ ...PLAN, positionForm: "text" }, "b", "a")).toBeGreaterThan(0);
  });
  test("within the overlap come again", () => {
    const plan = { ...PLAN, overlapMinutes: 5 };
    expect([isAskedAgain(plan, "2026-06-15T08:56:00Z", "2026-06-15T09:00:00Z"), isAskedAgain(plan, "2026-06-15T08:50:00Z", "2026-06-15T09:00:00Z"), isAskedAgain({ ...PLAN, positionForm: "text" }, "9", "10")]).toEqual([true, false, false]);
  });
});

describe("waiting", () => {
  test("grows to an hour, and follows what the source says up to a day", () => {
    expect([1, 2, 3, 6, 7, 30].map((n) => pullBackOffMs(n) / 60_000)).toEqual([1, 2, 4, 32, 60, 60]);
    const now = Date.UTC(2026, 5, 15, 9);
    expect(["120", "999999999", "Mon, 15 Jun 2026 10:00:00 GMT", "Mon, 15 Jun 2026 08:00:00 GMT", "soon", "-5", null].map((text) => toldToWaitMs(text, now))).toEqual([120_000, 86_400_000, 3_600_000, 0, null, null, null]);
  });
});

test.each(PULL_PRESET_NAMES)("the preset for %s is one that may be saved once its address is one's own", (name) => {
  const preset = PULL_PRESETS[name];
  expect(checkPlan(preset.url, preset.plan)).toMatchObject({ ok: true });
  expect(pathsOf(preset.mapping).filter((one) => !parsePath(one.path).ok)).toEqual([]);
  expect(preset.mapping.rules.some((rule) => rule.at === "received" && rule.each)).toBe(false);
});

describe("names in the watched folder", () => {
  test.each([[".a.csv", false], ["~$a.xlsx", false], ["a.csv.part", false], ["a.TMP", false], ["a.csv.crdownload", false], ["a.csv~", false], ["a.20260615-090000.result.json", false], ["a.20260615-090000.set-aside.csv", true], ["a.csv", true], ["Заявки за март.xlsx", true], ["part.csv", true]])("%s: %j", (name, wanted) => expect(isWanted(name)).toBe(wanted));
  test("the first pattern that fits reads a file, whatever its capitals", () => {
    const rules = [{ glob: "desk-*.csv", source: "a" }, { glob: "*.CSV", source: "b" }, { glob: "отчёт?.xlsx", source: "c" }];
    expect(["Desk-1.csv", "x.csv", "ОТЧЁТ1.xlsx", "y.txt"].map((name) => ruleForName(name, rules)?.source ?? null)).toEqual(["a", "b", "c", null]);
    expect(["*.csv", "../x", "a/b", "", "a\\b"].map(isNamePattern)).toEqual([true, false, false, false, false]);
  });
  test("a file that was worked on keeps its beginning and its ending", () => {
    expect(keptNames("desk.csv.gz", Date.UTC(2026, 5, 15, 9))).toEqual({ file: "desk.20260615-090000.csv.gz", result: "desk.20260615-090000.result.json", aside: "desk.20260615-090000.set-aside.csv" });
    expect(keptNames("LICENSE", Date.UTC(2026, 5, 15, 9)).file).toBe("LICENSE.20260615-090000");
    expect([1, 2, 3].map((n) => retryAfterMs(n) / 60_000)).toEqual([1, 2, 4]);
  });
});
