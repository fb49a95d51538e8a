import { DomainError } from "../refusal.ts";

/**
 * An exact fraction `n / d`, `d > 0`, not necessarily in lowest terms. Every formula computes in these,
 * so that no binary floating point and no hidden rounding gets into a score or an amount.
 */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };
export const HUNDRED: Rational = { n: 100n, d: 1n };

const POWERS: bigint[] = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to the power of a whole exponent >= 0. */
export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

/** A whole number as a fraction. A number must be a safe integer. */
export function whole(value: number | bigint): Rational {
  return { n: BigInt(value), d: 1n };
}

/** n / d in lowest terms. Throws `division_by_zero`. */
export function fraction(n: bigint, d: bigint): Rational {
  if (d === 0n) throw new DomainError("division_by_zero");
  return reduce(d < 0n ? { n: -n, d: -d } : { n, d });
}

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?$/;

/** Is the text a plain decimal: digits, one optional point between digits, one optional minus in front? */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/** The exact value of a plain decimal text. Throws `bad_decimal`: no exponent, no plus sign, no blanks. */
export function parseDecimal(text: string): Rational {
  if (!DECIMAL.test(text)) throw new DomainError("bad_decimal", text);
  const point = text.indexOf(".");
  if (point < 0) return { n: BigInt(text), d: 1n };
  return {
    n: BigInt(text.slice(0, point) + text.slice(point + 1)),
    d: powerOfTen(text.length - point - 1),
  };
}

export function reduce(value: Rational): Rational {
  let a = value.n < 0n ? -value.n : value.n;
  let b = value.d;
  while (b !== 0n) [a, b] = [b, a % b];
  return a <= 1n ? value : { n: value.n / a, d: value.d / a };
}

/** Sums of decimals keep the larger denominator instead of multiplying both: long sums stay small. */
export function add(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return { n: a.n + b.n, d: a.d };
  if (a.d % b.d === 0n) return { n: a.n + b.n * (a.d / b.d), d: a.d };
  if (b.d % a.d === 0n) return { n: a.n * (b.d / a.d) + b.n, d: b.d };
  return reduce({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
}

export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d });
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));
export const multiply = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });

/** Throws `division_by_zero`. */
export function divide(a: Rational, b: Rational): Rational {
  if (b.n === 0n) throw new DomainError("division_by_zero");
  return b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n };
}

/** value x percent / 100 */
export const percentOf = (percent: Rational, value: Rational): Rational => ({
  n: value.n * percent.n,
  d: value.d * percent.d * 100n,
});

/** Negative, zero or positive as a is less than, equal to or greater than b. */
export function compare(a: Rational, b: Rational): number {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

export const sign = (a: Rational): number => (a.n < 0n ? -1 : a.n > 0n ? 1 : 0);
export const isZero = (a: Rational): boolean => a.n === 0n;
export const absolute = (a: Rational): Rational => (a.n < 0n ? negate(a) : a);
export const smaller = (a: Rational, b: Rational): Rational => (compare(b, a) < 0 ? b : a);
export const larger = (a: Rational, b: Rational): Rational => (compare(b, a) > 0 ? b : a);

export function sum(values: readonly Rational[]): Rational {
  let total = ZERO;
  for (const value of values) total = add(total, value);
  return total;
}

/** Plain mean of at least one value. */
export const mean = (values: readonly Rational[]): Rational =>
  divide(sum(values), whole(values.length));
