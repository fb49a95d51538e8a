import {
  add,
  divide,
  fraction,
  larger,
  multiply,
  ONE,
  smaller,
  whole,
  ZERO,
  type Rational,
} from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";
import { roundWithRoot } from "../decimal/square-root.ts";

export type WilsonInterval =
  | { readonly p: Rational; readonly lower: Rational; readonly upper: Rational }
  | { readonly lower: null; readonly upper: null; readonly reason: "no_responses" };

/**
 * Two-sided Wilson score interval of `successes` in `n`, 6 decimals, no continuity correction
 * (formulas.md, wilson). Shown as a bar; never part of pay, where a lower bound would punish small clients.
 */
export function wilson(successes: number, n: number, z: Rational): WilsonInterval {
  if (n === 0) return { lower: null, upper: null, reason: "no_responses" };
  const size = whole(n);
  const p = fraction(BigInt(successes), BigInt(n));
  const zSquared = multiply(z, z);
  const shrink = add(ONE, divide(zSquared, size));
  const centre = divide(add(p, divide(zSquared, multiply(whole(2), size))), shrink);
  const spread = add(
    divide(fraction(BigInt(successes) * BigInt(n - successes), BigInt(n) * BigInt(n)), size),
    divide(zSquared, multiply(whole(4), multiply(size, size)))
  );
  const radicand = divide(multiply(zSquared, spread), multiply(shrink, shrink));
  return {
    p: round(p, 6),
    lower: larger(roundWithRoot(centre, -1, radicand, 6), ZERO),
    upper: smaller(roundWithRoot(centre, 1, radicand, 6), ONE),
  };
}
