import { divide, isZero, parseDecimal, subtract, type Rational } from "../decimal/rational.ts";
import { fromBp } from "../decimal/stored-units.ts";
import type { PayoutRule } from "./plan-terms.ts";

/** A stretch of scores on which each point is worth the same. */
export interface PayoutSlope {
  readonly fromBp: number;
  /** null = open ended. */
  readonly toBp: number | null;
  /** Payout percent that one point of score is worth. */
  readonly perPoint: Rational;
}

/** Where a plan's payout rises evenly, and by how much a point; steps rise at once and have no such stretch. */
export function payoutSlopes(rule: PayoutRule): readonly PayoutSlope[] {
  switch (rule.type) {
    case "curve":
      return rule.points.slice(1).flatMap(([toBp, payoutBp], place): PayoutSlope[] => {
        const [fromBpOf, before] = rule.points[place]!;
        if (payoutBp === before || toBp <= fromBpOf) return [];
        const perPoint = divide(subtract(fromBp(payoutBp), fromBp(before)), subtract(fromBp(toBp), fromBp(fromBpOf)));
        return [{ fromBp: fromBpOf, toBp, perPoint }];
      });
    case "steps":
      return [];
    case "ramp":
      return rule.tiers.map((tier) => ({ fromBp: tier.fromBp, toBp: tier.toBp, perPoint: parseDecimal(tier.rate) })).filter(({ perPoint }) => !isZero(perPoint));
  }
}
