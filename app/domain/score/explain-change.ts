import { compareCodePoints } from "../order-by-code-point.ts";
import {
  add,
  compare,
  divide,
  fraction,
  isZero,
  multiply,
  parseDecimal,
  subtract,
  ZERO,
  type Rational,
} from "../decimal/rational.ts";
import { csatLeaf, obligationLeaf, type ScoreResult } from "./scorecard.ts";

export type ChangeCause =
  | {
      readonly kind: "obligation";
      readonly party: string;
      readonly key: string;
      readonly changeBp: number;
    }
  | { readonly kind: "csat"; readonly party: string; readonly changeBp: number }
  /** Satisfaction or objective was measured in only one of the two periods. */
  | { readonly kind: "reweighted"; readonly changeBp: number }
  /** What rounding of stages and caps leave over. */
  | { readonly kind: "rounding"; readonly changeBp: number };

export interface ScoreChange {
  /** null where one of the two has no score. */
  readonly changeBp: number | null;
  /** They sum to `changeBp` exactly; largest effect first, none of them 0. */
  readonly causes: readonly ChangeCause[];
}

interface Leaf {
  readonly cause:
    | { readonly kind: "obligation"; party: string; key: string }
    | { readonly kind: "csat"; party: string };
  /** Points lost, exact. */
  readonly loss: Rational;
}

/**
 * Why the score changed (ui.md, Scorecard): each leaf's change in points lost, in 0.01, made to add up by
 * largest remainder. A leaf that is new or gone counts from or to nothing lost. Where a missing part
 * gave its weight away in only one of the periods, obligations are compared at the common weight and the
 * rest of the change is `reweighted`.
 */
export function explainChange(previous: ScoreResult, current: ScoreResult): ScoreChange {
  if (previous.scoreBp === null || current.scoreBp === null) return { changeBp: null, causes: [] };
  const changeBp = current.scoreBp - previous.scoreBp;
  const [before, now] = [objectiveShare(previous), objectiveShare(current)];
  const sameWeights = compare(before, now) === 0;
  const common = compare(before, now) < 0 ? before : now;
  const leavesOf = (result: ScoreResult, share: Rational) =>
    sameWeights ? leaves(result) : obligationsAt(result, share, common);
  const earlier = leavesOf(previous, before);
  const later = leavesOf(current, now);
  const gains: { cause: Leaf["cause"]; id: string; points: Rational }[] = [];
  for (const id of new Set([...earlier.keys(), ...later.keys()])) {
    const points = subtract(earlier.get(id)?.loss ?? ZERO, later.get(id)?.loss ?? ZERO);
    gains.push({ cause: (later.get(id) ?? earlier.get(id))!.cause, id, points });
  }
  gains.sort((a, b) => compareCodePoints(a.id, b.id));
  const { shares, left } = sameWeights
    ? apportion(
        gains.map((gain) => gain.points),
        changeBp
      )
    : nearest(
        gains.map((gain) => gain.points),
        changeBp
      );
  const causes: ChangeCause[] = gains.map(({ cause }, i) => ({ ...cause, changeBp: shares[i]! }));
  causes.push({ kind: sameWeights ? "rounding" : "reweighted", changeBp: left });
  return {
    changeBp,
    causes: causes
      .filter((cause) => cause.changeBp !== 0)
      .sort((a, b) => Math.abs(b.changeBp) - Math.abs(a.changeBp)),
  };
}

/** Fraction of the score that the objective made up. */
function objectiveShare(result: ScoreResult): Rational {
  const objective = parseDecimal(result.usedObjectiveWeight);
  const weights = add(objective, parseDecimal(result.usedSatisfactionWeight));
  return isZero(weights) ? ZERO : divide(objective, weights);
}

function leaves(result: ScoreResult): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const { party, lines, csatLossPointsE4 } of result.clients) {
    for (const { key, lossPointsE4 } of lines) {
      if (lossPointsE4 === null) continue;
      const cause = { kind: "obligation", party, key } as const;
      found.set(obligationLeaf(party, key), {
        cause,
        loss: { n: BigInt(lossPointsE4), d: 10_000n },
      });
    }
    if (csatLossPointsE4 === null) continue;
    const loss = { n: BigInt(csatLossPointsE4), d: 10_000n };
    found.set(csatLeaf(party), { cause: { kind: "csat", party }, loss });
  }
  return found;
}

/** Only the obligations, as if the objective had had the weight `common`. */
function obligationsAt(result: ScoreResult, share: Rational, common: Rational): Map<string, Leaf> {
  const scaled = new Map<string, Leaf>();
  if (isZero(share) || isZero(common)) return scaled;
  for (const [id, leaf] of leaves(result)) {
    if (leaf.cause.kind !== "obligation") continue;
    scaled.set(id, { ...leaf, loss: divide(multiply(leaf.loss, common), share) });
  }
  return scaled;
}

const HUNDREDTHS = fraction(100n, 1n);

/** Whole hundredths below each value, and the fractions above them. */
function floors(points: readonly Rational[]): { whole: bigint; rest: Rational }[] {
  return points.map((value) => {
    const scaled = multiply(value, HUNDREDTHS);
    const quotient = scaled.n / scaled.d;
    const whole = scaled.n < 0n && quotient * scaled.d !== scaled.n ? quotient - 1n : quotient;
    return { whole, rest: subtract(scaled, { n: whole, d: 1n }) };
  });
}

/** Largest remainder for values of either sign; what no fraction asks for stays in `left`. */
function apportion(
  points: readonly Rational[],
  totalBp: number
): { shares: number[]; left: number } {
  const parts = floors(points);
  const shares = parts.map(({ whole }) => Number(whole));
  let left = totalBp - shares.reduce((sum, share) => sum + share, 0);
  const order = parts
    .map(({ rest }, place) => ({ rest, place }))
    .filter(({ rest }) => rest.n > 0n)
    .sort((a, b) => compare(b.rest, a.rest) || a.place - b.place);
  for (const { place } of order) {
    if (left <= 0) break;
    shares[place] = shares[place]! + 1;
    left--;
  }
  return { shares, left };
}

/** Each value rounded on its own, where one further cause takes all the rest. */
function nearest(points: readonly Rational[], totalBp: number): { shares: number[]; left: number } {
  const shares = floors(points).map(
    ({ whole, rest }) => Number(whole) + (2n * rest.n >= rest.d ? 1 : 0)
  );
  return { shares, left: totalBp - shares.reduce((sum, share) => sum + share, 0) };
}
