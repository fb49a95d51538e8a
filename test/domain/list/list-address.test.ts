import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMail } from "#app/domain/list/check-mail.ts";
import { checkView } from "#app/domain/list/check-view.ts";
import { canonicalQuery, readPath } from "#app/domain/list/list-address.ts";

describe("a query in one form", () => {
  test.each([
    ["", ""],
    ["?page=3&q=&state=", ""],
    ["?view=late&q=Pay+roll&page=2", "q=Pay+roll&view=late"],
    ["?b=2&a=1&b=1", "a=1&b=2&b=1"],
    ["?index&_data=routes%2Fx&q=%20x%20", "q=x"],
    ["?q=отчёт", "q=%D0%BE%D1%82%D1%87%D1%91%D1%82"],
  ])("%j is %j", (search, query) => expect(canonicalQuery(search)).toBe(query));

  test("what is longer than anybody types is refused", () => expect(canonicalQuery(`?q=${"x".repeat(1_000)}`)).toBeNull());

  test("it is its own form, in whatever order the names came", () => {
    const entries = fc.uniqueArray(fc.tuple(fc.constantFrom("q", "view", "state", "sort", "provider", "a b"), fc.string({ minLength: 1, maxLength: 20 })), { selector: ([name]) => name, maxLength: 5 });
    fc.assert(
      fc.property(entries, (list) => {
        const once = canonicalQuery(new URLSearchParams(list).toString())!;
        expect(canonicalQuery(once)).toBe(once);
        expect(canonicalQuery(new URLSearchParams([...list].reverse()).toString())).toBe(once);
      }),
    );
  });
});

test.each([
  ["/work", "/work"],
  ["/agreements/0af3/versions/2", "/agreements/0af3/versions/2"],
  ["/work/o:2026-01-05", "/work/o:2026-01-05"],
  ["//evil.example", null],
  ["/work/../pay", null],
  ["/\\evil.example", null],
  ["https://evil.example", null],
  ["work", null],
  ["/work?x=1", null],
  ["/work#x", null],
  [`/${"a".repeat(300)}`, null],
])("the path %j is %j", (text, path) => expect(readPath(text)).toBe(path));

test.each([
  [{ name: "  Late   ones " }, { ok: true, value: { list: "/work", query: "view=late", name: "Late ones" } }],
  [{ name: " " }, { ok: false, code: "name_missing", field: "name" }],
  [{ name: "x".repeat(81) }, { ok: false, code: "name_too_long", field: "name" }],
  [{ list: "/" }, { ok: false, code: "bad_list" }],
  [{ list: "//evil" }, { ok: false, code: "bad_list" }],
  [{ query: `q=${"x".repeat(2_000)}` }, { ok: false, code: "query_too_long" }],
])("a view with %j", (over, expected) => expect(checkView({ list: "/work", query: "?view=late&page=2", name: "Late", ...over })).toMatchObject(expected));

test.each([
  [{}, { ok: true, value: { list: "/work", query: "view=late", when: { rhythm: "weekly", weekday: 0, minute: 540 } } }],
  [{ rhythm: "daily", weekday: "" }, { ok: true, value: { when: { rhythm: "daily", minute: 540 } } }],
  [{ list: "/pay/runs" }, { ok: false, code: "not_by_mail" }],
  [{ list: "/settings/audit" }, { ok: false, code: "not_by_mail" }],
  [{ rhythm: "hourly" }, { ok: false, code: "bad_rhythm", field: "rhythm" }],
  [{ weekday: "7" }, { ok: false, code: "bad_rhythm", field: "weekday" }],
  [{ time: "9:00" }, { ok: false, code: "bad_time", field: "time" }],
  [{ time: "24:00" }, { ok: false, code: "bad_time", field: "time" }],
  [{ name: "" }, { ok: false, code: "name_missing", field: "name" }],
])("an order of a mail with %j", (over, expected) => expect(checkMail({ list: "/work", query: "view=late", name: "Late", rhythm: "weekly", weekday: "0", time: "09:00", ...over })).toMatchObject(expected));
