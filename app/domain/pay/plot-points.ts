import { toBp } from "../decimal/stored-units.ts";
import { payoutOfScore } from "./payout-of-score.ts";
import type { PayoutRule } from "./plan-terms.ts";

/** Score and payout in 0.01. */
export type PlotPointBp = readonly [scoreBp: number, payoutBp: number];

/** An open-ended tier is drawn so far beyond its start. */
const BEYOND_BP = 2000;

/** The corners of a payout rule, for drawing: steps rise at once, a ramp bends where its tiers begin and end. Throws `bad_curve`. */
export function plotPoints(rule: PayoutRule): readonly PlotPointBp[] {
  switch (rule.type) {
    case "curve":
      return rule.points;
    case "steps":
      return rule.steps.flatMap(([from, payout], place): PlotPointBp[] => [
        [from, rule.steps[place - 1]?.[1] ?? 0],
        [from, payout],
      ]);
    case "ramp": {
      const corners = new Set(rule.tiers.flatMap(({ fromBp, toBp: end }) => [fromBp, end ?? fromBp + BEYOND_BP]));
      return [...corners].sort((a, b) => a - b).map((scoreBp): PlotPointBp => [scoreBp, toBp(payoutOfScore(rule, scoreBp))]);
    }
  }
}
