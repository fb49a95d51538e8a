import { divide, HUNDRED, multiply, smaller, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export type SatisfactionScore =
  | { readonly score: Rational }
  | { readonly score: null; readonly reason: "not_measured" };

/**
 * 100 x adjusted CSAT / target, never above the cap, 2 decimals (formulas.md, satisfaction_score).
 * `targetPct` > 0.
 */
export function satisfactionScore(
  adjustedCsat: Rational | null,
  targetPct: Rational,
  cap: Rational
): SatisfactionScore {
  if (adjustedCsat === null) return { score: null, reason: "not_measured" };
  const score = divide(multiply(HUNDRED, adjustedCsat), targetPct);
  return { score: round(smaller(score, cap), 2) };
}
