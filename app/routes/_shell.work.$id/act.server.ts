import { json, redirect } from "@remix-run/node";
import { can } from "#app/domain/access/can.ts";
import type { Refused } from "#app/domain/refusal.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { answerEntry } from "#app/operations/answer-entry.server.ts";
import { proposeTerms } from "#app/operations/propose-terms.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { readEvidenceForm } from "#app/web/evidence-form.server.ts";
import { setFlash } from "#app/web/flash.server.ts";
import { allow, fault } from "#app/web/guard.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { actingContext } from "#app/web/typed-form.server.ts";
import { departmentsOf, taskSides, taskSubject } from "#app/web/work-scope.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import { actSchema, commandOf, disputeSchema, entrySchema, whenOf } from "./form.ts";
import { standsFor } from "./stands-for.server.ts";
import { isAssignable } from "./task-page.server.ts";

const CONFLICTS: readonly string[] = ["changed_meanwhile", "dispute_open", "entry_waits", "already_answered"];

/** One press on the task page: an act, an answer to what was told late, an objection, or terms for what no agreement covers. */
export async function actOnPage(request: Request, context: AppContext, viewer: Viewer, taskId: string) {
  const { store } = context;
  const task = await findTask(store, taskId);
  const recipients = task ? ((await loadRecipients(store, [task.id])).get(task.id) ?? [task.clientId]) : [];
  allow(viewer, "task.read", task && taskSubject(task, recipients));
  if (!task) throw fault(404, "not_found");
  const ctx = actingContext(context, viewer);
  const { personId } = viewer.actor;
  const { texts: sent, all, files } = await readEvidenceForm(request);
  const refuse = (act: string, { code, facts, field }: Refused) =>
    json({ act, code, facts: facts ?? {}, field: field ?? null, values: { ...sent, part: all("part").join("\n") }, hadFiles: files.length > 0 }, { status: CONFLICTS.includes(code) ? 409 : 422 });
  // What was pressed on Home leads back there; a refusal is said on the page of the task.
  const home = new URL(request.url).searchParams.get("back") === "home";
  const done = (key: string) => redirect(home ? "/" : `/work/${task.id}`, { headers: { "Set-Cookie": setFlash({ key, tone: "done" }, context.mode === "production") } });
  const sides = taskSides(viewer.actor, task, recipients);

  if (sent.act === "dispute") {
    const form = disputeSchema.safeParse(sent);
    if (!form.success) throw fault(400, "bad_request");
    allow(viewer, "dispute.raise", taskSubject(task, recipients));
    const [obligationKey = "", cycle, carry] = form.data.verdict.split("|");
    const mine = departmentsOf(viewer.actor);
    const departmentId = [task.providerId, ...recipients].find((id) => mine.includes(id)) ?? task.providerId;
    const result = await raiseDispute(ctx, { about: { taskId: task.id }, obligationKey, cycle: Number(cycle ?? 0), carry: Number(carry ?? 0), personId, departmentId, reason: form.data.reason, files });
    return result.ok ? done("sent") : refuse("dispute", result);
  }

  if (sides.length === 0) throw fault(403, "forbidden");
  if (sent.act === "propose_terms") {
    const begun = await proposeTerms(ctx, task);
    return begun.ok ? redirect(begun.value.path) : refuse("propose_terms", begun);
  }
  if (sent.act?.startsWith("entry_")) {
    const form = entrySchema.safeParse(sent);
    if (!form.success) throw fault(400, "bad_request");
    const answer = form.data.act === "entry_confirm" ? ({ type: "confirm" } as const) : form.data.act === "entry_withdraw" ? ({ type: "withdraw" } as const) : ({ type: "reject", text: form.data.text } as const);
    const result = await answerEntry(ctx, { entryId: form.data.entry, taskId: task.id, answer, by: { personId, sides } });
    return result.ok ? done("saved") : refuse(sent.act, result);
  }

  const form = actSchema.safeParse(sent);
  if (!form.success) throw fault(400, "bad_request");
  const { act, seq, channel } = form.data;
  if (act === "assign") {
    if (!can(viewer.actor, "task.reassign", { departmentIds: [task.providerId] })) throw fault(403, "forbidden");
    if (!(await isAssignable(context, task.providerId, form.data.personId))) return refuse(act, { ok: false, code: "unknown_person", field: "personId" });
  }
  const command = commandOf(form.data, all("part"), viewer.timeZone);
  const when = whenOf(form.data, viewer.timeZone);
  if (!command.ok) return refuse(act, command);
  if (!when.ok) return refuse(act, when);
  const stoodFor = await standsFor(context, viewer.actor, actingDepartments(sides, task.providerId, recipients));
  const result = await actOnTask(ctx, {
    taskId: task.id, seq, command: command.value, personId, sides, files, ...stoodFor, ...(when.value === undefined ? {} : { at: when.value }), ...(channel === "" ? {} : { channel }),
  });
  if (!result.ok) return refuse(act, result);
  return done(result.value.entryId === null ? "saved" : "told");
}

const actingDepartments = (sides: readonly TaskSide[], providerId: string, recipients: readonly string[]) => (sides.includes("provider") ? [providerId] : recipients);
