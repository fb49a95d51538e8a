import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { addToTallies, loadTallies, recountTallies } from "#db/queries/scorecards.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { OperationContext } from "./context.ts";

export interface TallyDifference {
  readonly obligationKey: string;
  readonly recipientId: string;
  readonly period: string;
  readonly standing: string;
  readonly stored: number;
  readonly counted: number;
}

/** Compares the tallies with the verdicts counted anew. Empty is how it must be. */
export async function tallyDifferences(ctx: Pick<OperationContext, "store">): Promise<TallyDifference[]> {
  const counted = await recountTallies(ctx.store);
  const months = [...new Set([...counted.map((row) => row.period), ...(await loadPeriods(ctx.store)).map((row) => row.month)])];
  const stored = months.length > 0 ? await loadTallies(ctx.store, months) : [];
  const keyOf = (row: { obligationKey: string; recipientId: string; period: string; standing: string }) => `${row.obligationKey}\n${row.recipientId}\n${row.period}\n${row.standing}`;
  const left = new Map(counted.map((row) => [keyOf(row), row]));
  const differences: TallyDifference[] = [];
  for (const row of stored) {
    const found = left.get(keyOf(row));
    left.delete(keyOf(row));
    if (row.n !== (found?.n ?? 0)) differences.push({ ...row, stored: row.n, counted: found?.n ?? 0 });
  }
  for (const row of left.values()) differences.push({ ...row, stored: 0, counted: row.n });
  return differences;
}

const sameDifference = (a: TallyDifference, b: TallyDifference): boolean =>
  a.obligationKey === b.obligationKey && a.recipientId === b.recipientId && a.period === b.period && a.standing === b.standing && a.stored === b.stored && a.counted === b.counted;

/**
 * Puts tallies of months that take changes back to what their verdicts count, where a second count finds the very same difference: one
 * that only a verdict written in between made is none. Figures of sealed and closed months stay as they were frozen.
 */
export async function mendTallies(ctx: OperationContext, differences: readonly TallyDifference[]): Promise<number> {
  if (differences.length === 0) return 0;
  const again = await tallyDifferences(ctx);
  const frozen = new Set((await loadPeriods(ctx.store)).flatMap((row) => (row.state === "sealed" || row.state === "closed" ? [row.month] : [])));
  const sure = differences.filter((one) => !frozen.has(one.period) && again.some((other) => sameDifference(one, other)));
  if (sure.length === 0) return 0;
  const rows = sure.map(({ obligationKey, recipientId, period, standing, stored, counted }) => ({ obligationKey, recipientId, period, standing: standing as Standing, n: counted - stored }));
  await ctx.store.writeAll((w) => addToTallies(ctx.store, w, rows), { at: ctx.now, actor: ctx.actor, action: "tallies.mend", entity: "tally", entityId: rows[0]!.obligationKey, rows: rows.length, details: { differences: sure.slice(0, 20) } });
  return sure.length;
}
