import { csat, type TopShare } from "./csat.ts";

export const CES_POLARITIES = ["high_is_easy", "high_is_effort"] as const;
export type CesPolarity = (typeof CES_POLARITIES)[number];

/**
 * Share of "easy" answers on 1..5 (formulas.md, ces); `satisfied` of the result counts them. A question
 * worded "how much effort" is mirrored first, which keeps 1..5 inside 1..5 and anything else outside.
 */
export function ces(scores: readonly number[], polarity: CesPolarity): TopShare {
  return csat(polarity === "high_is_effort" ? scores.map((score) => 6 - score) : scores);
}
