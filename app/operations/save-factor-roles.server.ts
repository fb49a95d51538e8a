import type { GrantedRole } from "#app/domain/access/actor.ts";
import { ok } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { loadFactorRoles, writeFactorRoles } from "#db/queries/second-factors.server.ts";
import type { OperationContext } from "./context.ts";

/** Says which roles must sign in with a second factor. Who holds one and has none sets it up at the next page they open. */
export async function saveFactorRoles(ctx: OperationContext, accountId: string, roles: readonly GrantedRole[]): Promise<Result<null>> {
  const before = await loadFactorRoles(ctx.store);
  await ctx.store.writeAll((w) => [writeFactorRoles(ctx.store, w, roles, accountId, ctx.now)], { at: ctx.now, actor: ctx.actor, action: "sign_in.policy", entity: "organisation", entityId: "sign_in", details: { before, after: roles } });
  return ok(null);
}
