import { loadTallies, recountTallies } from "#db/queries/scorecards.server.ts";
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
