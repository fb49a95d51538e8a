import { PROMPT_FROM, quarterOf } from "#app/domain/task/beyond-agreement.ts";
import { localDateOf, startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { countBeyond } from "#db/queries/tasks.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { notifyOnce } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

/** How many requests of the task's kind (product and client) were made outside any agreement in the quarter of its request, up to and with it. */
export async function beyondThisQuarter(store: Store, task: Pick<TaskRow, "productId" | "clientId" | "requestedAt">): Promise<number> {
  const zone = zoneOf((await loadOrganisation(store))?.zone ?? "UTC");
  const { from } = quarterOf(localDateOf(zone, task.requestedAt));
  return countBeyond(store, task, startOfDate(zone, from), task.requestedAt, PROMPT_FROM + 97);
}

/** The third request of a kind in a quarter tells those who answer for the provider that a promise would help; once a quarter. */
export async function tellThirdBeyond(ctx: OperationContext, taskId: string): Promise<void> {
  const { store, now } = ctx;
  const task = await findTask(store, taskId);
  if (!task || task.agreementId !== null || task.state === "cancelled") return;
  if ((await beyondThisQuarter(store, task)) < PROMPT_FROM) return;
  const zone = zoneOf((await loadOrganisation(store))?.zone ?? "UTC");
  const about = `${task.productId}:${task.clientId}:${quarterOf(localDateOf(zone, task.requestedAt)).from}`;
  const heard = await speakersOfDepartment(store, now, task.providerId);
  await notifyOnce(store, heard.map((personId) => ({ kind: "task_third_beyond" as const, personId, refs: { taskId }, about })), now);
}
