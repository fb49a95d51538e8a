import { absolute, add, compare, divide, fraction, larger, mean, negate, reduce, sign, smaller, subtract, whole, ZERO, type Rational } from "../decimal/rational.ts";

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

/** Lifts of every rater over every ratee, worked out once for all pairs of a company. */
export type Lifts = ReadonlyMap<string, ReadonlyMap<string, Rational>>;

/** lift(i->j) = g[i][j] minus the mean of what all other raters gave j; undefined where nobody else rated j. */
export function liftsOfAll(given: GivenScores): Lifts {
  const received = new Map<string, { sum: Rational; n: number }>();
  for (const scores of given.values()) {
    for (const [ratee, score] of scores) {
      const known = received.get(ratee);
      received.set(ratee, known ? { sum: add(known.sum, score), n: known.n + 1 } : { sum: score, n: 1 });
    }
  }
  const lifts = new Map<string, ReadonlyMap<string, Rational>>();
  for (const [rater, scores] of given) {
    const own = new Map<string, Rational>();
    for (const [ratee, score] of scores) {
      const { sum, n } = received.get(ratee)!;
      if (n > 1) own.set(ratee, reduce(subtract(score, divide(subtract(sum, score), whole(n - 1)))));
    }
    lifts.set(rater, own);
  }
  return lifts;
}

/** How much more than others a rater gives everybody; null where nothing can be compared. Positive = lenient. */
export function severityOf(lifts: Lifts, rater: string): Rational | null {
  const own = lifts.get(rater);
  return own && own.size > 0 ? mean([...own.values()]) : null;
}

/**
 * Do two departments rate each other unlike everybody else does (formulas.md, pair_index)? Values are
 * unrounded. A flag asks the arbiter to look; it never changes a score.
 */
export function pairIndex(given: GivenScores, a: string, b: string): PairIndex {
  const lifts = liftsOfAll(given);
  return { severity: new Map([...given.keys()].map((rater) => [rater, severityOf(lifts, rater)])), ...pairOf(lifts, a, b) };
}

/** The pair itself, from lifts that are known. */
export function pairOf(lifts: Lifts, a: string, b: string): Omit<PairIndex, "severity"> {
  const ab = direction(lifts, a, b);
  const ba = direction(lifts, b, a);
  const strengthAb = strength(ab);
  const strengthBa = strength(ba);
  if (strengthAb === null || strengthBa === null) return { ab, ba, flag: "not_enough_data" };
  const mutualUp = smaller(strengthAb, strengthBa);
  const mutualDown = larger(strengthAb, strengthBa);
  const pair = { strengthAb, strengthBa, mutualUp, mutualDown };
  return { ab, ba, pair, flag: flagOf(pair) };
}

function flagOf(pair: NonNullable<PairIndex["pair"]>): PairFlag {
  if (compare(pair.mutualUp, MUTUAL_FROM) >= 0) return "mutual_high";
  if (compare(pair.mutualDown, negate(MUTUAL_FROM)) <= 0) return "mutual_low";
  const difference = absolute(subtract(pair.strengthAb, pair.strengthBa));
  return compare(difference, ONE_SIDED_FROM) >= 0 ? "one_sided" : "none";
}

function direction(lifts: Lifts, rater: string, ratee: string): Direction {
  const own = lifts.get(rater) ?? new Map<string, Rational>();
  const lift = own.get(ratee) ?? null;
  const others = [...own].filter(([other]) => other !== ratee).map(([, value]) => value);
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
