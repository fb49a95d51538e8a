import { fraction, multiply, ONE, whole, ZERO, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export interface Proration {
  readonly counted: number;
  readonly total: number;
  /** counted / total, exact; shown with 6 decimals and never used for the amount. */
  readonly factor: Rational;
  readonly amount: Rational;
}

/**
 * target x FTE x counted / total, computed exactly and rounded once to the currency's digits. A period
 * without a day to count (no working day at all) gives nothing.
 */
export function prorate(
  target: Rational,
  fte: Rational | null,
  counted: number,
  total: number,
  minorDigits: number
): Proration {
  if (total === 0) return { counted, total, factor: ZERO, amount: ZERO };
  const factor = fraction(BigInt(counted), BigInt(total));
  const full = multiply(multiply(target, fte ?? ONE), whole(counted));
  return {
    counted,
    total,
    factor,
    amount: round({ n: full.n, d: full.d * BigInt(total) }, minorDigits),
  };
}
