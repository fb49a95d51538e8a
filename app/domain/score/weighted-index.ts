import { add, divide, isZero, multiply, ZERO, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export interface WeightedItem {
  /** Rounded score of the stage before; null = not measured, its weight is left out. */
  readonly score: Rational | null;
  readonly weight: Rational;
}

export type WeightedIndex =
  | { readonly index: Rational; readonly used: number; readonly usedWeight: Rational }
  | { readonly index: null; readonly reason: "nothing_measured" };

/** sum(weight x score) / sum(weight) over the measured items, 2 decimals (formulas.md, weighted_index). */
export function weightedIndex(items: readonly WeightedItem[]): WeightedIndex {
  let total = ZERO;
  let usedWeight = ZERO;
  let used = 0;
  for (const { score, weight } of items) {
    if (score === null) continue;
    total = add(total, multiply(weight, score));
    usedWeight = add(usedWeight, weight);
    used++;
  }
  if (isZero(usedWeight)) return { index: null, reason: "nothing_measured" };
  return { index: round(divide(total, usedWeight), 2), used, usedWeight };
}
