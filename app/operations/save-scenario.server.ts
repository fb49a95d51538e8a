import { checkScenario } from "#app/domain/pay/check-scenario.ts";
import type { ScenarioRefusal } from "#app/domain/pay/check-scenario.ts";
import type { ScenarioChanges } from "#app/domain/pay/scenario.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { deleteScenario, findScenario, insertScenario, updateScenario } from "#db/queries/scenarios.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

export interface SaveScenario {
  /** null = a new one. */
  readonly id: string | null;
  readonly personId: string;
  /** Of a new one. */
  readonly planId: string;
  readonly period: string;
  readonly name: string;
  readonly shared: boolean;
  readonly changes: ScenarioChanges;
}

export type SaveScenarioRefusal = ScenarioRefusal | "unknown_plan" | "unknown_scenario" | "not_yours" | "changed_meanwhile";

/** Keeps what somebody tried. Only the one who made it changes it; others duplicate it. It changes nothing that is paid. */
export async function saveScenario(ctx: OperationContext, command: SaveScenario): Promise<Result<{ readonly id: string }, SaveScenarioRefusal>> {
  const { store, now } = ctx;
  const { personId, planId, period, shared, changes } = command;
  const name = command.name.trim();
  const checked = checkScenario(name, changes);
  if (!checked.ok) return checked;
  const known = command.id === null ? null : await findScenario(store, command.id);
  if (command.id !== null && !known) return refused("unknown_scenario");
  if (known && known.ownerId !== personId) return refused("not_yours");
  if (!known && !(await findPlan(store, planId))) return refused("unknown_plan");
  const id = known?.id ?? newId();
  try {
    await store.writeAll(
      (w) => [
        known
          ? updateScenario(store, w, known, { name, shared, changes, changedAt: now })
          : insertScenario(store, w, { id, name, planId, period, ownerId: personId, shared, changes, createdAt: now, changedAt: now, rowVersion: 1 }),
      ],
      { at: now, actor: ctx.actor, action: "scenario.save", entity: "scenario", entityId: id, details: { planId: known?.planId ?? planId, period: known?.period ?? period, shared } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ id });
}

/** Takes an own scenario away for good: nothing else names it. */
export async function removeScenario(ctx: OperationContext, { id, personId }: { readonly id: string; readonly personId: string }): Promise<Result<null, "unknown_scenario" | "not_yours" | "changed_meanwhile">> {
  const { store, now } = ctx;
  const row = await findScenario(store, id);
  if (!row) return refused("unknown_scenario");
  if (row.ownerId !== personId) return refused("not_yours");
  try {
    await store.writeAll((w) => [deleteScenario(store, w, row)], { at: now, actor: ctx.actor, action: "scenario.delete", entity: "scenario", entityId: id });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
