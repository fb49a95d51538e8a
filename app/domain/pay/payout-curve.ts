import { DomainError } from "../refusal.ts";
import {
  add,
  compare,
  divide,
  multiply,
  subtract,
  ZERO,
  type Rational,
} from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";

/** [score, payout percent] */
export type CurvePoint = readonly [Rational, Rational];

/** Throws `bad_curve` where there is no point or the scores do not rise strictly. */
export function assertRising(points: readonly CurvePoint[]): void {
  if (points.length === 0) throw new DomainError("bad_curve");
  for (let i = 1; i < points.length; i++) {
    if (compare(points[i]![0], points[i - 1]![0]) <= 0) throw new DomainError("bad_curve");
  }
}

/**
 * Payout percent of a score on a curve that is linear between its points, 2 decimals (formulas.md,
 * payout_curve): below the first point 0, the first score itself pays the first payout, from the last
 * score on the last payout. Throws `bad_curve`.
 */
export function payoutCurve(points: readonly CurvePoint[], score: Rational): Rational {
  assertRising(points);
  if (compare(score, points[0]![0]) < 0) return ZERO;
  for (let i = 1; i < points.length; i++) {
    const [toScore, toPayout] = points[i]!;
    if (compare(score, toScore) >= 0) continue;
    const [fromScore, fromPayout] = points[i - 1]!;
    const slope = divide(subtract(toPayout, fromPayout), subtract(toScore, fromScore));
    return round(add(fromPayout, multiply(subtract(score, fromScore), slope)), 2);
  }
  return round(points.at(-1)![1], 2);
}
