import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whole } from "#app/domain/decimal/rational.ts";
import { checkCoefficient, poolPartsBp } from "#app/domain/pay/coefficient.ts";
import { readEntries } from "#app/routes/_shell.pay.plans.$planId_.coefficients/form.ts";

describe("what a head may give", () => {
  test.each([
    ["1", "", null],
    ["1.0", "", null],
    ["0.8", "late", null],
    ["1.2", "helped", null],
    ["1.15", " ", "coefficient_reason"],
    ["0.79", "late", "coefficient_range"],
    ["1.21", "helped", "coefficient_range"],
    ["1.111", "helped", "coefficient_range"],
    ["-1", "late", "coefficient_range"],
    ["much", "late", "coefficient_range"],
    ["", "", "coefficient_range"],
  ])("%s because of “%s”", (coefficient, reason, code) => expect(checkCoefficient({ coefficient, reason })).toMatchObject(code === null ? { ok: true } : { ok: false, code }));
});

describe("parts of a pool", () => {
  const part = (personId: string, base: number, coefficient = "1") => ({ personId, base: whole(base), coefficient });

  test("by target and coefficient: 1.2 and 0.8 of equal targets are 60 % and 40 %", () => {
    expect(poolPartsBp([part("a", 500), part("b", 500)])).toEqual([5000, 5000]);
    expect(poolPartsBp([part("a", 500, "1.2"), part("b", 500, "0.8")])).toEqual([6000, 4000]);
    expect(poolPartsBp([part("a", 1), part("b", 1), part("c", 1)])).toEqual([3334, 3333, 3333]);
  });

  test("nobody has a part of nothing", () => expect(poolPartsBp([part("a", 0)])).toEqual([0]));

  test("the total is 100.00 % whatever the coefficients are, and a larger one never means a smaller part", () => {
    const anyPart = fc.record({ base: fc.integer({ min: 1, max: 10_000_000 }), bp: fc.integer({ min: 80, max: 120 }) });
    fc.assert(
      fc.property(fc.array(anyPart, { minLength: 1, maxLength: 20 }), (given) => {
        const of = (first: number) => poolPartsBp(given.map(({ base, bp }, i) => part(`p${i}`, base, ((i === 0 ? first : bp) / 100).toFixed(2))));
        const [least, most] = [of(80), of(120)];
        expect(least.reduce((sum, one) => sum + one, 0)).toBe(10_000);
        expect(most.reduce((sum, one) => sum + one, 0)).toBe(10_000);
        // A unit of 0.01 % that is left over may go either way.
        expect(most[0]!).toBeGreaterThanOrEqual(least[0]! - 1);
      }),
    );
  });
});

test("a form's coefficients: a comma is a point, zeros at the end say nothing, an empty field is 1", () => {
  expect(readEntries({ "a1.coefficient": "1,10", "a1.reason": "helped", "b.coefficient": "", "c.coefficient": "1.0", period: "2026-Q2", intent: "give" })).toEqual([
    { personId: "a1", coefficient: "1.1", reason: "helped" },
    { personId: "b", coefficient: "1", reason: "" },
    { personId: "c", coefficient: "1", reason: "" },
  ]);
});
