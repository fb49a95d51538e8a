import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAmount } from "#app/format/money.ts";
import { parseScaled } from "#app/format/parse-scaled.ts";

describe("a typed amount", () => {
  test.each([
    ["35000", 3_500_000],
    ["35 000,00", 3_500_000],
    ["35,000.00", 3_500_000],
    ["35.000,00", 3_500_000],
    ["1,234", 123_400],
    ["1,5", 150],
    ["0.07", 7],
    ["−12.5", -1250],
    ["1'000", 100_000],
  ])("%s is %i hundredths", (text, minor) => {
    expect(parseScaled(text, 2)).toBe(minor);
  });

  test.each(["", "abc", "1.2345,6,7", "12,34,56", "1e5", "=1+1", "--5", "0.0001.2", "99999999999999999"])("%j is refused", (text) => {
    expect(parseScaled(text, 2)).toBeNull();
  });

  test("what the portal writes is read back", () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom("en" as const, "ru" as const), (minor, locale) => parseScaled(formatAmount(minor, 2, locale), 2) === minor));
  });
});
