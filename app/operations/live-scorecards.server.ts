import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";
import { computeScorecards, type ComputedScorecard } from "./compute-scorecards.server.ts";

/** A change of terms or weights moves no counter of a period, so what is kept is not kept long. */
const KEPT_MS = 60_000;

interface Kept {
  readonly key: string;
  readonly until: number;
  readonly cards: Promise<ComputedScorecard[]>;
}

const kept = new WeakMap<Store, Kept>();

/**
 * Scorecards of a running pay period as they stand: forecast, never accrued. Computed anew when an input of its months changed
 * (`input_seq`), so that a page in between costs one small read.
 */
export async function liveScorecards(store: Store, period: string, now: number): Promise<readonly ComputedScorecard[]> {
  const months = monthsOfPayPeriod(period);
  const rows = (await loadPeriods(store)).filter((row) => months.includes(row.month));
  const key = `${period} ${rows.map((row) => `${row.month}:${row.inputSeq}`).join(" ")}`;
  const known = kept.get(store);
  if (known?.key === key && now < known.until) return known.cards;
  const cards = computeScorecards(store, period, false);
  kept.set(store, { key, until: now + KEPT_MS, cards });
  cards.catch(() => kept.delete(store));
  return cards;
}
