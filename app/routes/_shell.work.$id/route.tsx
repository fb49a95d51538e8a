import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { GeneralErrorBoundary } from "#app/components/error-boundary.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { can } from "#app/domain/access/can.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault, requireActor } from "#app/web/guard.server.ts";
import { localeFor } from "#app/web/locale.server.ts";
import { departmentsOf, taskSides, taskSubject } from "#app/web/work-scope.server.ts";
import { standsFor } from "./stands-for.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import { actSchema, commandOf, disputeSchema } from "./form.ts";
import { isAssignable, taskPage } from "./task-page.server.ts";
import { TaskPage } from "./view.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const locale = await localeFor(request, context);
  return json(await taskPage(context, viewer, params.id ?? "", locale));
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const viewer = await requireActor(request, context, "task.read");
  const { store } = context;
  const task = await findTask(store, params.id ?? "");
  const recipients = task ? ((await loadRecipients(store, [task.id])).get(task.id) ?? [task.clientId]) : [];
  allow(viewer, "task.read", task && taskSubject(task, recipients));
  if (!task) throw fault(404, "not_found");
  const ctx = { store, now: context.now(), actor: { kind: "account", id: viewer.actor.accountId, address: context.address } } as const;
  const sent = Object.fromEntries(await request.formData());
  const values = Object.fromEntries(Object.entries(sent).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  const refuse = (act: string, { code, facts, field }: Refused, status = 400) => json({ act, code, facts: facts ?? {}, field: field ?? null, values }, { status });
  const done = (key: string) => redirect(`/work/${task.id}`, { headers: { "Set-Cookie": setFlash({ key, tone: "done" }, context.mode === "production") } });

  if (sent.act === "dispute") {
    const form = disputeSchema.safeParse(sent);
    if (!form.success) throw fault(400, "bad_request");
    allow(viewer, "dispute.raise", taskSubject(task, recipients));
    const [obligationKey = "", cycle, carry] = form.data.verdict.split("|");
    const mine = departmentsOf(viewer.actor);
    const departmentId = [task.providerId, ...recipients].find((id) => mine.includes(id)) ?? task.providerId;
    const result = await raiseDispute(ctx, {
      taskId: task.id, obligationKey, cycle: Number(cycle ?? 0), carry: Number(carry ?? 0), personId: viewer.actor.personId, departmentId, reason: form.data.reason,
    });
    return result.ok ? done("sent") : refuse("dispute", result, result.code === "dispute_open" ? 409 : 400);
  }

  const form = actSchema.safeParse(sent);
  if (!form.success) throw fault(400, "bad_request");
  const { act, seq } = form.data;
  const sides = taskSides(viewer.actor, task, recipients);
  if (sides.length === 0) throw fault(403, "forbidden");
  if (act === "assign") {
    if (!can(viewer.actor, "task.reassign", { departmentIds: [task.providerId] })) throw fault(403, "forbidden");
    if (!(await isAssignable(context, task.providerId, form.data.personId))) return refuse(act, { ok: false, code: "unknown_person", field: "personId" });
  }
  const result = await actOnTask(ctx, { taskId: task.id, seq, command: commandOf(form.data), personId: viewer.actor.personId, sides, ...(await standsFor(context, viewer.actor, sides.includes("provider") ? [task.providerId] : recipients)) });
  if (!result.ok) return refuse(act, result, result.code === "changed_meanwhile" ? 409 : 400);
  return done("saved");
}

export default function Task() {
  return <TaskPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => pageTitle(data?.task.title);

export function ErrorBoundary() {
  return <GeneralErrorBoundary />;
}
