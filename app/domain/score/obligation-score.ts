import { DomainError } from "../refusal.ts";
import {
  divide,
  fraction,
  HUNDRED,
  multiply,
  sign,
  smaller,
  type Rational,
} from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

export type ObligationScore =
  | { readonly attainment: Rational; readonly score: Rational }
  | { readonly attainment: null; readonly score: null; readonly reason: "nothing_due" };

/**
 * Attainment and score of one obligation, both percent with 2 decimals (formulas.md, obligation). The score
 * uses the rounded attainment and is never above 100; a target of 0 or less, which a promise stated as a
 * count becomes when nobody could miss more, is kept by any attainment. More conforming items than the base
 * throw `conforming_exceeds_due`, also where the base is 0: bad counts are never "nothing due".
 */
export function obligationScore(
  due: number,
  excused: number,
  conforming: number,
  targetPct: Rational
): ObligationScore {
  const base = due - excused;
  if (conforming > base) throw new DomainError("conforming_exceeds_due");
  if (base === 0) return { attainment: null, score: null, reason: "nothing_due" };
  const attainment = round(fraction(100n * BigInt(conforming), BigInt(base)), 2);
  if (sign(targetPct) <= 0) return { attainment, score: round(HUNDRED, 2) };
  const score = divide(multiply(HUNDRED, attainment), targetPct);
  return { attainment, score: round(smaller(score, HUNDRED), 2) };
}
