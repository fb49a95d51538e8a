import { parseDecimal } from "../decimal/rational.ts";
import { fromBp } from "../decimal/stored-units.ts";
import type { ScoreWeights } from "./department-score.ts";

export const CHAIN_POLICIES = ["no_excuse", "excuse"] as const;
export type ChainPolicy = (typeof CHAIN_POLICIES)[number];

/**
 * How the organisation scores, one for all departments; a new version starts only with a pay period and each
 * scorecard keeps the one it used.
 */
export interface ScorePolicy {
  /** Exact decimals; only their proportion matters. */
  readonly objectiveWeight: string;
  readonly satisfactionWeight: string;
  readonly csatTargetBp: number;
  readonly csatCapBp: number;
  /** k: answers assumed at the target, once per client of a score and period. Exact decimal. */
  readonly assumedAnswers: string;
  /** Fewer answers of a department in a period are not enough. */
  readonly minAnswers: number;
  /** How many previous periods of the same length are added when there are too few answers. */
  readonly fallbackPeriods: number;
  /** May a breach upstream excuse the provider's? */
  readonly chains: ChainPolicy;
}

/** The defaults of formulas.md. */
export const DEFAULT_SCORE_POLICY: ScorePolicy = {
  objectiveWeight: "70",
  satisfactionWeight: "30",
  csatTargetBp: 8500,
  csatCapBp: 12_000,
  assumedAnswers: "3",
  minAnswers: 5,
  fallbackPeriods: 2,
  chains: "no_excuse",
};

/** The policy as the formulas take it. */
export function scoreWeights(policy: ScorePolicy): ScoreWeights {
  return {
    k: parseDecimal(policy.assumedAnswers),
    csatTarget: fromBp(policy.csatTargetBp),
    csatCap: fromBp(policy.csatCapBp),
    minResponses: policy.minAnswers,
    objectiveWeight: parseDecimal(policy.objectiveWeight),
    satisfactionWeight: parseDecimal(policy.satisfactionWeight),
  };
}
