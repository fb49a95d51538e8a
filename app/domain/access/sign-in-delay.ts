/** Wrong tries that cost nothing: a mistyped password is no attack. */
const FREE_FAILURES = 5;
const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 15 * 60_000;
/** A quiet time after which earlier failures are forgotten. */
const FORGET_MS = 24 * 3_600_000;

export interface FailureCount {
  readonly failures: number;
  /** Epoch ms. */
  readonly lastFailedAt: number;
}

/**
 * How long (ms) a sign-in still has to wait after earlier failures: a growing delay, never a lock, because
 * a lock is a weapon against a colleague. Holds guesses on one account under 20 an hour.
 */
export function signInDelayMs(count: FailureCount | null, now: number): number {
  if (!count || now - count.lastFailedAt >= FORGET_MS || count.failures < FREE_FAILURES) return 0;
  const delay = Math.min(FIRST_DELAY_MS * 2 ** (count.failures - FREE_FAILURES), LONGEST_DELAY_MS);
  return Math.max(0, count.lastFailedAt + delay - now);
}

/** The count after one more failure. */
export function afterFailure(count: FailureCount | null, now: number): FailureCount {
  const kept = count && now - count.lastFailedAt < FORGET_MS ? count.failures : 0;
  return { failures: kept + 1, lastFailedAt: now };
}
