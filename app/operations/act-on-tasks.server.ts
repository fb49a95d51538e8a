import type { Refused } from "#app/domain/refusal.ts";
import { refused } from "#app/domain/refusal.ts";
import type { TaskCommand } from "#app/domain/task/decide-task.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import { recordAct } from "./act-on-task.server.ts";
import type { OperationContext } from "./context.ts";
import { evaluateBatch, openPass } from "./evaluate-tasks.server.ts";

export interface ActOnTasks {
  /** Each with the history that the person saw. */
  readonly chosen: readonly { readonly taskId: string; readonly seq: number }[];
  readonly command: TaskCommand;
  readonly personId: string;
  /** How the person stands to a task, or why this act on it is not theirs. */
  readonly standing: (task: TaskRow, recipients: readonly string[]) => Promise<Refused | { readonly ok: true; readonly sides: readonly TaskSide[]; readonly forPersonId?: string }>;
}

export interface ActedOnTasks {
  readonly done: readonly { readonly taskId: string; readonly title: string }[];
  readonly refused: readonly { readonly taskId: string; readonly title: string; readonly why: Refused }[];
}

/** The same act on many tasks: each is done or refused by itself, then all that changed are judged together. */
export async function actOnTasks(ctx: OperationContext, { chosen, command, personId, standing }: ActOnTasks): Promise<ActedOnTasks> {
  const { store } = ctx;
  const ids = chosen.map((one) => one.taskId);
  const [tasks, recipients, pass] = await Promise.all([loadTasksById(store, ids), loadRecipients(store, ids), openPass(ctx)]);
  const byId = new Map(tasks.map((row) => [row.id, row]));
  const done: ActedOnTasks["done"][number][] = [];
  const left: ActedOnTasks["refused"][number][] = [];
  for (const { taskId, seq } of chosen) {
    const task = byId.get(taskId);
    // A foreign task answers as one that does not exist, also by its name.
    const stands = task ? await standing(task, recipients.get(taskId) ?? [task.clientId]) : refused("not_found");
    const title = task && (stands.ok || stands.code !== "not_found") ? task.title || task.externalId : "–";
    const acted = stands.ok ? await recordAct(ctx, pass, { taskId, seq, command, personId, sides: stands.sides, ...(stands.forPersonId === undefined ? {} : { forPersonId: stands.forPersonId }) }) : stands;
    if (acted.ok) done.push({ taskId, title });
    else left.push({ taskId, title, why: acted });
  }
  if (done.length > 0) await evaluateBatch(ctx, pass, await loadTasksById(store, done.map((one) => one.taskId)));
  return { done, refused: left };
}
