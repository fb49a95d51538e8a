import { add, divide, fraction, multiply, whole, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export interface ShrunkShare {
  /** Share without the assumed answers; null when nobody answered. */
  readonly raw: Rational | null;
  readonly adjusted: Rational;
  readonly measured: boolean;
}

/**
 * Share in percent after adding `k` assumed answers at the published reference share (formulas.md,
 * shrunk_share): 100 x (successes + k x reference / 100) / (n + k), 2 decimals.
 */
export function shrunkShare(
  successes: number,
  n: number,
  k: Rational,
  referencePct: Rational
): ShrunkShare {
  if (n === 0) return { raw: null, adjusted: round(referencePct, 2), measured: false };
  const assumed = multiply(k, referencePct);
  const adjusted = divide(add(whole(BigInt(successes) * 100n), assumed), add(whole(n), k));
  return {
    raw: round(fraction(100n * BigInt(successes), BigInt(n)), 2),
    adjusted: round(adjusted, 2),
    measured: true,
  };
}
