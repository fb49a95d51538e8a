/**
 * Why a delivery was late, the earliest step at which it could still have been saved: the steps are looked at in the order in
 * which work passes through them, and the first that explains the delay is its first cause.
 */
export const CAUSES = ["not_taken", "taken_late", "upstream", "waited", "changed_hands", "crowded", "took_long"] as const;
export type Cause = (typeof CAUSES)[number];

/** Facts of one late delivery. Durations are working milliseconds of the agreement's calendar. */
export interface DelayFacts {
  /** From the start of the term to its due instant. */
  readonly termMs: number;
  /** From the start of the term until somebody took it; null when nobody had by the due instant. */
  readonly takenAfterMs: number | null;
  /** What it waited for broke its own promise. */
  readonly upstreamLate: boolean;
  /** Pauses until the due instant whose reason stops no clock. */
  readonly uncountedPauseMs: number;
  /** From the due instant to the delivery, or to now. */
  readonly lateMs: number;
  /** How often it was given to somebody. */
  readonly assignments: number;
  /** Requests of the same line on its day, and on an ordinary day (median). */
  readonly load: number;
  readonly usualLoad: number;
}

const HALF = 0.5;
/** A crowded day has half as much again as an ordinary one, and at least so many requests. */
const CROWD_FACTOR = 1.5;
const CROWD_LEAST = 5;
/** Given once is nobody's fault; from the third time on it has been handed over twice. */
const MANY_HANDS = 3;

/** The first cause of a late delivery. */
export function firstCause(facts: DelayFacts): Cause {
  if (facts.takenAfterMs === null) return "not_taken";
  if (facts.takenAfterMs > facts.termMs * HALF) return "taken_late";
  if (facts.upstreamLate) return "upstream";
  if (facts.uncountedPauseMs > 0 && facts.uncountedPauseMs >= facts.lateMs) return "waited";
  if (facts.assignments >= MANY_HANDS) return "changed_hands";
  if (facts.load >= CROWD_LEAST && facts.load > facts.usualLoad * CROWD_FACTOR) return "crowded";
  return "took_long";
}
