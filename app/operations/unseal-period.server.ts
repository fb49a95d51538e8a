import { deleteClosedItems, reopenDisputes } from "#db/queries/closing.server.ts";
import { updatePeriod } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { deleteDrafts } from "#db/queries/scorecards.server.ts";
import { askToJudgeMonth } from "#db/queries/verdicts.server.ts";
import type { Store, Unit, Writer } from "#db/store.ts";

/**
 * Takes a sealed month back to review as if closing had not been asked for. Its tasks are judged again: a calendar
 * saved while it was sealed left them alone.
 */
export function unsealPeriod(store: Store, w: Writer, row: PeriodRow, periods: readonly string[]): Unit {
  return [
    updatePeriod(store, w, row, { state: "review", sealedBy: null, sealedAt: null, sealedInputSeq: null, draftHash: null }),
    deleteClosedItems(store, w, row.month),
    deleteDrafts(store, w, periods),
    reopenDisputes(store, w, row.month),
    askToJudgeMonth(store, w, row.month, -(row.sealedAt ?? 1)),
  ];
}
