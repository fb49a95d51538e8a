import { expireInvitations, loadExpiredInvitations } from "#db/queries/ratings.server.ts";
import type { OperationContext } from "./context.ts";

const BATCH = 500;

/** Ends invitations whose time is over. Returns how many. */
export async function expireOldInvitations(ctx: OperationContext): Promise<number> {
  let expired = 0;
  for (let ids = await loadExpiredInvitations(ctx.store, ctx.now, BATCH); ids.length > 0; ids = await loadExpiredInvitations(ctx.store, ctx.now, BATCH)) {
    const batch = ids;
    await ctx.store.writeAll((w) => [expireInvitations(ctx.store, w, batch)], {
      at: ctx.now, actor: ctx.actor, action: "survey.expire", entity: "invitation", entityId: batch[0]!, rows: batch.length,
    });
    expired += batch.length;
  }
  return expired;
}
