import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  compare,
  fraction,
  isDecimal,
  negate,
  parseDecimal,
  whole,
} from "#app/domain/decimal/rational.ts";
import { formatDecimal, round, roundToUnits } from "#app/domain/decimal/round.ts";
import { integerSquareRoot, roundWithRoot } from "#app/domain/decimal/square-root.ts";

const anyFraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => ({ n, d }));

describe("a decimal text", () => {
  it.each(["0", "-0", "007", "12.50", "-0.005", "123456789012345678901234567890.1"])(
    "%s is one",
    (text) => {
      expect(isDecimal(text)).toBe(true);
    }
  );
  it.each(["", "-", ".", "1.", ".5", "+1", "1e3", " 1", "1 ", "1,5", "٣", "0x1", "1.2.3", "1\n"])(
    "%j is none",
    (text) => {
      expect(isDecimal(text)).toBe(false);
      expect(() => parseDecimal(text)).toThrow("bad_decimal");
    }
  );
});

describe("rounding goes half away from zero", () => {
  it.each([
    ["0.005", 2, "0.01"],
    ["-0.005", 2, "-0.01"],
    ["0.0049999", 2, "0.00"],
    ["-0.004", 2, "0.00"],
    ["1.005", 2, "1.01"],
    ["2.5", 0, "3"],
    ["-2.5", 0, "-3"],
    ["0.125", 2, "0.13"],
    ["99.995", 2, "100.00"],
    ["7", 3, "7.000"],
  ])("%s to %i places is %s", (text, places, expected) => {
    expect(formatDecimal(parseDecimal(text), places)).toBe(expected);
  });

  it("is symmetric around zero", () => {
    fc.assert(
      fc.property(anyFraction, fc.nat(6), (value, places) => {
        expect(roundToUnits(negate(value), places)).toBe(-roundToUnits(value, places));
      })
    );
  });

  it("is never more than half a unit off", () => {
    fc.assert(
      fc.property(anyFraction, fc.nat(6), (value, places) => {
        const off = add(round(value, places), negate(value));
        const half = fraction(1n, 2n * 10n ** BigInt(places));
        expect(compare(off, half)).toBeLessThanOrEqual(0);
        expect(compare(negate(half), off)).toBeLessThanOrEqual(0);
      })
    );
  });

  it("gives back what it printed", () => {
    fc.assert(
      fc.property(anyFraction, fc.nat(6), (value, places) => {
        const text = formatDecimal(value, places);
        expect(formatDecimal(parseDecimal(text), places)).toBe(text);
        expect(text).not.toMatch(/^-0(\.0*)?$/);
      })
    );
  });
});

describe("square roots", () => {
  it("finds the largest whole root", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (value) => {
        const root = integerSquareRoot(value);
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true);
      })
    );
  });

  it("rounds an exact tie away from zero", () => {
    // 0 + sqrt(0.005 x 0.005) = 0.005
    expect(formatDecimal(roundWithRoot(whole(0), 1, fraction(25n, 10n ** 6n), 2), 2)).toBe("0.01");
    expect(formatDecimal(roundWithRoot(whole(0), -1, fraction(25n, 10n ** 6n), 2), 2)).toBe(
      "-0.01"
    );
  });

  it("decides values next to a tie by further digits", () => {
    const justBelow = fraction(25n * 10n ** 60n - 1n, 10n ** 66n);
    expect(formatDecimal(roundWithRoot(whole(0), 1, justBelow, 2), 2)).toBe("0.00");
  });
});
