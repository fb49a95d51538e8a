import { DomainError } from "../refusal.ts";
import {
  fraction,
  larger,
  multiply,
  negate,
  smaller,
  whole,
  type Rational,
  HUNDRED,
} from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";
import { roundWithRoot } from "../decimal/square-root.ts";

export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

export type NpsScore =
  | { readonly n: number; readonly nps: Rational }
  | { readonly n: 0; readonly nps: null; readonly reason: "no_responses" };

/** Promoters 9 and 10, passives 7 and 8, detractors 6 or less, on a scale that starts at 0 or at 1. */
export function countNps(scores: readonly number[], scaleMin: number, scaleMax: number): NpsCounts {
  const counts = { promoters: 0, passives: 0, detractors: 0 };
  for (const score of scores) {
    if (!Number.isInteger(score) || score < scaleMin || score > scaleMax) {
      throw new DomainError("out_of_range");
    }
    if (score >= 9) counts.promoters++;
    else if (score >= 7) counts.passives++;
    else counts.detractors++;
  }
  return counts;
}

/** 100 x (promoters - detractors) / n, rounded once to 2 decimals (formulas.md, nps_counts). */
export function npsOf({ promoters, passives, detractors }: NpsCounts): NpsScore {
  const n = promoters + passives + detractors;
  if (n === 0) return { n: 0, nps: null, reason: "no_responses" };
  return { n, nps: round(fraction(100n * BigInt(promoters - detractors), BigInt(n)), 2) };
}

/** Shares in percent, 2 decimals, rounded one by one: for display only, they need not sum to 100. */
export function npsShares(counts: NpsCounts): NpsCountsOf<Rational> | null {
  const n = BigInt(counts.promoters + counts.passives + counts.detractors);
  if (n === 0n) return null;
  const share = (count: number) => round(fraction(100n * BigInt(count), n), 2);
  return {
    promoters: share(counts.promoters),
    passives: share(counts.passives),
    detractors: share(counts.detractors),
  };
}

type NpsCountsOf<T> = { readonly [Part in keyof NpsCounts]: T };

export type NpsMargin =
  | {
      readonly nps: Rational;
      readonly margin: Rational;
      readonly low: Rational;
      readonly high: Rational;
    }
  | { readonly nps: null; readonly reason: "no_responses" };

/**
 * NPS with its margin in NPS points (formulas.md, nps_margin): mean and population variance of +1, 0, -1;
 * margin = 100 z sqrt(variance / n); low and high from unrounded values, clipped to -100..100.
 */
export function npsMargin(counts: NpsCounts, z: Rational): NpsMargin {
  const score = npsOf(counts);
  if (score.nps === null) return { nps: null, reason: "no_responses" };
  const n = BigInt(score.n);
  const difference = BigInt(counts.promoters - counts.detractors);
  const extremes = BigInt(counts.promoters + counts.detractors);
  // variance / n = ((P + D) / n - ((P - D) / n)^2) / n
  const varianceOfMean = fraction(extremes * n - difference * difference, n * n * n);
  const factor = multiply(HUNDRED, z);
  const radicand = multiply(multiply(factor, factor), varianceOfMean);
  const exactNps = fraction(100n * difference, n);
  return {
    nps: score.nps,
    margin: roundWithRoot(whole(0), 1, radicand, 2),
    low: larger(roundWithRoot(exactNps, -1, radicand, 2), negate(HUNDRED)),
    high: smaller(roundWithRoot(exactNps, 1, radicand, 2), HUNDRED),
  };
}
