import { powerOfTen, type Rational } from "./rational.ts";
import { roundToUnits } from "./round.ts";
import { DomainError } from "../refusal.ts";

/**
 * Between what the product stores (integers of 0.01 for percents and scores, minor units for money)
 * and the exact values the formulas compute with.
 */

/** 9346 -> 93.46 */
export const fromBp = (bp: number): Rational => ({ n: BigInt(bp), d: 100n });

/** 93.46 -> 9346; a value with more than two decimals is rounded half away from zero. */
export const toBp = (value: Rational): number => safeNumber(roundToUnits(value, 2));

/** Minor units -> amount in the currency. */
export const fromMinor = (minor: number | bigint, minorDigits: number): Rational => ({
  n: BigInt(minor),
  d: powerOfTen(minorDigits),
});

/** Amount -> minor units, rounded half away from zero. Throws `amount_too_large` beyond 2^53. */
export const toMinor = (amount: Rational, minorDigits: number): number =>
  safeNumber(roundToUnits(amount, minorDigits));

/** Throws `amount_too_large` where a number would lose digits. */
export function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new DomainError("amount_too_large");
  return number;
}
