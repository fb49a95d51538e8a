import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { decideCorrections, loadCorrectionsById } from "#db/queries/disputes.server.ts";
import { touchPeriods } from "#db/queries/periods.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { quartersOpenFor } from "./quarter-open-for.server.ts";

export interface CorrectionDecision {
  readonly ids: readonly string[];
  readonly decision: "approved" | "refused";
  readonly personId: string;
}

/** Corrections decided at once. */
export const MOST_CORRECTIONS = 200;

/**
 * Approves or refuses changes to closed months. Approved ones count in the quarter while it is not frozen, later in a pay adjustment
 * (design.md section 7). All or none: one that somebody decided meanwhile refuses with `changed_meanwhile`.
 */
export async function decideOnCorrections(ctx: OperationContext, { ids, decision, personId }: CorrectionDecision): Promise<Result<{ readonly decided: number }>> {
  const { store, now } = ctx;
  const unique = [...new Set(ids)];
  if (unique.length === 0) return refused("nothing_chosen");
  if (unique.length > MOST_CORRECTIONS) return refused("above_most", { most: MOST_CORRECTIONS });
  const rows = await loadCorrectionsById(store, unique);
  if (rows.length !== unique.length) return refused("not_found");
  const quarters = decision === "approved" ? await quartersOpenFor(store, rows.map((row) => row.period)) : [];
  try {
    await store.writeAll((w) => [...touchPeriods(store, w, quarters), decideCorrections(store, w, unique, { state: decision, decidedBy: personId, decidedAt: now })], {
      at: now, actor: ctx.actor, action: decision === "approved" ? "correction.approve" : "correction.refuse", entity: "correction", entityId: unique[0]!, rows: unique.length,
      details: { periods: [...new Set(rows.map((row) => row.period))].sort() },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ decided: unique.length });
}
