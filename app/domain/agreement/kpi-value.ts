import { compare, parseDecimal } from "../decimal/rational.ts";

/** Whether a month's figure reached its target; null without one. Both are exact decimals. */
export function reachesTarget(value: string, target: string | null, isHigherBetter: boolean): boolean | null {
  if (target === null) return null;
  const difference = compare(parseDecimal(value), parseDecimal(target));
  return isHigherBetter ? difference >= 0 : difference <= 0;
}

const VALUE = /^-?\d{1,12}(\.\d{1,6})?$/;

/** A typed figure as it is kept: a comma is a point, blanks between digits are dropped. Null = not a number of up to 12 digits and 6 decimals. */
export function readKpiValue(text: string): string | null {
  const value = text.trim().replace(/[\s\u00a0\u202f]+/g, "").replace(",", ".").replace("−", "-");
  return VALUE.test(value) ? value : null;
}
