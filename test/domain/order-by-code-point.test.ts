import fc from "fast-check";
import { expect, it } from "vitest";
import { compareCodePoints } from "#app/domain/order-by-code-point.ts";

const byPoints = (a: string, b: string): number => {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const difference = x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
};

it("orders as a walk over code points does", () => {
  const text = fc.string({ unit: "binary", maxLength: 6 });
  fc.assert(
    fc.property(text, text, fc.string({ unit: "binary", maxLength: 3 }), (a, b, head) => {
      expect(Math.sign(compareCodePoints(head + a, head + b))).toBe(
        Math.sign(byPoints(head + a, head + b))
      );
    })
  );
});

it.each([
  ["A", "a"],
  ["E10", "E9"],
  ["E1", "E10"],
  ["Ａ", "😀"],
  ["я", "ё"],
])("%s stands before %s", (first, second) => {
  expect(compareCodePoints(first, second)).toBeLessThan(0);
  expect(compareCodePoints(second, first)).toBeGreaterThan(0);
});
