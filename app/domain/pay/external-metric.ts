import { add, compare, divide, HUNDRED, isDecimal, multiply, parseDecimal, percentOf, subtract, whole, ZERO, type Rational } from "../decimal/rational.ts";
import { round } from "../decimal/round.ts";
import { fromBp, toBp } from "../decimal/stored-units.ts";

/**
 * The part of a plan that comes from outside the portal, such as the company's NPS or the number of claims (design.md section 9).
 * `zero` is the value worth 0 points, `target` the one worth 100; where fewer is better the target is the smaller one.
 */
export interface ExternalPart {
  readonly metricId: string;
  /** Percent of the score, exact decimal above 0. */
  readonly weightPct: string;
  readonly zero: string;
  readonly target: string;
}

/** What the part made of a score; all in 0.01. */
export interface ExternalResult {
  /** The mix of team and department before it. */
  readonly ownBp: number;
  /** Exact decimal; null = none was entered. */
  readonly value: string | null;
  readonly scoreBp: number | null;
}

/** Most of a score that may come from outside, in percent (design.md section 9). */
export const MOST_EXTERNAL_PCT = 20;

export type ExternalRefusal = "bad_external_weight" | "bad_external_scale";

/** What is wrong with the part, or null. */
export function externalFault({ weightPct, zero, target }: ExternalPart): ExternalRefusal | null {
  if (!isDecimal(weightPct)) return "bad_external_weight";
  const weight = parseDecimal(weightPct);
  if (compare(weight, ZERO) <= 0 || compare(weight, whole(MOST_EXTERNAL_PCT)) > 0) return "bad_external_weight";
  if (!isDecimal(zero) || !isDecimal(target) || compare(parseDecimal(zero), parseDecimal(target)) === 0) return "bad_external_scale";
  return null;
}

/** Points of a value on the line from `zero` to `target`, 0 to 100, in 0.01. */
export function externalScoreBp({ zero, target }: ExternalPart, value: string): number {
  const from = parseDecimal(zero);
  const points = divide(multiply(HUNDRED, subtract(parseDecimal(value), from)), subtract(parseDecimal(target), from));
  if (compare(points, ZERO) <= 0) return 0;
  return compare(points, HUNDRED) >= 0 ? 10_000 : toBp(round(points, 2));
}

/**
 * The score with its part from outside, in 0.01, by the rule of *combine* (formulas.md): the weighted mean, 2 decimals. Without a value
 * the whole weight stays with the score.
 */
export function withExternal(scoreBp: number, part: ExternalPart, externalBp: number | null): number {
  if (externalBp === null) return scoreBp;
  const outside = parseDecimal(part.weightPct);
  const total = add(multiply(subtract(HUNDRED, outside), fromBp(scoreBp)), multiply(outside, fromBp(externalBp)));
  return toBp(round(divide(total, HUNDRED), 2));
}

/** Points that the part loses against its target, for the waterfall. */
export const externalLoss = (part: ExternalPart, externalBp: number): Rational => percentOf(parseDecimal(part.weightPct), subtract(HUNDRED, fromBp(externalBp)));

/** What is left of the other points beside the part. */
export const besideExternal = (part: ExternalPart): Rational => divide(subtract(HUNDRED, parseDecimal(part.weightPct)), HUNDRED);

/** The line of a statement. */
export const externalLeaf = (metricId: string): string => `external:${metricId}`;
