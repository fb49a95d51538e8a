import { isOpen } from "#app/domain/calendar/working-time.ts";
import { aboutTask, whoCanAct } from "#app/domain/notice/who-can-act.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadTasksInTrouble } from "#db/queries/notices.server.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { openPersonCalendars } from "./person-calendars.server.ts";
import { notifyOnce } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";

/** A promise that was broken longer ago is no news: an import of old tasks warns of nothing. */
const NEWS_MS = 3 * DAY_MS;

export interface WatchedTasks {
  readonly warned: number;
}

/**
 * Tells those who can still act of tasks at risk and of broken promises, once each, and only inside their own working hours: who
 * is away now is told at the first minute of the next working day, if it still holds then.
 */
export async function watchTasks(ctx: OperationContext): Promise<WatchedTasks> {
  const { store, now } = ctx;
  const tasks = await loadTasksInTrouble(store, now, now - NEWS_MS);
  if (tasks.length === 0) return { warned: 0 };
  const [organisation, headsOf, hours] = await Promise.all([loadOrganisation(store), openHeads(store, now), openWorkingHours(store)]);
  if (!organisation) return { warned: 0 };
  const given = tasks.flatMap((task) =>
    whoCanAct(task, headsOf)
      .filter((personId) => hours(personId, task.providerId, now))
      .map((personId): Notification => ({ kind: task.outcome === "at_risk" ? "task_at_risk" : "task_breached", personId, refs: { taskId: task.taskId }, about: aboutTask(task) })),
  );
  return { warned: await notifyOnce(store, given, now) };
}

/** The heads of a department today, or of the next one above that has any. */
export async function openHeads(store: Store, now: number): Promise<(departmentId: string) => readonly string[]> {
  const organisation = await loadOrganisation(store);
  const [departments, posts] = await Promise.all([loadDepartments(store, "all"), loadPosts(store, localDateOf(zoneOf(organisation?.zone ?? "UTC"), now))]);
  const tree = departmentTree(departments);
  const headsAt = new Map<string, string[]>();
  for (const post of posts) if (post.post === "head") headsAt.set(post.departmentId, [...(headsAt.get(post.departmentId) ?? []), post.personId]);
  return (departmentId) => tree.pathUp(departmentId).map((id) => headsAt.get(id)).find((heads) => heads !== undefined) ?? [];
}

/** Whether a person works at an instant: by the person's own calendar, else by that of the department or of the next above. */
export async function openWorkingHours(store: Store): Promise<(personId: string, departmentId: string, at: number) => boolean> {
  const calendarOf = await openPersonCalendars(store);
  return (personId, departmentId, at) => {
    const calendar = calendarOf(personId, departmentId);
    // Without any calendar nothing says when a person works: a notice late at night is better than none.
    return calendar === null || isOpen(calendar, at);
  };
}
