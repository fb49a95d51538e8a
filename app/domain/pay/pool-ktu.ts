import { multiply, type Rational } from "../decimal/rational.ts";
import type { PoolMember } from "./pool.ts";

export interface KtuMember {
  readonly id: string;
  /** Prorated target. */
  readonly base: Rational;
  /** Contribution coefficient. */
  readonly ktu: Rational;
}

/** Members of the pool rule with weight base x coefficient, exact (formulas.md, pool_ktu). */
export function ktuWeights(members: readonly KtuMember[]): PoolMember[] {
  return members.map(({ id, base, ktu }) => ({ id, weight: multiply(base, ktu) }));
}
