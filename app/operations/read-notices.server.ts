import { markNoticesRead } from "#db/queries/rate-page.server.ts";
import type { OperationContext } from "./context.ts";

/** Marks a person's notices as read. */
export async function readNotices(ctx: OperationContext, personId: string): Promise<void> {
  await ctx.store.writeUnaudited((w) => [markNoticesRead(ctx.store, w, personId, ctx.now)]);
}
