import { parseDecimal, type Rational } from "../decimal/rational.ts";
import { fromBp } from "../decimal/stored-units.ts";
import { payoutCurve, type CurvePoint } from "./payout-curve.ts";
import { payoutRamp } from "./payout-ramp.ts";
import { payoutSteps } from "./payout-steps.ts";
import type { PayoutRule } from "./plan-terms.ts";

/** Payout percent of a score by the plan's rule, 2 decimals. Throws `bad_curve`. */
export function payoutOfScore(rule: PayoutRule, scoreBp: number): Rational {
  const score = fromBp(scoreBp);
  switch (rule.type) {
    case "curve":
      return payoutCurve(exactPoints(rule.points), score);
    case "steps":
      return payoutSteps(exactPoints(rule.steps), score);
    case "ramp": {
      const tiers = rule.tiers.map(({ fromBp: from, toBp: to, rate }) => ({
        from: fromBp(from),
        to: to === null ? null : fromBp(to),
        rate: parseDecimal(rate),
      }));
      return payoutRamp(tiers, score, rule.capBp === null ? null : fromBp(rule.capBp));
    }
  }
}

const exactPoints = (points: readonly (readonly [number, number])[]): CurvePoint[] =>
  points.map(([scoreBp, payoutBp]) => [fromBp(scoreBp), fromBp(payoutBp)]);
