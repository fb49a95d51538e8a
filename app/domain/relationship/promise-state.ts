import type { Threshold } from "../agreement/terms.ts";
import type { Kept } from "../score/kept-share.ts";

/** How a promise, or all of a pair, stands in a period, the worst first. */
export const PROMISE_STATES = ["failed", "below", "kept", "nothing_due"] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/**
 * How what was kept stands to what was promised: `failed` is below the floor, `below` between floor and target. A threshold said as a
 * count allows so many misses; nothing due is neither kept nor missed.
 */
export function promiseState(kept: Kept, target: Threshold, floor: Threshold | null): PromiseState {
  if (kept.bp === null) return "nothing_due";
  if (reaches(kept, target)) return "kept";
  return floor !== null && !reaches(kept, floor) ? "failed" : "below";
}

function reaches(kept: Kept, threshold: Threshold): boolean {
  if (threshold.type === "count") return kept.of - kept.kept <= threshold.atMostMissed;
  // Exact: a share that only rounds up to its target has not reached it.
  return kept.kept * 10_000 >= threshold.bp * kept.of;
}

/** The state of several promises is that of the worst of them; of none, that nothing was due. */
export function worstState(states: readonly PromiseState[]): PromiseState {
  return PROMISE_STATES.find((state) => states.includes(state)) ?? "nothing_due";
}
