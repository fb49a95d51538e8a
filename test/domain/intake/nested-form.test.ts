import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nestForm } from "#app/domain/intake/nested-form.ts";

const nest = (text: string) => nestForm(new URLSearchParams(text));

describe("a form body as one object", () => {
  test("nests what stands in brackets", () => {
    const done = nest("event=ONTASKADD&data[FIELDS_AFTER][ID]=7&auth[application_token]=t&list[]=a&list[]=b&ts=1");
    expect(JSON.parse(JSON.stringify(done.ok && done.value))).toEqual({ event: "ONTASKADD", data: { FIELDS_AFTER: { ID: "7" } }, auth: { application_token: "t" }, list: { 0: "a", 1: "b" }, ts: "1" });
  });

  test.each(["__proto__=x", "__proto__[a]=x", "a[__proto__][b]=x", "a[constructor][prototype][b]=x", "constructor=1", "a=1&a[b]=2", "a[b]=2&a=1", "a[b=1", "[a]=1", "a]b=1", `a${"[b]".repeat(12)}=1`, Array.from({ length: 1_001 }, (_, n) => `f${n}=1`).join("&")])(
    "refuses %s", (text) => expect(nest(text).ok).toBe(false));

  test("leaves every other object as it was", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.oneof(fc.constantFrom("__proto__[polluted]", "constructor[prototype][polluted]", "a[__proto__][polluted]"), fc.string()), fc.string())), (fields) => {
      nestForm(fields);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    }));
  });
});
