import { add, divide, isZero, multiply, ONE, ZERO, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export type CombinedScore =
  | {
      readonly score: Rational;
      readonly reweighted: boolean;
      /** The fractions really used: they sum to 1. */
      readonly usedObjective: Rational;
      readonly usedSatisfaction: Rational;
    }
  | { readonly score: null; readonly reason: "nothing_measured" };

/**
 * Weighted mean of objective and satisfaction, 2 decimals (formulas.md, combine). A missing part gives its
 * weight to the other one and `reweighted` says so.
 */
export function combine(
  objective: Rational | null,
  satisfaction: Rational | null,
  objectiveWeight: Rational,
  satisfactionWeight: Rational
): CombinedScore {
  if (objective === null && satisfaction === null)
    return { score: null, reason: "nothing_measured" };
  if (satisfaction === null) {
    return {
      score: round(objective!, 2),
      reweighted: true,
      usedObjective: ONE,
      usedSatisfaction: ZERO,
    };
  }
  if (objective === null) {
    return {
      score: round(satisfaction, 2),
      reweighted: true,
      usedObjective: ZERO,
      usedSatisfaction: ONE,
    };
  }
  const weights = add(objectiveWeight, satisfactionWeight);
  if (isZero(weights)) return { score: null, reason: "nothing_measured" };
  const total = add(
    multiply(objectiveWeight, objective),
    multiply(satisfactionWeight, satisfaction)
  );
  return {
    score: round(divide(total, weights), 2),
    reweighted: false,
    usedObjective: divide(objectiveWeight, weights),
    usedSatisfaction: divide(satisfactionWeight, weights),
  };
}
