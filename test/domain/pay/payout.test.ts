import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, parseDecimal, whole, ZERO } from "#app/domain/decimal/rational.ts";
import { formatDecimal } from "#app/domain/decimal/round.ts";
import { fromBp } from "#app/domain/decimal/stored-units.ts";
import { payoutCurve, type CurvePoint } from "#app/domain/pay/payout-curve.ts";
import { payoutRamp } from "#app/domain/pay/payout-ramp.ts";
import { payoutSteps } from "#app/domain/pay/payout-steps.ts";

const points = (...pairs: readonly (readonly [string, string])[]): CurvePoint[] =>
  pairs.map(([score, payout]) => [parseDecimal(score), parseDecimal(payout)]);
const DEFAULT = points(["48", "0"], ["98", "100"], ["100", "100"], ["106", "112"]);

describe("the default curve", () => {
  it.each([
    ["47.99", "0.00"],
    ["48", "0.00"],
    ["93.46", "90.92"],
    ["97.99", "99.98"],
    ["98", "100.00"],
    ["99.5", "100.00"],
    ["100", "100.00"],
    ["103", "106.00"],
    ["106", "112.00"],
    ["500", "112.00"],
  ])("at %s pays %s %%", (score, payout) => {
    expect(formatDecimal(payoutCurve(DEFAULT, parseDecimal(score)), 2)).toBe(payout);
  });
});

describe("a curve", () => {
  it("pays no less for a higher score when its payouts rise", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.nat(4000)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(steps, fc.nat(15_000), fc.nat(15_000), (rises, a, b) => {
        let [score, payout] = [0, 0];
        const curve = rises.map(
          ([x, y]): CurvePoint => [fromBp((score += x)), fromBp((payout += y))]
        );
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(
          compare(payoutCurve(curve, fromBp(low)), payoutCurve(curve, fromBp(high)))
        ).toBeLessThanOrEqual(0);
        expect(
          compare(payoutSteps(curve, fromBp(low)), payoutSteps(curve, fromBp(high)))
        ).toBeLessThanOrEqual(0);
      })
    );
  });

  it.each([
    ["no points", []],
    ["equal scores", points(["80", "50"], ["80", "60"])],
    ["falling scores", points(["80", "50"], ["70", "60"])],
  ])("with %s is refused", (_, curve) => {
    expect(() => payoutCurve(curve, ZERO)).toThrow("bad_curve");
    expect(() => payoutSteps(curve, ZERO)).toThrow("bad_curve");
  });

  it("with one point pays it from there on", () => {
    expect(formatDecimal(payoutCurve(points(["70", "50"]), whole(70)), 2)).toBe("50.00");
    expect(formatDecimal(payoutCurve(points(["70", "50"]), parseDecimal("69.99")), 2)).toBe("0.00");
  });
});

describe("a ramp", () => {
  const tiers = [
    { from: whole(0), to: whole(80), rate: parseDecimal("0.5") },
    { from: whole(80), to: whole(100), rate: whole(3) },
    { from: whole(100), to: null, rate: whole(2) },
  ];
  it.each([
    ["0", null, "0.00"],
    ["80", null, "40.00"],
    ["90", null, "70.00"],
    ["100", null, "100.00"],
    ["130", null, "160.00"],
    ["130", "150", "150.00"],
    ["-5", null, "0.00"],
  ])("at %s with cap %s pays %s %%", (attainment, cap, payout) => {
    const result = payoutRamp(
      tiers,
      parseDecimal(attainment),
      cap === null ? null : parseDecimal(cap)
    );
    expect(formatDecimal(result, 2)).toBe(payout);
  });
});
