import { readRef, taskRef, type ItemRef } from "#app/domain/evaluation/chain.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { decideWait } from "#app/domain/task/decide-wait.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadRecipients, type TaskRow } from "#db/queries/tasks.server.ts";
import { endWait, insertWait, loadVerdictsOfDates, loadWaits, loadWaitsOfTask } from "#db/queries/waits.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { judgeNow } from "./act-on-task.server.ts";
import { openAgreementBook } from "./agreement-book.server.ts";
import { loadUpstream } from "./chain-excuses.server.ts";
import type { OperationContext } from "./context.ts";
import { notices, type Notification } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

export interface WaitFor {
  readonly taskId: string;
  /** `t:…` or `o:…`; the caller has made sure that the person may see it. */
  readonly upstream: ItemRef;
  readonly note: string;
  readonly personId: string;
}

const DONE: readonly TaskRow["state"][] = ["delivered", "accepted", "cancelled"];

/**
 * Notes that a task waits for another task or a planned delivery, and warns its client in the same transaction: only a client warned
 * before the due time leaves room for an excuse (design.md section 5, Chains). A wait that would come back to itself is refused.
 */
export async function waitFor(ctx: OperationContext, command: WaitFor): Promise<Result<{ readonly number: number }>> {
  const { store, now } = ctx;
  const { taskId, upstream, personId } = command;
  const read = readRef(upstream);
  const task = await findTask(store, taskId);
  if (!task || !read) return refused("not_found", undefined, "upstream");
  const [other, ofDate, earlier] = await Promise.all([
    read.type === "task" ? findTask(store, read.taskId) : null, read.type === "occurrence" ? loadVerdictsOfDates(store, [read]) : [], loadWaitsOfTask(store, taskId),
  ]);
  if (read.type === "task" ? !other : ofDate.length === 0) return refused("unknown_upstream", undefined, "upstream");
  const book = await openAgreementBook(store);
  const upstreamWaits = other ? await loadWaits(store, [other.id]) : [];
  const reach = await loadUpstream(store, book, upstreamWaits);
  const own = earlier.filter((row) => row.endedAt === null);
  const decided = decideWait(
    {
      task: taskRef(taskId), isDone: DONE.includes(task.state), upstream, isUpstreamDone: other ? DONE.includes(other.state) : ofDate.some((row) => row.state === "done" || row.state === "cancelled"),
      waitsOf: (ref) => (ref === taskRef(taskId) ? own : reach.waitsOf(ref)),
    },
    command.note,
  );
  if (!decided.ok) return decided;
  const number = (earlier.at(-1)?.number ?? 0) + 1;
  const heard = await clientOf(ctx, task);
  const tell = await notices(store, heard.map((id): Notification => ({ kind: "task_waits", personId: id, refs: { taskId }, about: `${taskId}:${number}` })), now);
  try {
    await store.writeAll(
      (w) => [
        insertWait(store, w, { taskId, number, upstream, upstreamTaskId: other?.id ?? null, note: decided.value, linkedBy: personId, linkedAt: now, warnedAt: heard.length > 0 ? now : null, endedBy: null, endedAt: null }),
        ...tell(w),
      ],
      { at: now, actor: ctx.actor, action: "task.wait", entity: "task", entityId: taskId, details: { number, upstream, told: heard.length } },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return refused("changed_meanwhile");
    throw error;
  }
  await judgeNow(ctx, taskId);
  return ok({ number });
}

/** Who is told on the client's side: who asked, else those who answer for the client departments. */
async function clientOf(ctx: OperationContext, task: TaskRow): Promise<readonly string[]> {
  if (task.requesterId !== null) return [task.requesterId];
  const recipients = (await loadRecipients(ctx.store, [task.id])).get(task.id) ?? [task.clientId];
  const speakers = await Promise.all(recipients.map((id) => speakersOfDepartment(ctx.store, ctx.now, id)));
  return [...new Set(speakers.flat())];
}

/** Ends a wait; what its delay excused stands as a breach again. */
export async function waitNoMore(ctx: OperationContext, command: { readonly taskId: string; readonly number: number; readonly personId: string }): Promise<Result<{ readonly number: number }>> {
  const { store, now } = ctx;
  const { taskId, number, personId } = command;
  const row = (await loadWaitsOfTask(store, taskId)).find((one) => one.number === number);
  if (!row) return refused("not_found");
  try {
    await store.writeAll((w) => [endWait(store, w, taskId, number, personId, now)], { at: now, actor: ctx.actor, action: "task.unwait", entity: "task", entityId: taskId, details: { number, upstream: row.upstream } });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  await judgeNow(ctx, taskId);
  return ok({ number });
}

