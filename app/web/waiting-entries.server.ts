import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { loadWaitingEntries } from "#db/queries/task-entries.server.ts";
import type { Store } from "#db/store.ts";
import { departmentsOf } from "./work-scope.server.ts";

/** What was told after the fact and waits for this person's yes, the oldest first. */
export function waitingForYes(store: Store, actor: Actor, limit: number) {
  const mine = departmentsOf(actor);
  const on = (permission: "task.act" | "task.accept") => mine.filter((id) => can(actor, permission, { departmentIds: [id] }));
  return loadWaitingEntries(store, { providerIds: on("task.act"), clientIds: on("task.accept") }, actor.personId, limit);
}
