import { decidePeriod } from "#app/domain/score/period-life.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { periodsFrozenWith } from "./draft-closing.server.ts";
import { loadPeriodLife } from "./period-life.server.ts";
import { unsealPeriod } from "./unseal-period.server.ts";

/** Takes months back to review whose closing nobody confirmed in 48 hours; returns them. */
export async function expireSeals(ctx: OperationContext): Promise<string[]> {
  const { store, now } = ctx;
  const expired: string[] = [];
  for (const { month, state } of await loadPeriods(store)) {
    if (state !== "sealed") continue;
    const loaded = await loadPeriodLife(store, month);
    if (!loaded || !decidePeriod(loaded.life, { type: "expire_seal" }, now).ok) continue;
    const periods = await periodsFrozenWith(store, month);
    try {
      await store.writeAll((w) => unsealPeriod(store, w, loaded.row, periods), { at: now, actor: ctx.actor, action: "period.seal_expired", entity: "period", entityId: month });
      expired.push(month);
    } catch (error) {
      if (!(error instanceof StaleWriteError)) throw error;
    }
  }
  return expired;
}
