import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import type { ItemCounts, LineResult, ScoreResult } from "#app/domain/score/scorecard.ts";
import { sumMonths, type CountCorrection, type MonthCounts } from "#app/domain/score/sum-months.ts";
import { loadApprovedCorrections } from "#db/queries/closing.server.ts";
import { loadItemTitles } from "#db/queries/disputes.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";
import { readScorecard } from "./read-scorecards.server.ts";

export interface BridgeCounts {
  readonly conforming: number;
  /** due - excused */
  readonly base: number;
}

export interface QuarterBridge {
  readonly months: readonly string[];
  /** Each line with its counts of each month, what corrections changed, and the sum that the formulas were applied to. */
  readonly lines: readonly { readonly party: string; readonly key: string; readonly months: readonly (BridgeCounts | null)[]; readonly corrected: BridgeCounts; readonly sum: BridgeCounts }[];
  /** Corrections that count in the quarter, one line each, in the order of their decision. */
  readonly corrections: readonly { readonly id: string; readonly month: string; readonly key: string; readonly from: Standing; readonly to: Standing; readonly taskId: string | null; readonly title: string | null }[];
}

/**
 * How a quarter's counts come about (design.md section 7): its months' frozen counts and the corrections approved since. What was
 * approved after the last month was sealed is an adjustment of pay and not in it. Null for a month.
 */
export async function quarterBridge(store: Store, departmentId: string, period: string, which: "shown" | "pay", periods: readonly PeriodRow[], now: number): Promise<QuarterBridge | null> {
  const months = monthsOfPayPeriod(period);
  if (months.length === 1) return null;
  const rows = months.map((month) => periods.find((row) => row.month === month));
  const known = months.filter((_month, index) => rows[index] !== undefined && rows[index].from <= now);
  const sealedAt = rows[rows.length - 1]?.sealedAt ?? Number.POSITIVE_INFINITY;
  const [cards, approved] = await Promise.all([
    Promise.all(known.map((month) => readScorecard(store, departmentId, month, periods.find((row) => row.month === month)!.state === "closed", now))),
    loadApprovedCorrections(store, months),
  ]);
  const results = cards.map(({ card }) => card?.card[which] ?? null);
  const lineOf = linesByKey(results);
  const counted = approved.filter((one) => (one.decidedAt ?? 0) <= sealedAt && lineOf.has(one.obligationKey));
  const changes = counted.map((one): CountCorrection => {
    const { party, line } = lineOf.get(one.obligationKey)!;
    const isLeftOut = (line.counts.leftOut ?? 0) > 0;
    return { id: one.id, month: one.period, party, reason: one.reason, change: { type: "items", key: one.obligationKey, counts: difference(countsOf(one.fromStanding, isLeftOut), countsOf(one.toStanding, isLeftOut)) } };
  });
  const summed = sumMonths(known.map((month, index) => monthCounts(month, results[index] ?? null)), changes);
  const titles = await loadItemTitles(store, counted.map((one) => one.item));
  return {
    months: known,
    lines: summed.lines.map(({ party, key, counts }) => ({
      party, key, sum: baseOf(counts),
      months: results.map((result) => {
        const line = result?.clients.find((client) => client.party === party)?.lines.find((one) => one.key === key);
        return line ? baseOf(line.counts) : null;
      }),
      corrected: changes.flatMap(({ change }) => (change.type === "items" && change.key === key ? [baseOf(change.counts)] : [])).reduce((sum, one) => ({ conforming: sum.conforming + one.conforming, base: sum.base + one.base }), { conforming: 0, base: 0 }),
    })),
    corrections: counted.map((one) => ({ id: one.id, month: one.period, key: one.obligationKey, from: one.fromStanding, to: one.toStanding, taskId: titles.get(one.item)?.taskId ?? null, title: titles.get(one.item)?.title ?? null })),
  };
}

const baseOf = ({ conforming, due, excused }: ItemCounts): BridgeCounts => ({ conforming, base: due - excused });

function linesByKey(results: readonly (ScoreResult | null)[]): ReadonlyMap<string, { readonly party: string; readonly line: LineResult }> {
  return new Map(results.flatMap((result) => (result?.clients ?? []).flatMap(({ party, lines }) => lines.map((line) => [line.key, { party, line }] as const))));
}

const monthCounts = (month: string, result: ScoreResult | null): MonthCounts => ({
  month, answers: [], lines: (result?.clients ?? []).flatMap(({ party, lines }) => lines.map(({ key, counts }) => ({ party, key, counts }))),
});

/** What one item of a standing adds to the counts of its line. */
function countsOf(standing: Standing, isLeftOut: boolean): ItemCounts {
  const is = (one: Standing) => (standing === one ? 1 : 0);
  const missing = isLeftOut ? 0 : is("unmeasurable");
  return { due: is("met") + is("breached") + is("excused") + missing, excused: is("excused"), conforming: is("met"), unmeasurable: is("unmeasurable"), leftOut: is("unmeasurable") - missing };
}

const difference = (from: ItemCounts, to: ItemCounts): ItemCounts => ({
  due: to.due - from.due, excused: to.excused - from.excused, conforming: to.conforming - from.conforming, unmeasurable: to.unmeasurable - from.unmeasurable, leftOut: (to.leftOut ?? 0) - (from.leftOut ?? 0),
});
