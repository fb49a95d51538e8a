import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalJson } from "#app/domain/canonical-json.ts";

it.each([
  [{ b: 1, a: [null, true, "x"] }, '{"a":[null,true,"x"],"b":1}'],
  [{ a: undefined }, "{}"],
  [-0, "0"],
  [{ "😀": 1, Ａ: 2 }, '{"Ａ":2,"😀":1}'],
])("%j is %s", (value, text) => expect(canonicalJson(value)).toBe(text));

it("is one text whatever the order of keys, and reads back", () => {
  const value = fc.dictionary(
    fc.string(),
    fc.oneof(fc.maxSafeInteger(), fc.string(), fc.boolean())
  );
  fc.assert(
    fc.property(value, (fields) => {
      const reversed = Object.fromEntries(Object.entries(fields).reverse());
      expect(canonicalJson(reversed)).toBe(canonicalJson(fields));
      expect(JSON.parse(canonicalJson(fields))).toEqual(JSON.parse(JSON.stringify(fields)));
    })
  );
});

it.each([0.1, Number.NaN, 2 ** 53, () => 1])("%s has no canonical text", (value) => {
  expect(() => canonicalJson(value)).toThrow("not_canonical");
});
