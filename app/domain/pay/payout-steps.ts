import { compare, ZERO, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";
import { assertRising, type CurvePoint } from "./payout-curve.ts";

/**
 * Payout percent of the highest step that starts at or below the score; below the first step 0; no
 * interpolation (formulas.md, payout_steps). Throws `bad_curve` where the steps do not rise strictly.
 */
export function payoutSteps(steps: readonly CurvePoint[], score: Rational): Rational {
  assertRising(steps);
  let payout = ZERO;
  for (const [fromScore, stepPayout] of steps) {
    if (compare(score, fromScore) >= 0) payout = stepPayout;
  }
  return round(payout, 2);
}
