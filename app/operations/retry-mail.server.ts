import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { clearBounce, findMail, queueAgain } from "#db/queries/mail-states.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** Queues a mail anew that was given up, and lets its address be tried again. */
export async function retryMail(ctx: OperationContext, mailId: string): Promise<Result<null>> {
  const { store, now } = ctx;
  const mail = await findMail(store, mailId);
  if (!mail) return refused("not_found");
  if (mail.state !== "dead") return refused("changed_meanwhile");
  try {
    await store.writeAll((w) => [queueAgain(store, w, mailId, now), ...(mail.email === null ? [] : [clearBounce(store, w, mail.email)])], {
      at: now, actor: ctx.actor, action: "mail.retry", entity: "person", entityId: mail.personId, details: { mailId },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
