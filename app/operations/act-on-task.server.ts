import { readAgreedDates } from "#app/domain/evaluation/agreed-dates.ts";
import { effectiveEvents } from "#app/domain/evaluation/effective-events.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import { summariseTask } from "#app/domain/evaluation/task-state.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { decideTask } from "#app/domain/task/decide-task.ts";
import type { TaskCommand, TaskFacts, TaskSide } from "#app/domain/task/decide-task.ts";
import { newId } from "#db/new-id.server.ts";
import { findTask, loadToldEvents } from "#db/queries/task-page.server.ts";
import { advanceTasks, assignTask, insertEvents } from "#db/queries/tasks.server.ts";
import type { NewTaskEvent, TaskRow } from "#db/queries/tasks.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { evaluateBatch, openPass } from "./evaluate-tasks.server.ts";

export interface ActOnTask {
  readonly taskId: string;
  /** The history that the person saw; another one refuses. */
  readonly seq: number;
  readonly command: TaskCommand;
  readonly personId: string;
  /** The head in whose place the person acts as a deputy; absent = in their own right. */
  readonly forPersonId?: string;
  /** On which sides of the task the person may act. */
  readonly sides: readonly TaskSide[];
}

/** What a decision about a task depends on, as its history stands. */
export function factsOf(task: Pick<TaskRow, "state" | "acceptUntil">, events: readonly TaskEvent[], now: number): TaskFacts {
  return { state: task.state, acceptUntil: task.acceptUntil, wantedAt: wantedDate(events, now) };
}

/** The date that the client named last and nobody has agreed to. */
function wantedDate(events: readonly TaskEvent[], now: number): number | null {
  const history = effectiveEvents(events, now);
  const wanted = history.filter((event) => event.type === "due_proposed" && event.payload.by === "client" && event.payload.at !== undefined).at(-1);
  if (!wanted) return null;
  const answered = readAgreedDates(history).agreed.some((date) => date.agreedAt >= wanted.occurredAt);
  return answered || wanted.payload.at! <= now ? null : wanted.payload.at!;
}

/**
 * Adds what a person did to a task's history and judges the task at once. A history that went on
 * meanwhile refuses with `changed_meanwhile`; nothing is written then.
 */
export async function actOnTask(ctx: OperationContext, act: ActOnTask): Promise<Result<{ readonly seq: number }>> {
  const { store, now } = ctx;
  const task = await findTask(store, act.taskId);
  if (!task) return refused("not_found");
  if (task.seq !== act.seq) return refused("changed_meanwhile");
  const history = await loadToldEvents(store, task.id);
  const decided = decideTask(factsOf(task, history, now), act.command, act.sides, act.personId, now);
  if (!decided.ok) return decided;

  const added = decided.value.map((event, index): NewTaskEvent => {
    const seq = task.seq + index + 1;
    return {
      taskId: task.id, seq, id: `portal-${newId()}`, type: event.type, occurredAt: now, receivedAt: now, sourceOrder: seq, payload: act.forPersonId === undefined ? event.payload : { ...event.payload, forPersonId: act.forPersonId }, actorId: act.personId, source: "portal", batchId: null,
    };
  });
  const summary = summariseTask([...history, ...added.map((row) => ({ ...row, payload: row.payload as TaskEvent["payload"] }))]);
  const assigned = decided.value.findLast((event) => event.type === "assigned")?.payload.personId;
  const seq = task.seq + added.length;
  try {
    await store.writeAll(
      (w) => [
        ...advanceTasks(store, w, [{ id: task.id, fromSeq: task.seq, seq, state: summary.state, requestedAt: summary.requestedAt ?? task.requestedAt, deliveredAt: summary.deliveredAt }]),
        ...(assigned === undefined ? [] : [assignTask(store, w, task.id, assigned)]),
        ...insertEvents(store, w, added),
      ],
      { at: now, actor: ctx.actor, action: `task.${act.command.type}`, entity: "task", entityId: task.id, details: { from: task.state, to: summary.state, seq } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  await judgeNow(ctx, task.id);
  return ok({ seq });
}

/** Judges one task, so that the page that comes next shows the new verdict. */
export async function judgeNow(ctx: OperationContext, taskId: string): Promise<void> {
  const task = await findTask(ctx.store, taskId);
  if (task) await evaluateBatch(ctx, await openPass(ctx), [task]);
}
