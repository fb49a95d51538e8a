import { DAY_MS } from "../time/local-date.ts";

/** How long the arbiter has while the month is open. */
const DECIDE_MS = 10 * DAY_MS;

/**
 * When an objection is to be decided: within ten days, and by the end of the month's review where that comes first. One raised after the
 * review has ended has its ten days all the same: when the month is sealed meanwhile it is carried, and decided as a correction.
 */
export function decideBy(raisedAt: number, reviewEndsAt: number | null): number {
  const usual = raisedAt + DECIDE_MS;
  return reviewEndsAt !== null && reviewEndsAt > raisedAt ? Math.min(usual, reviewEndsAt) : usual;
}
