import { asPastPeriod } from "#app/domain/pay/past-difference.ts";
import type { PlanVersionRow } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";
import { calculateRun } from "./calculate-run.server.ts";
import type { CalculatedRun, OwedForPast } from "./calculate-run.server.ts";
import { pendingAdjustments } from "./pending-adjustments.server.ts";

/** A run as it would be prepared now: the period's own bonuses, and what the plan owes for periods that it paid before. */
export async function calculateOpenRun(store: Store, version: PlanVersionRow, period: string): Promise<CalculatedRun> {
  const owed = new Map<string, OwedForPast>();
  // A plan for information pays nothing, so it owes nothing.
  const pending = version.terms.shadow ? [] : await pendingAdjustments(store, version.planId, period);
  for (const past of pending) {
    for (const one of past.differences) {
      const departmentId = past.departmentOf.get(one.personId);
      if (departmentId === undefined) continue;
      const known = owed.get(one.personId);
      // Of two units in a row the newer one is that of the open statement.
      const periods = known?.unit === one.unit ? known.periods : [];
      owed.set(one.personId, { departmentId, unit: one.unit, periods: [...periods, asPastPeriod(past.run.period, one)] });
    }
  }
  return calculateRun(store, version, period, { owed });
}
