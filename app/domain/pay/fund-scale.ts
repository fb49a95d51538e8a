import { DomainError } from "../refusal.ts";
import { fraction, ONE, type Rational } from "../decimal/rational.ts";
import { splitPool } from "./pool.ts";

export interface FundScale {
  /** limit / sum, exact; shown with 6 decimals and never used for an amount. */
  readonly factor: Rational;
  /** At the members' places. */
  readonly paid: readonly bigint[];
}

/**
 * Fits bonuses already earned into a limit (formulas.md, fund_scale); all amounts in whole minor units.
 * Throws `negative_amount`, `negative_weight` (a negative earned amount).
 */
export function fundScale(
  limit: bigint,
  members: readonly { readonly id: string; readonly earned: bigint }[]
): FundScale {
  if (members.some((member) => member.earned < 0n)) throw new DomainError("negative_weight");
  let total = 0n;
  for (const { earned } of members) total += earned;
  if (total <= limit) return { factor: ONE, paid: members.map((member) => member.earned) };
  const paid = splitPool(
    limit,
    members.map(({ id, earned }) => ({ id, weight: { n: earned, d: 1n } }))
  );
  return { factor: fraction(limit, total), paid };
}
