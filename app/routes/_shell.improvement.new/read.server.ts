import { nameIn, type Locale } from "#app/domain/names.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import { findLateLine } from "#app/operations/explain-lateness.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { allow } from "#app/web/guard.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { departmentsOf, taskSubject } from "#app/web/work-scope.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";

/** The form of a case by hand: `?task=` or `?obligation=` says what it is about; both must be the viewer's to read. */
export async function readNewCase(request: Request, { store }: AppContext, viewer: Viewer, locale: Locale) {
  const params = new URL(request.url).searchParams;
  const [taskId, obligationKey] = [params.get("task") ?? "", params.get("obligation") ?? ""];
  const [task, departments] = await Promise.all([findTask(store, taskId), loadDepartments(store)]);
  const recipients = task ? ((await loadRecipients(store, [task.id])).get(task.id) ?? [task.clientId]) : [];
  if (taskId) allow(viewer, "task.read", task && taskSubject(task, recipients));
  const line = obligationKey ? findLateLine(await openAgreementBook(store), obligationKey) : null;
  if (obligationKey) allow(viewer, "task.read", line && { partyIds: [line.providerId, ...(line.clientId ? [line.clientId] : [])] });
  const own = departments.find((row) => !row.isTeam && departmentsOf(viewer.actor).includes(row.id))?.id ?? "";
  const providerId = task?.providerId ?? line?.providerId ?? "";
  return {
    departments: departments.filter((row) => !row.isTeam).map((row) => ({ value: row.id, label: nameIn(row.name, locale) })),
    task: task && { label: task.title || task.externalId, to: `/work/${task.id}` },
    line: line && { label: nameIn(line.obligation.name, locale), to: `/work/causes?obligation=${encodeURIComponent(obligationKey)}` },
    values: { taskId: task?.id ?? "", obligationKey: line ? obligationKey : "", providerId, clientId: task?.clientId ?? line?.clientId ?? (own === providerId ? "" : own), problem: "" },
  };
}
