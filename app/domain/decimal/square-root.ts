import { add, fraction, negate, powerOfTen, type Rational } from "./rational.ts";
import { round, roundToUnits } from "./round.ts";
import { DomainError } from "../refusal.ts";

/** The largest whole r with r x r <= value (Newton's method). Throws `negative_root`. */
export function integerSquareRoot(value: bigint): bigint {
  if (value < 0n) throw new DomainError("negative_root");
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/**
 * base +/- sqrt(radicand), rounded correctly to `places`: the root is bracketed with more and more digits
 * until both ends of the bracket round to the same value. An irrational root is never a tie, and a
 * rational one is found exactly, so this ends.
 */
export function roundWithRoot(
  base: Rational,
  direction: 1 | -1,
  radicand: Rational,
  places: number
): Rational {
  const signed = (root: Rational) => add(base, direction < 0 ? negate(root) : root);
  const exact = exactRoot(radicand);
  if (exact !== null) return round(signed(exact), places);
  for (let digits = places + 12; ; digits *= 2) {
    const scale = powerOfTen(digits);
    const low = integerSquareRoot((radicand.n * scale * scale) / radicand.d);
    const atLow = roundToUnits(signed({ n: low, d: scale }), places);
    const atHigh = roundToUnits(signed({ n: low + 1n, d: scale }), places);
    if (atLow === atHigh) return { n: atLow, d: powerOfTen(places) };
  }
}

/** The root of a square of a fraction, else null. */
function exactRoot(radicand: Rational): Rational | null {
  const { n, d } = fraction(radicand.n, radicand.d);
  const top = integerSquareRoot(n);
  const bottom = integerSquareRoot(d);
  return top * top === n && bottom * bottom === d ? { n: top, d: bottom } : null;
}
