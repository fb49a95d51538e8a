import { findTask } from "#db/queries/task-page.server.ts";
import type { OperationContext } from "./context.ts";
import type { Notification } from "./notify.server.ts";
import { openHeads } from "./watch-tasks.server.ts";

/** Who hears of thanks for a delivery: whoever did the work, and their head. Said again after a changed mind, it is not told again. */
export async function thanksFor({ store, now }: OperationContext, taskId: string, providerId: string): Promise<Notification[]> {
  const [task, headsOf] = await Promise.all([findTask(store, taskId), openHeads(store, now)]);
  if (!task) return [];
  const heard = new Set([...(task.assigneeId === null ? [] : [task.assigneeId]), ...headsOf(providerId)]);
  return [...heard].map((personId) => ({ kind: "task_thanks", personId, refs: { taskId }, about: taskId }));
}
