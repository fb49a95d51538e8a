import {
  compare,
  fraction,
  larger,
  mean,
  negate,
  sign,
  smaller,
  subtract,
  ZERO,
  absolute,
  type Rational,
} from "../decimal/rational.ts";

/** Mean score that one department gave another: rater -> ratee -> mean. There are no self cells. */
export type GivenScores = ReadonlyMap<string, ReadonlyMap<string, Rational>>;

export const PAIR_FLAGS = [
  "mutual_high",
  "mutual_low",
  "one_sided",
  "none",
  "not_enough_data",
] as const;
export type PairFlag = (typeof PAIR_FLAGS)[number];

export interface Direction {
  readonly lift: Rational | null;
  readonly excess: Rational | null;
}

export interface PairIndex {
  /** Mean of all defined lifts of a rater; null where none is defined. Positive = lenient. */
  readonly severity: ReadonlyMap<string, Rational | null>;
  readonly ab: Direction;
  readonly ba: Direction;
  /** Absent exactly when the flag is `not_enough_data`. */
  readonly pair?: {
    readonly strengthAb: Rational;
    readonly strengthBa: Rational;
    readonly mutualUp: Rational;
    readonly mutualDown: Rational;
  };
  readonly flag: PairFlag;
}

const MUTUAL_FROM = fraction(1n, 2n);
const ONE_SIDED_FROM = fraction(3n, 2n);

/**
 * Do two departments rate each other unlike everybody else does (formulas.md, pair_index)? Values are
 * unrounded. A flag asks the arbiter to look; it never changes a score.
 */
export function pairIndex(given: GivenScores, a: string, b: string): PairIndex {
  const severity = new Map<string, Rational | null>();
  for (const rater of given.keys()) {
    const lifts = liftsOf(given, rater);
    severity.set(rater, lifts.size === 0 ? null : mean([...lifts.values()]));
  }
  const ab = direction(given, a, b);
  const ba = direction(given, b, a);
  const strengthAb = strength(ab);
  const strengthBa = strength(ba);
  if (strengthAb === null || strengthBa === null) {
    return { severity, ab, ba, flag: "not_enough_data" };
  }
  const mutualUp = smaller(strengthAb, strengthBa);
  const mutualDown = larger(strengthAb, strengthBa);
  const pair = { strengthAb, strengthBa, mutualUp, mutualDown };
  return { severity, ab, ba, pair, flag: flagOf(pair) };
}

function flagOf(pair: NonNullable<PairIndex["pair"]>): PairFlag {
  if (compare(pair.mutualUp, MUTUAL_FROM) >= 0) return "mutual_high";
  if (compare(pair.mutualDown, negate(MUTUAL_FROM)) <= 0) return "mutual_low";
  const difference = absolute(subtract(pair.strengthAb, pair.strengthBa));
  return compare(difference, ONE_SIDED_FROM) >= 0 ? "one_sided" : "none";
}

function liftsOf(given: GivenScores, rater: string): ReadonlyMap<string, Rational> {
  const lifts = new Map<string, Rational>();
  for (const [ratee, score] of given.get(rater) ?? []) {
    const others: Rational[] = [];
    for (const [other, scores] of given) {
      const otherScore = other === rater ? undefined : scores.get(ratee);
      if (otherScore !== undefined) others.push(otherScore);
    }
    if (others.length > 0) lifts.set(ratee, subtract(score, mean(others)));
  }
  return lifts;
}

function direction(given: GivenScores, rater: string, ratee: string): Direction {
  const lifts = liftsOf(given, rater);
  const lift = lifts.get(ratee) ?? null;
  const others = [...lifts].filter(([other]) => other !== ratee).map(([, value]) => value);
  const excess = lift === null || others.length === 0 ? null : subtract(lift, mean(others));
  return { lift, excess };
}

/** It must stand out both against what others gave and against what the rater usually gives. */
function strength({ lift, excess }: Direction): Rational | null {
  if (lift === null || excess === null) return null;
  if (sign(lift) > 0 && sign(excess) > 0) return smaller(lift, excess);
  if (sign(lift) < 0 && sign(excess) < 0) return larger(lift, excess);
  return ZERO;
}
