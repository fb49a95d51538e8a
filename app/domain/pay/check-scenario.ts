import { DomainError, ok, refused, type Result } from "../refusal.ts";
import { payoutOfScore } from "./payout-of-score.ts";
import type { ScenarioChanges } from "./scenario.ts";

export const LONGEST_SCENARIO_NAME = 80;
const HIGHEST_BP = 100_000;
const HIGHEST_SCORE_BP = 12_000;

export type ScenarioRefusal = "name_missing" | "name_too_long" | "weight_out_of_range" | "bad_curve" | "bad_cap" | "bad_gate" | "score_out_of_range";

/** Whether a scenario can be calculated and found again. The refusal's field is the path of what is wrong. */
export function checkScenario(name: string, { objectivePct, curve, planCapBp, gate, scores = [] }: ScenarioChanges): Result<null, ScenarioRefusal> {
  if (name.trim() === "") return refused("name_missing", undefined, "name");
  if (name.length > LONGEST_SCENARIO_NAME) return refused("name_too_long", { longest: LONGEST_SCENARIO_NAME }, "name");
  if (objectivePct !== undefined && !(Number.isInteger(objectivePct) && objectivePct >= 0 && objectivePct <= 100)) return refused("weight_out_of_range", undefined, "objective");
  if (curve !== undefined && !isCurve(curve)) return refused("bad_curve", undefined, "curve");
  if (planCapBp !== undefined && (planCapBp <= 0 || planCapBp > HIGHEST_BP)) return refused("bad_cap", undefined, "planCap");
  if (gate && (gate.thresholdBp < 0 || gate.capBp < 0 || gate.capBp > HIGHEST_BP || gate.thresholdBp > HIGHEST_BP)) return refused("bad_gate", undefined, "gate");
  const wrong = scores.find((one) => one.scoreBp < 0 || one.scoreBp > HIGHEST_SCORE_BP);
  return wrong === undefined ? ok(null) : refused("score_out_of_range", undefined, `scores.${wrong.departmentId}`);
}

function isCurve(points: NonNullable<ScenarioChanges["curve"]>): boolean {
  if (points.length < 2 || points.some(([score, payout]) => score < 0 || payout < 0 || payout > HIGHEST_BP)) return false;
  try {
    payoutOfScore({ type: "curve", points }, 0);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
