import type { Store } from "#db/store.ts";

/** So long (ms) an overview may lag behind: longer than a walk through pages, shorter than a meeting. */
const KEPT_MS = 5 * 60_000;

interface Kept {
  readonly asOf: number;
  readonly result: Promise<unknown>;
}

const keptByStore = new WeakMap<Store, Map<string, Kept>>();

/**
 * Computes an overview once for all who look at it within a few minutes. For figures that many people open and nobody decides by; `key` names
 * what is computed and everything it depends on. What failed is not kept.
 */
export function keptBriefly<T>(store: Store, key: string, now: number, compute: () => Promise<T>): Promise<T> {
  const kept = keptByStore.get(store) ?? new Map<string, Kept>();
  keptByStore.set(store, kept);
  const known = kept.get(key);
  const age = known ? now - known.asOf : Infinity;
  if (known && age >= 0 && age < KEPT_MS) return known.result as Promise<T>;
  for (const [other, { asOf }] of kept) if (now - asOf >= KEPT_MS) kept.delete(other);
  const result = compute();
  kept.set(key, { asOf: now, result });
  result.catch(() => kept.delete(key));
  return result;
}
