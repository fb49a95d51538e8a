import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { decidePeriod } from "#app/domain/score/period-life.ts";
import { StaleWriteError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import type { OperationContext } from "./context.ts";
import { periodsFrozenWith } from "./draft-closing.server.ts";
import { loadPeriodLife } from "./period-life.server.ts";
import type { ClosingRefusal } from "./request-close.server.ts";
import { unsealPeriod } from "./unseal-period.server.ts";

export interface RefuseClose {
  /** YYYY-MM */
  readonly month: string;
  readonly accountId: string;
  readonly reason: string;
}

/** HR or an arbiter sends a sealed month back to review, with the reason; its drafts go. */
export async function refuseClose(ctx: OperationContext, command: RefuseClose): Promise<Result<null, ClosingRefusal>> {
  const { store, now } = ctx;
  const { month, reason } = command;
  const [loaded, actor, periods] = await Promise.all([loadPeriodLife(store, month), loadActingPerson(store, command.accountId, now), periodsFrozenWith(store, month)]);
  if (!loaded) return refused("unknown_period", { month });
  if (!actor) return refused("unknown_account");
  const decision = decidePeriod(loaded.life, { type: "refuse_close", actor, reason }, now);
  if (!decision.ok) return decision;
  try {
    await store.writeAll((w) => unsealPeriod(store, w, loaded.row, periods), {
      at: now, actor: ctx.actor, action: "period.refuse_close", entity: "period", entityId: month, details: { reason, hash: loaded.row.draftHash },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile", { month });
    throw error;
  }
  return ok(null);
}
