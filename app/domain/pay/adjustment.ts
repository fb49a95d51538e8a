import {
  add,
  compare,
  larger,
  negate,
  sign,
  smaller,
  subtract,
  ZERO,
  type Rational,
} from "../decimal/rational.ts";

export const NEGATIVE_POLICIES = ["write_off", "offset_future"] as const;
export type NegativePolicy = (typeof NEGATIVE_POLICIES)[number];

export interface Adjustment {
  /** recalculated - paid - already adjusted */
  readonly delta: Rational;
  /** What the open period's bonus changes by. */
  readonly applied: Rational;
  /** What is left for later periods: zero or negative. */
  readonly carry: Rational;
  readonly toPay: Rational;
}

/**
 * What an old, closed period changes in the open one (formulas.md, adjustment). More is paid out at once;
 * less is either written off or taken from the open bonus, never below zero, and the rest carried.
 */
export function adjust(
  recalculated: Rational,
  paid: Rational,
  alreadyAdjusted: Rational,
  openBonus: Rational,
  policy: NegativePolicy
): Adjustment {
  const delta = subtract(subtract(recalculated, paid), alreadyAdjusted);
  const applied = appliedOf(delta, openBonus, policy);
  const carry =
    compare(delta, ZERO) < 0 && policy === "offset_future" ? subtract(delta, applied) : ZERO;
  return { delta, applied, carry, toPay: add(openBonus, applied) };
}

function appliedOf(delta: Rational, openBonus: Rational, policy: NegativePolicy): Rational {
  if (sign(delta) >= 0) return delta;
  if (policy === "write_off") return ZERO;
  return negate(smaller(negate(delta), larger(openBonus, ZERO)));
}
