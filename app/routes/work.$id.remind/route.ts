import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { remindTask } from "#app/operations/remind-task.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { taskSides, taskSubject } from "#app/web/work-scope.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";

/** The client reminds of what it waits for. Back to Home with what came of it. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const task = await findTask(context.store, params.id ?? "");
  const recipients = task ? ((await loadRecipients(context.store, [task.id])).get(task.id) ?? [task.clientId]) : [];
  allow(viewer, "task.read", task && taskSubject(task, recipients));
  if (!task || !taskSides(viewer.actor, task, recipients).includes("client")) throw fault(403, "forbidden");
  const result = await remindTask(actingContext(context, viewer), { taskId: task.id, personId: viewer.actor.personId });
  const flash = result.ok ? ({ key: "flash.reminded", tone: "done" } as const) : ({ key: `flash.${result.code}`, tone: "warning" } as const);
  return redirect("/", { headers: { "Set-Cookie": setFlash(flash, context.mode === "production") } });
}

/** Reached by reload only. */
export const loader = () => redirect("/");
