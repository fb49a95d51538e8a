import type { Threshold } from "../agreement/terms.ts";
import { fraction } from "../decimal/rational.ts";
import { toBp } from "../decimal/stored-units.ts";

/**
 * A target or floor as a share in 0.01 % (design.md section 4). "At most n missed" of `base` items is
 * 100 x (base - n) / base, 2 decimals; where nobody could miss more than n it is 0, which every attainment
 * keeps.
 */
export function thresholdShareBp(threshold: Threshold, base: number): number {
  if (threshold.type === "share") return threshold.bp;
  if (base <= threshold.atMostMissed) return 0;
  return toBp(fraction(100n * BigInt(base - threshold.atMostMissed), BigInt(base)));
}
