import {
  add,
  compare,
  multiply,
  smaller,
  subtract,
  ZERO,
  type Rational,
} from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export interface RampTier {
  readonly from: Rational;
  /** null = open ended */
  readonly to: Rational | null;
  /** Payout points per point of attainment inside the tier. */
  readonly rate: Rational;
}

/**
 * Marginal accelerator: each tier pays its own rate for its own part of the attainment, 2 decimals, then
 * limited by the cap (formulas.md, payout_ramp).
 */
export function payoutRamp(
  tiers: readonly RampTier[],
  attainment: Rational,
  capPct: Rational | null
): Rational {
  let payout = ZERO;
  for (const { from, to, rate } of tiers) {
    const reached = to === null ? attainment : smaller(attainment, to);
    const part = subtract(reached, from);
    if (compare(part, ZERO) > 0) payout = add(payout, multiply(rate, part));
  }
  const rounded = round(payout, 2);
  return capPct === null ? rounded : round(smaller(rounded, capPct), 2);
}
