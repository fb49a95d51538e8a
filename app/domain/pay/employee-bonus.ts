import { compare, multiply, percentOf, sum, whole, type Rational } from "../decimal/rational.ts";
import { round, roundToUnits } from "../decimal/round.ts";
import { fromMinor } from "../decimal/stored-units.ts";
import { splitPool } from "./pool.ts";

export interface BonusSegment {
  readonly id: string;
  readonly days: number;
  readonly fte: Rational;
  /** Share of the working time given to that department during those days, percent. */
  readonly sharePct: Rational;
  readonly payoutPct: Rational;
}

export interface SegmentLine {
  readonly id: string;
  readonly target: Rational;
  readonly bonus: Rational;
}

export interface PaidSegments {
  /** In the order of the segments. */
  readonly lines: readonly SegmentLine[];
  readonly total: Rational;
  /** Did the limit of `capPct` of the prorated total bite? */
  readonly capped: boolean;
}

export interface EmployeeBonus extends PaidSegments {
  readonly proratedTotal: Rational;
}

/** days x FTE x share / 100 */
export function segmentWeight(segment: Omit<BonusSegment, "payoutPct">): Rational {
  return percentOf(segment.sharePct, multiply(whole(segment.days), segment.fte));
}

/**
 * Bonus of one employee over one or more segments (formulas.md, employee_bonus): the prorated total is
 * rounded once, split over the segments by the pool rule, paid at each segment's percent, and limited.
 * `totalDays` > 0. Throws `negative_amount` where the target is negative.
 */
export function employeeBonus(
  targetFull: Rational,
  totalDays: number,
  capPct: Rational,
  segments: readonly BonusSegment[],
  minorDigits: number
): EmployeeBonus {
  const weighted = segments.map((segment) => ({
    id: segment.id,
    weight: segmentWeight(segment),
    payoutPct: segment.payoutPct,
  }));
  const share = multiply(targetFull, sum(weighted.map(({ weight }) => weight)));
  const proratedUnits = roundToUnits({ n: share.n, d: share.d * BigInt(totalDays) }, minorDigits);
  return {
    proratedTotal: fromMinor(proratedUnits, minorDigits),
    ...paySegments(proratedUnits, capPct, weighted, minorDigits),
  };
}

/** The part after proration: split over the segments, pay each, limit the sum. Amount in minor units. */
export function paySegments(
  proratedUnits: bigint,
  capPct: Rational,
  segments: readonly {
    readonly id: string;
    readonly weight: Rational;
    readonly payoutPct: Rational;
  }[],
  minorDigits: number
): PaidSegments {
  const targets = splitPool(proratedUnits, segments);
  const lines = segments.map(({ id, payoutPct }, i) => {
    const target = fromMinor(targets[i]!, minorDigits);
    return { id, target, bonus: round(percentOf(payoutPct, target), minorDigits) };
  });
  const earned = sum(lines.map((line) => line.bonus));
  const limit = round(percentOf(capPct, fromMinor(proratedUnits, minorDigits)), minorDigits);
  const capped = compare(earned, limit) > 0;
  return { lines, total: capped ? limit : earned, capped };
}
