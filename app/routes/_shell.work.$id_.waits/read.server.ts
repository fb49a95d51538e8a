import { can } from "#app/domain/access/can.ts";
import { occurrenceRef, taskRef } from "#app/domain/evaluation/chain.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { formatDay } from "#app/format/date.ts";
import type { AgreementBook } from "#app/operations/agreement-book.server.ts";
import { frequencyLines } from "#app/operations/evaluate-schedules.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { taskSides, taskSubject } from "#app/web/work-scope.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import { findTasksByNumber, loadOpenRequests, loadUpcoming } from "#db/queries/waits.server.ts";
import type { Store } from "#db/store.ts";

/** The task whose waits are edited. Throws 404 for one that is not the viewer's to see, 403 for one that the viewer does not work on. */
export async function taskToEdit({ store }: AppContext, viewer: Viewer, taskId: string) {
  const task = await findTask(store, taskId);
  const recipients = task ? ((await loadRecipients(store, [task.id])).get(task.id) ?? [task.clientId]) : [];
  allow(viewer, "task.read", task && taskSubject(task, recipients));
  if (!task) throw fault(404, "not_found");
  const mayLink = taskSides(viewer.actor, task, recipients).includes("provider");
  // The arbiter may take a wait back that somebody set to be excused.
  const mayEnd = mayLink || can(viewer.actor, "dispute.decide");
  if (!mayEnd) throw fault(403, "forbidden");
  return { task, mayLink };
}

/** Choices of a list are few; the rest is found by its number. */
const MOST_CHOICES = 50;
const AHEAD_MS = 62 * DAY_MS;

/** What the provider's department itself asked for and is still owed: what its work usually waits for. */
export async function waitChoices(store: Store, book: AgreementBook, providerId: string, taskId: string, now: number, locale: Locale) {
  const mine = [...new Set([...book.tree.pathUp(providerId), ...book.tree.withBelow(providerId)])];
  const owed = [...frequencyLines(book)].flatMap(([key, versions]) => {
    const agreement = book.agreements.get(versions[0]!.obligation.agreementId)!;
    return agreement.clientDepartmentId !== null && mine.includes(agreement.clientDepartmentId) ? [{ key, name: nameIn(versions.at(-1)!.obligation.name, locale), provider: nameIn(book.departments.get(agreement.providerId)?.name ?? {}, locale) }] : [];
  });
  const [tasks, planned] = await Promise.all([loadOpenRequests(store, mine, MOST_CHOICES), loadUpcoming(store, owed.map((one) => one.key), now, now + AHEAD_MS, MOST_CHOICES)]);
  const names = new Map(owed.map((one) => [one.key, one]));
  return {
    tasks: tasks.filter((row) => row.id !== taskId).map((row) => ({ value: taskRef(row.id), label: `${row.title || row.externalId} · ${nameIn(book.departments.get(row.providerId)?.name ?? {}, locale)}` })),
    planned: planned.map((row) => ({ value: occurrenceRef(row.obligationKey, row.scheduledOn), label: `${names.get(row.obligationKey)!.name}, ${formatDay(row.scheduledOn, locale)} · ${names.get(row.obligationKey)!.provider}` })),
  };
}

/** The item that a form names: one of the list, or a task by its number that the viewer may see. Null where there is none. */
export async function namedUpstream(store: Store, viewer: Viewer, chosen: string, number: string, choices: Awaited<ReturnType<typeof waitChoices>>): Promise<string | null> {
  if (number === "") return [...choices.tasks, ...choices.planned].some((one) => one.value === chosen) ? chosen : null;
  const found = await findTasksByNumber(store, number);
  const recipients = await loadRecipients(store, found.map((row) => row.id));
  const visible = found.filter((row) => can(viewer.actor, "task.read", taskSubject(row, recipients.get(row.id) ?? [row.clientId])));
  return visible.length === 1 ? taskRef(visible[0]!.id) : null;
}
