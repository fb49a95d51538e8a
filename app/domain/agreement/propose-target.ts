/** Enough is known after this many cases, or after this many months with a case. */
export const ENOUGH_CASES = 20;
export const ENOUGH_MONTHS = 2;

/** One point below what was reached: a provider that goes on as before keeps the target in most months. */
const AIR_BP = 100;

export interface ObservedLine {
  /** Cases that kept the terms, of those that were due and not excused. */
  readonly kept: number;
  readonly of: number;
  /** Months in which a case was due. */
  readonly months: number;
}

/**
 * The target that an observed line proposes (design.md section 2, mode *observe*): the actual share less one point, rounded down to
 * a whole percent, in 0.01 %. Null until 20 cases or 2 months are seen, and where hardly any case was kept.
 */
export function proposeTargetBp({ kept, of, months }: ObservedLine): number | null {
  if (of === 0 || (of < ENOUGH_CASES && months < ENOUGH_MONTHS)) return null;
  const proposed = Math.floor((kept * 10_000 - AIR_BP * of) / (100 * of)) * 100;
  return proposed >= 100 ? proposed : null;
}
