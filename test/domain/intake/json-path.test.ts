import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePath, textOf, valueAt } from "#app/domain/intake/json-path.ts";

const read = (path: string, payload: unknown) => {
  const steps = parsePath(path);
  if (!steps.ok) throw new Error(steps.code);
  return valueAt(payload, steps.value);
};
const PAYLOAD: unknown = {
  issue: { key: "A-1", "a.b": "dotted", fields: { status: { name: "Done" }, labels: ["x", "y"], empty: null } },
  changelog: { items: [{ field: "priority", toString: "High" }, { field: "status", fromString: "Open", toString: "Done" }, { field: 7, to: "seven" }] },
};

describe("a path into a payload", () => {
  test.each([
    ["issue.key", "A-1"], ["issue.fields.status.name", "Done"], ["issue.fields.labels[1]", "y"], ['issue["a.b"]', "dotted"],
    ["changelog.items[field=status].toString", "Done"], ["changelog.items[field=7].to", "seven"], ["changelog.items[0].toString", "High"],
  ])("%s leads to %s", (path, value) => expect(read(path, PAYLOAD)).toBe(value));

  test.each(["issue.none.deeper", "issue.key.length", "issue.fields.labels.length", "changelog.items[9].to", "changelog.items[field=none].to", "issue[0]", "issue.fields.empty.x"])("%s leads nowhere", (path) =>
    expect(read(path, PAYLOAD)).toBeUndefined());

  test.each(["", ".", "a.", "a..b", ".a", "a[", "a[]", "a[*]", "a[?(@.b)]", "a]", "$..a[(1)]", `a${".b".repeat(30)}`, "x".repeat(400)])("%j is no path", (path) => expect(parsePath(path).ok).toBe(false));

  test("sees own fields only: what every object inherits is not there", () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "constructor.prototype"]) expect(read(name, { a: 1 })).toBeUndefined();
    expect(read("items[field=status].toString", { items: [{ field: "status" }] })).toBeUndefined();
  });

  test("finds what stands at any chain of keys and places", () => {
    const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/["\]]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.oneof(key, fc.nat(5)), { minLength: 1, maxLength: 8 }), fc.string(), (steps, leaf) => {
        const payload = steps.reduceRight<unknown>((inner, step) => (typeof step === "number" ? [...Array.from({ length: step }, () => null), inner] : Object.defineProperty({}, step, { value: inner, enumerable: true })), leaf);
        expect(read(steps.map((step) => (typeof step === "number" ? `[${step}]` : `["${step}"]`)).join(""), payload)).toBe(leaf);
      }),
    );
  });

  test("never throws, whatever is written and whatever it points into", () => {
    fc.assert(fc.property(fc.string(), fc.jsonValue(), (path, payload) => {
      const steps = parsePath(path);
      if (steps.ok) textOf(valueAt(payload, steps.value));
    }));
  });
});
