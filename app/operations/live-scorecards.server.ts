import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";
import { computeScorecards } from "./compute-scorecards.server.ts";

/** A result whose inputs changed since is computed anew after this time (ms), so that an import does not repeat it at every page. */
const FRESH_MS = 10_000;
/** Terms, weights and policies are no counted inputs; they show after this time (ms). */
const OLDEST_MS = 5 * 60_000;

export interface LiveScorecards {
  /** By department, teams too. */
  readonly cards: ReadonlyMap<string, Scorecard>;
  /** When they were computed, epoch ms. */
  readonly asOf: number;
}

interface Kept {
  readonly inputs: string;
  readonly asOf: number;
  readonly result: Promise<LiveScorecards>;
}

const keptByStore = new WeakMap<Store, Map<string, Kept>>();

/**
 * Scorecards of a period that is not closed, as they stand. They are kept between pages and computed once for all
 * who look at the same time; `asOf` says how old they are.
 *
 * @param period YYYY-MM or YYYY-Qn
 */
export async function liveScorecards(store: Store, period: string, now: number): Promise<LiveScorecards> {
  const kept = keptByStore.get(store) ?? new Map<string, Kept>();
  keptByStore.set(store, kept);
  const months = monthsOfPayPeriod(period);
  const inputs = (await loadPeriods(store)).filter((row) => months.includes(row.month)).map((row) => `${row.state}:${row.inputSeq}`).join();
  const known = kept.get(period);
  const age = known ? now - known.asOf : Infinity;
  if (known && age >= 0 && age < (known.inputs === inputs ? OLDEST_MS : FRESH_MS)) return known.result;
  const result = computeScorecards(store, period, false).then((cards) => ({ cards: new Map(cards.map((one) => [one.departmentId, one.card])), asOf: now }));
  kept.set(period, { inputs, asOf: now, result });
  result.catch(() => kept.delete(period));
  return result;
}
