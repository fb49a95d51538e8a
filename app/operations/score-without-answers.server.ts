import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";
import { computeScorecards } from "./compute-scorecards.server.ts";
import type { LeftOutAnswer } from "./compute-scorecards.server.ts";

export interface ScoreEffect {
  readonly departmentId: string;
  /** Scores for pay in 0.01 %; null = not measured. */
  readonly withBp: number | null;
  readonly withoutBp: number | null;
}

/**
 * The scores of the providers concerned as they stand and as they would be without some answers; nothing is stored.
 *
 * @param period YYYY-MM or YYYY-Qn
 */
export async function scoreWithoutAnswers(store: Store, period: string, answers: readonly LeftOutAnswer[]): Promise<ScoreEffect[]> {
  const months = monthsOfPayPeriod(period);
  const isClosed = (await loadPeriods(store)).filter((row) => months.includes(row.month)).every((row) => row.state === "closed");
  const [before, after] = await Promise.all([computeScorecards(store, period, isClosed), computeScorecards(store, period, isClosed, answers)]);
  const bpOf = (cards: typeof before, id: string) => cards.find((one) => one.departmentId === id)?.card.pay.scoreBp ?? null;
  return [...new Set(answers.map((row) => row.providerId))].map((departmentId) => ({ departmentId, withBp: bpOf(before, departmentId), withoutBp: bpOf(after, departmentId) }));
}
