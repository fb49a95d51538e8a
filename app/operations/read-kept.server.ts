import { keptOf, NOTHING_DUE, sumKept, type Kept } from "#app/domain/score/kept-share.ts";
import type { Tally } from "#app/domain/evaluation/standing.ts";
import { loadTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";

/** How promises were kept, by obligation key and month. */
export interface KeptBook {
  /** One key in one month; nothing due where it has no counts. */
  of(key: string, month: string): Kept;
  /** Keys over all months read, as one. */
  sum(keys: readonly string[], months?: readonly string[]): Kept;
}

/** A key's rule for missing measures: that of its newest terms. */
export type MissingMeasureOf = (key: string) => "not_conforming" | "left_out";

/**
 * Reads the tallies of some months; never the tasks, so its cost does not grow with them.
 *
 * @param recipientIds counts only what these departments received; without them what anybody did
 */
export async function readKept(store: Store, months: readonly string[], missingMeasureOf: MissingMeasureOf, keys?: readonly string[], recipientIds?: readonly string[]): Promise<KeptBook> {
  const tallies = new Map<string, Record<string, number>>();
  // A few keys are asked for by name; for many the months are read whole.
  const few = keys !== undefined && keys.length <= 500 ? keys : undefined;
  for (const row of few?.length === 0 ? [] : await loadTallies(store, months, few, recipientIds)) {
    const place = `${row.period} ${row.obligationKey}`;
    const tally = tallies.get(place) ?? {};
    tally[row.standing] = (tally[row.standing] ?? 0) + row.n;
    tallies.set(place, tally);
  }
  const of = (key: string, month: string): Kept => {
    const tally = tallies.get(`${month} ${key}`);
    return tally ? keptOf(tally as Tally, missingMeasureOf(key)) : NOTHING_DUE;
  };
  return { of, sum: (some, within = months) => sumKept(some.flatMap((key) => within.map((month) => of(key, month)))) };
}

/** The rule of each key by its newest obligation, given oldest first. */
export function missingMeasures(lines: readonly { readonly key: string; readonly terms: { readonly missingMeasure: "not_conforming" | "left_out" } }[]): MissingMeasureOf {
  const byKey = new Map(lines.map((line) => [line.key, line.terms.missingMeasure]));
  return (key) => byKey.get(key) ?? "not_conforming";
}
