import { watchState } from "#app/domain/relationship/watch.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import type { WatchRow } from "#db/queries/watches.server.ts";
import type { OperationContext } from "../context.ts";
import { notifyOnce } from "../notify.server.ts";
import type { Notification } from "../notify.server.ts";
import { openHeads, openWorkingHours } from "../watch-tasks.server.ts";

/**
 * Asks whoever works on a watched delivery and the head for their word at half time, and tells the head where none came: once each, and
 * inside their own working hours. Returns how many notices were given.
 */
export async function askForWords({ store, now }: OperationContext, watches: readonly WatchRow[]): Promise<number> {
  const due = watches.flatMap((watch) => {
    const state = watchState(watch, now);
    return state === "asked" || state === "unconfirmed" ? [{ watch, state }] : [];
  });
  if (due.length === 0) return 0;
  const [tasks, headsOf, works] = await Promise.all([loadTasksById(store, due.flatMap(({ watch }) => watch.taskId ?? [])), openHeads(store, now), openWorkingHours(store)]);
  const assigneeOf = new Map(tasks.map((row) => [row.id, row.assigneeId]));
  const given = due.flatMap(({ watch, state }) => {
    const assignee = assigneeOf.get(watch.taskId ?? "");
    const heads = headsOf(watch.providerId);
    const heard = state === "asked" && assignee ? [assignee, ...heads] : heads;
    return [...new Set(heard)]
      .filter((personId) => works(personId, watch.providerId, now))
      .map((personId): Notification => ({ kind: state === "asked" ? "delivery_confirm" : "delivery_unconfirmed", personId, refs: refsOf(watch), about: `${watch.item}:${watch.askAt}` }));
  });
  return notifyOnce(store, given, now);
}

/** What a notice about a watched delivery is looked up by. */
export const refsOf = (watch: Pick<WatchRow, "item" | "taskId">): Readonly<Record<string, string>> => ({ watch: watch.item, ...(watch.taskId ? { taskId: watch.taskId } : {}) });
