import { compare, isDecimal, parseDecimal } from "../decimal/rational.ts";

/** Decimals that a limit written as a number may have. */
const MOST_DECIMALS = 12;

/** A measure's limit as exact decimal text. Texts signed while limits were JSON numbers hold a number. */
export function limitText(atMost: string | number): string {
  if (typeof atMost === "string") return atMost;
  const text = String(atMost);
  return isDecimal(text) || !Number.isFinite(atMost) ? text : atMost.toFixed(MOST_DECIMALS).replace(/\.?0+$/, "");
}

/** Whether a measured value is at most the limit; plain decimals are compared exactly. `value` must be a finite number as text. */
export function isWithinLimit(value: string, limit: string): boolean {
  if (isDecimal(value) && isDecimal(limit)) return compare(parseDecimal(value), parseDecimal(limit)) <= 0;
  return Number(value) <= Number(limit);
}
