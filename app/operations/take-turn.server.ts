import { afterTry, tryDelayMs, type TryLimit } from "#app/domain/access/sign-in-delay.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { countTry, loadTries } from "#db/queries/sign-in-tries.server.ts";
import { StaleWriteError, type Store } from "#db/store.ts";

/** What tries are counted by, with how they are slowed. */
export interface TryBucket {
  readonly key: string;
  readonly limit: TryLimit;
}

/** Others may count at the same moment; so often it is tried again. */
const MOST_RACES = 20;

/**
 * Counts one try in every bucket before it is heard, so that a thousand sent at once are a thousand tries. Refuses `too_many` with
 * `retryAfterSeconds` while one of the buckets still has to wait; then nothing is counted.
 */
export async function takeTurn(store: Store, buckets: readonly TryBucket[], now: number): Promise<Result<null, "too_many">> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const before = await loadTries(store, buckets.map(({ key }) => key));
    const waitMs = Math.max(...buckets.map(({ key, limit }) => tryDelayMs(limit, before.get(key) ?? null, now)));
    if (waitMs > 0) return refused("too_many", { retryAfterSeconds: Math.ceil(waitMs / 1000) });
    try {
      await store.writeUnaudited((w) => buckets.map(({ key, limit }) => countTry(store, w, key, before.get(key) ?? null, afterTry(limit, before.get(key) ?? null, now))));
      return ok(null);
    } catch (error) {
      if (!(error instanceof StaleWriteError)) throw error;
    }
  }
  return refused("too_many", { retryAfterSeconds: 1 });
}
