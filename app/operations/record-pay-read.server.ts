import { holdsRole } from "#app/domain/access/actor.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import type { OperationContext } from "./context.ts";

/** What an auditor looked at. */
export interface PayRead {
  readonly entity: "bonus_run" | "plan" | "bonus_line" | "pay_base";
  readonly entityId: string;
  /** People whose amounts were shown. */
  readonly rows: number;
}

/** An auditor reads pay data on the record (design.md section 2); the work of others is in the record of what they change. */
export async function recordPayRead(ctx: OperationContext, actor: Actor, read: PayRead): Promise<void> {
  if (!holdsRole(actor, "auditor")) return;
  await ctx.store.writeAll(() => [], { at: ctx.now, actor: ctx.actor, action: "pay.read", entity: read.entity, entityId: read.entityId, rows: read.rows });
}
