import { json } from "@remix-run/node";
import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { refused } from "#app/domain/refusal.ts";
import type { TaskCommand } from "#app/domain/task/decide-task.ts";
import { isInState, type TaskState } from "#app/domain/task/task-acts.ts";
import { actOnTasks } from "#app/operations/act-on-tasks.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { fault } from "#app/web/guard.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { taskSides, taskSubject } from "#app/web/work-scope.server.ts";
import type { WorkRow } from "#db/queries/work-list.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import type { BulkAnswer } from "./bulk.tsx";
import { standsFor } from "../_shell.work.$id/stands-for.server.ts";
import { isAssignable } from "../_shell.work.$id/task-page.server.ts";

/** What can be done with many tasks at once; the last two are asked about once more. */
export const BULK_ACTS = ["take", "assign", "resume", "deliver", "accept"] as const;
export type BulkAct = (typeof BULK_ACTS)[number];
const ASKS: readonly BulkAct[] = ["deliver", "accept"];
/** Rows of one page of the list. */
const MOST_CHOSEN = 50;

/** The acts that a row offers somebody. */
export function bulkActsOf(actor: Actor, row: WorkRow): BulkAct[] {
  const { acting, state } = row;
  if (!acting || !state) return [];
  const sides = taskSides(actor, acting, [acting.clientId]);
  return BULK_ACTS.filter((act) => {
    if (!isInState(act, state as TaskState) || !sides.includes(act === "accept" ? "client" : "provider")) return false;
    if (act === "assign") return can(actor, "task.reassign", { departmentIds: [acting.providerId] });
    return act !== "take" || row.agreementId !== null;
  });
}

/** Does what was chosen with the chosen tasks, or asks first, naming them. */
export async function actOnMany(form: FormData, context: AppContext, viewer: Viewer) {
  const act = BULK_ACTS.find((one) => one === form.get("act"));
  if (!act) throw fault(400, "bad_request");
  const chosen = form.getAll("task").flatMap((value) => {
    const match = /^([0-9a-zA-Z:_-]{1,80}) (\d{1,9})$/.exec(typeof value === "string" ? value : "");
    return match ? [{ taskId: match[1]!, seq: Number(match[2]) }] : [];
  }).slice(0, MOST_CHOSEN);
  const personId = String(form.get("personId") ?? "").slice(0, 64);
  const nothing: BulkAnswer = { act, personId, fault: null, confirm: null, done: 0, refused: [] };
  if (chosen.length === 0) return json<BulkAnswer>({ ...nothing, fault: "bulk.none" }, { status: 422 });
  if (act === "assign" && personId === "") return json<BulkAnswer>({ ...nothing, fault: "bulk.noPerson" }, { status: 422 });
  if (ASKS.includes(act) && form.get("sure") !== "yes") {
    const ids = chosen.map((one) => one.taskId);
    const [tasks, recipients] = await Promise.all([loadTasksById(context.store, ids), loadRecipients(context.store, ids)]);
    const seen = new Map(tasks.filter((task) => can(viewer.actor, "task.read", taskSubject(task, recipients.get(task.id) ?? [task.clientId]))).map((task) => [task.id, task.title || task.externalId]));
    const named = chosen.flatMap(({ taskId, seq }) => (seen.has(taskId) ? [{ value: `${taskId} ${seq}`, title: seen.get(taskId)! }] : []));
    return json<BulkAnswer>({ ...nothing, confirm: named.length > 0 ? { tasks: named } : null });
  }
  const command: TaskCommand = act === "assign" ? { type: "assign", personId } : { type: act };
  const assignable = new Map<string, Promise<boolean>>();
  const result = await actOnTasks(actingContext(context, viewer), {
    chosen, command, personId: viewer.actor.personId,
    standing: async (task, recipients) => {
      if (!can(viewer.actor, "task.read", taskSubject(task, recipients))) return refused("not_found");
      const sides = taskSides(viewer.actor, task, recipients);
      if (act === "assign") {
        if (!can(viewer.actor, "task.reassign", { departmentIds: [task.providerId] })) return refused("not_your_side");
        const known = assignable.get(task.providerId) ?? isAssignable(context, task.providerId, personId);
        assignable.set(task.providerId, known);
        if (!(await known)) return refused("unknown_person");
      }
      return { ok: true, sides, ...(await standsFor(context, viewer.actor, sides.includes("provider") ? [task.providerId] : recipients)) };
    },
  });
  return json<BulkAnswer>({ ...nothing, done: result.done.length, refused: result.refused.map(({ taskId, title, why }) => ({ taskId, title, code: why.code, facts: why.facts ?? {} })) });
}
