/** How tries of one kind are slowed: a growing delay, never a lock, because a lock is a weapon against a colleague. */
export interface TryLimit {
  /** Tries that cost nothing: a mistyped password is no attack. */
  readonly free: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** A quiet time after which one earlier try is forgotten. */
  readonly forgetMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One account, from devices that nobody has signed in to it with: at most 12 guesses in any hour. */
export const ACCOUNT_LIMIT: TryLimit = { free: 5, firstDelayMs: 30_000, longestDelayMs: 15 * MINUTE, forgetMs: HOUR };
/** One account from one device that has signed in to it before: whatever others try, its owner waits for a minute at most. */
export const DEVICE_LIMIT: TryLimit = { free: 5, firstDelayMs: 5_000, longestDelayMs: MINUTE, forgetMs: 10 * MINUTE };
/** One network address over all accounts: an office of many people may stand behind it. */
export const ADDRESS_LIMIT: TryLimit = { free: 30, firstDelayMs: 2_000, longestDelayMs: MINUTE, forgetMs: MINUTE };
/** Requests for a link by mail from one network address. */
export const LINK_LIMIT: TryLimit = { free: 10, firstDelayMs: 30_000, longestDelayMs: 15 * MINUTE, forgetMs: 5 * MINUTE };
/** Codes of the second factor of one account, and passwords typed again within a session. */
export const CODE_LIMIT: TryLimit = { free: 5, firstDelayMs: 30_000, longestDelayMs: 15 * MINUTE, forgetMs: HOUR };

export interface TryCount {
  readonly failures: number;
  /** Epoch ms. */
  readonly lastFailedAt: number;
}

/** Tries that still count after the quiet time since the last one. */
function countedAt({ forgetMs }: TryLimit, count: TryCount | null, now: number): number {
  if (!count) return 0;
  return Math.max(0, count.failures - Math.floor(Math.max(0, now - count.lastFailedAt) / forgetMs));
}

/** How long (ms) the next try still has to wait. */
export function tryDelayMs(limit: TryLimit, count: TryCount | null, now: number): number {
  const counted = countedAt(limit, count, now);
  if (!count || counted < limit.free) return 0;
  const delay = Math.min(limit.firstDelayMs * 2 ** (counted - limit.free), limit.longestDelayMs);
  // A clock that was set back must not make anybody wait longer than the longest delay.
  return Math.max(0, Math.min(count.lastFailedAt, now) + delay - now);
}

/** The count after one more try. It stops growing where the delay does, so that quiet hours can make it small again. */
export function afterTry(limit: TryLimit, count: TryCount | null, now: number): TryCount {
  const most = limit.free + Math.ceil(Math.log2(limit.longestDelayMs / limit.firstDelayMs));
  return { failures: Math.min(countedAt(limit, count, now) + 1, most), lastFailedAt: now };
}
