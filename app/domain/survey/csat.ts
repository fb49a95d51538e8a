import { DomainError } from "../refusal.ts";
import { fraction, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export type TopShare =
  | { readonly n: number; readonly satisfied: number; readonly share: Rational }
  | { readonly n: 0; readonly satisfied: 0; readonly share: null; readonly reason: "no_responses" };

/** How many of the scores 1..5 are 4 or 5. Throws `out_of_range`: one bad score refuses the batch. */
export function countSatisfied(scores: readonly number[]): number {
  let satisfied = 0;
  for (const score of scores) {
    if (!Number.isInteger(score) || score < 1 || score > 5) throw new DomainError("out_of_range");
    if (score >= 4) satisfied++;
  }
  return satisfied;
}

/** 100 x satisfied / n, 2 decimals (formulas.md, csat). */
export function csatOf(satisfied: number, n: number): TopShare {
  if (n === 0) return { n: 0, satisfied: 0, share: null, reason: "no_responses" };
  return { n, satisfied, share: round(fraction(100n * BigInt(satisfied), BigInt(n)), 2) };
}

/** CSAT of single scores 1..5. */
export function csat(scores: readonly number[]): TopShare {
  return csatOf(countSatisfied(scores), scores.length);
}
