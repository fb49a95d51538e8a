import type { PeriodLife } from "#app/domain/score/period-life.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { countUndecidedItems, loadUnclosedBefore } from "#db/queries/closing.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";

export interface LoadedPeriod {
  readonly row: PeriodRow;
  readonly life: PeriodLife;
  /** Months before it that are not closed. */
  readonly unclosedBefore: readonly string[];
}

/** A month as the rules of closing see it; null when there is no such month. */
export async function loadPeriodLife(store: Store, month: string): Promise<LoadedPeriod | null> {
  const row = await loadPeriod(store, month);
  if (!row) return null;
  const [pendingItems, unclosedBefore, sealedBy, closedBy] = await Promise.all([
    row.state === "closed" ? 0 : countUndecidedItems(store, month),
    row.state === "closed" ? [] : loadUnclosedBefore(store, month),
    personOf(store, row.sealedBy),
    personOf(store, row.closedBy),
  ]);
  const life: PeriodLife = {
    month,
    state: row.state,
    cutOffAt: row.to,
    inputSeq: row.inputSeq,
    pendingItems,
    previousClosed: unclosedBefore.length === 0,
    seal:
      row.state === "sealed" && sealedBy !== null && row.sealedAt !== null && row.sealedInputSeq !== null
        ? { requestedBy: sealedBy, at: row.sealedAt, inputSeq: row.sealedInputSeq, draftHash: row.draftHash }
        : null,
    closed: closedBy !== null && row.closedAt !== null ? { by: closedBy, at: row.closedAt, hash: row.draftHash ?? "" } : null,
    refusalReason: null,
  };
  return { row, life, unclosedBefore };
}

/** Four eyes are two persons: an account stands for the person behind it. */
async function personOf(store: Store, accountId: string | null): Promise<string | null> {
  return accountId === null ? null : ((await findAccount(store, { id: accountId }))?.personId ?? null);
}
