import { compare, parseDecimal, type Rational } from "../decimal/rational.ts";
import { ok, refused, type Result } from "../refusal.ts";
import { ktuWeights } from "./pool-ktu.ts";
import { splitPool } from "./pool.ts";

/** What a head may give: from 0.8 to 1.2 (design.md section 8). */
export const LEAST_COEFFICIENT = "0.8";
export const MOST_COEFFICIENT = "1.2";
/** What holds where nobody entered anything. */
export const DEFAULT_COEFFICIENT = "1";

/** A coefficient as it is kept. */
export interface GivenCoefficient {
  /** Exact decimal with at most two places. */
  readonly coefficient: string;
  /** Why it is not 1; empty where it is. */
  readonly reason: string;
}

export type CoefficientRefusal = "coefficient_range" | "coefficient_reason";

const AT_MOST_TWO_PLACES = /^\d(\.\d{1,2})?$/;

/** Whether a coefficient may be given: 0.8 to 1.2, two decimals at most, and another than 1 with its reason. */
export function checkCoefficient({ coefficient, reason }: GivenCoefficient): Result<null, CoefficientRefusal> {
  if (!AT_MOST_TWO_PLACES.test(coefficient)) return refused("coefficient_range");
  const value = parseDecimal(coefficient);
  if (compare(value, parseDecimal(LEAST_COEFFICIENT)) < 0 || compare(value, parseDecimal(MOST_COEFFICIENT)) > 0) return refused("coefficient_range");
  const isOne = compare(value, parseDecimal(DEFAULT_COEFFICIENT)) === 0;
  return !isOne && reason.trim() === "" ? refused("coefficient_reason") : ok(null);
}

export interface PoolPart {
  readonly personId: string;
  /** Prorated target. */
  readonly base: Rational;
  readonly coefficient: string;
}

/** 100.00 % in 0.01 %. */
const WHOLE_BP = 10_000n;

/** Each member's part of a pool in 0.01 %, by the pool rule: they add up to exactly 100.00 %, whatever the coefficients are. */
export function poolPartsBp(parts: readonly PoolPart[]): readonly number[] {
  if (parts.every((part) => part.base.n === 0n)) return parts.map(() => 0);
  const weights = ktuWeights(parts.map(({ personId, base, coefficient }) => ({ id: personId, base, ktu: parseDecimal(coefficient) })));
  return splitPool(WHOLE_BP, weights).map(Number);
}
