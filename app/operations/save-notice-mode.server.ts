import type { NoticeMode } from "#app/domain/notice/notice-mode.ts";
import { updateNoticeMode } from "#db/queries/people.server.ts";
import type { OperationContext } from "./context.ts";

/** Remembers when a person wants mails about notices. */
export async function saveNoticeMode(ctx: OperationContext, personId: string, mode: NoticeMode): Promise<void> {
  await ctx.store.writeAll((w) => [updateNoticeMode(ctx.store, w, personId, mode)], {
    at: ctx.now, actor: ctx.actor, action: "person.notice_mode", entity: "person", entityId: personId, details: { mode },
  });
}
