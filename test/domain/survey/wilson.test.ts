import fc from "fast-check";
import { expect, it } from "vitest";
import { compare, parseDecimal } from "#app/domain/decimal/rational.ts";
import { formatDecimal } from "#app/domain/decimal/round.ts";
import { npsMargin } from "#app/domain/survey/nps.ts";
import { wilson } from "#app/domain/survey/wilson.ts";

const Z = parseDecimal("1.959963984540054");

it("a Wilson interval holds the share and agrees with floating point", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(5_000), (n, some) => {
      const successes = some % (n + 1);
      const interval = wilson(successes, n, Z);
      if (interval.lower === null) throw new Error("measured");
      expect(compare(interval.lower, interval.p)).toBeLessThanOrEqual(0);
      expect(compare(interval.p, interval.upper)).toBeLessThanOrEqual(0);
      const [p, z] = [successes / n, 1.959963984540054];
      const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
      const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
      expect(Number(formatDecimal(interval.lower, 6))).toBeCloseTo(Math.max(0, centre - half), 5);
      expect(Number(formatDecimal(interval.upper, 6))).toBeCloseTo(Math.min(1, centre + half), 5);
    })
  );
});

it("a margin of NPS stays within the scale", () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(50), (promoters, passives, detractors) => {
      const result = npsMargin({ promoters, passives, detractors }, Z);
      if (result.nps === null) {
        expect(promoters + passives + detractors).toBe(0);
        return;
      }
      expect(Number(formatDecimal(result.low, 2))).toBeGreaterThanOrEqual(-100);
      expect(Number(formatDecimal(result.high, 2))).toBeLessThanOrEqual(100);
      expect(compare(result.low, result.nps)).toBeLessThanOrEqual(0);
      expect(compare(result.nps, result.high)).toBeLessThanOrEqual(0);
    })
  );
});
