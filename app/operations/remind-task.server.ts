import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadGivenKeys } from "#db/queries/notices.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import type { OperationContext } from "./context.ts";
import { keyOfNotice, notices } from "./notify.server.ts";
import { tellAboutTask } from "./tell-about-task.server.ts";

/** States in which the provider still has something to hand over. */
const UNDELIVERED = ["requested", "in_progress", "paused", "returned"];

/**
 * The client's reminder: whoever works on the task is told, else those who answer for the department; once a day, however often it is pressed.
 * The caller has checked that the person speaks for the client.
 */
export async function remindTask(ctx: OperationContext, { taskId, personId }: { readonly taskId: string; readonly personId: string }): Promise<Result<{ readonly told: number }>> {
  const { store, now } = ctx;
  const task = await findTask(store, taskId);
  if (!task) return refused("not_found");
  if (!UNDELIVERED.includes(task.state)) return refused("not_in_this_state");
  const organisation = await loadOrganisation(store);
  const day = localDateOf(zoneOf(organisation?.zone ?? "UTC"), now);
  const given = await tellAboutTask(ctx, task, { kind: "task_reminded", side: "provider", about: `reminded:${day}` }, personId);
  if (given.length === 0) return refused("nobody_to_remind");
  const known = await loadGivenKeys(store, given.map(keyOfNotice));
  const fresh = given.filter((one) => !known.has(keyOfNotice(one)));
  if (fresh.length === 0) return refused("reminded_today");
  const build = await notices(store, fresh, now);
  await store.writeAll((w) => build(w), { at: now, actor: ctx.actor, action: "task.remind", entity: "task", entityId: task.id, details: { told: fresh.length } });
  return ok({ told: fresh.length });
}
