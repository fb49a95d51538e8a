import { countCoverage } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";

/** Counting the deliveries of a month reads all tasks; a share of them stands for so long (ms) before it is counted anew. */
const KEPT_MS = 5 * 60_000;

interface Kept {
  readonly asOf: number;
  readonly deliveries: Promise<number>;
}

const keptByStore = new WeakMap<Store, Map<string, Kept>>();

/** Deliveries between two instants, kept between pages: what a share without an agreement is taken of. */
export async function countDeliveries(store: Store, from: number, to: number, now: number): Promise<number> {
  const kept = keptByStore.get(store) ?? new Map<string, Kept>();
  keptByStore.set(store, kept);
  const key = `${from}-${to}`;
  const known = kept.get(key);
  if (known && now >= known.asOf && now - known.asOf < KEPT_MS) return known.deliveries;
  const deliveries = countCoverage(store, from, to).then((rows) => rows.reduce((sum, row) => sum + row.deliveries, 0));
  kept.set(key, { asOf: now, deliveries });
  deliveries.catch(() => kept.delete(key));
  return deliveries;
}
