import type { TaskEventPayload } from "#app/domain/evaluation/task-event.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { decideTask } from "#app/domain/task/decide-task.ts";
import type { NewEvent } from "#app/domain/task/decide-task.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import { decideEntry } from "#app/domain/task/told-entry.ts";
import type { EntryAnswer, EntryState } from "#app/domain/task/told-entry.ts";
import { answerTaskEntry, findTaskEntry } from "#db/queries/task-entries.server.ts";
import type { TaskEntryRow } from "#db/queries/task-entries.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Unit, Writer } from "#db/store.ts";
import { appendEvents, judgeNow } from "./act-on-task.server.ts";
import type { OperationContext } from "./context.ts";
import { openPass } from "./evaluate-tasks.server.ts";
import { notices } from "./notify.server.ts";
import { openDesk } from "./task-desk.server.ts";
import type { TaskDesk } from "./task-desk.server.ts";
import { tellAboutTask } from "./tell-about-task.server.ts";
import { tellThirdBeyond } from "./third-beyond.server.ts";

export interface AnswerEntry {
  readonly entryId: string;
  readonly taskId: string;
  readonly answer: EntryAnswer;
  readonly by: { readonly personId: string; readonly sides: readonly TaskSide[] };
}

/**
 * Answers what was told after the fact. A yes adds it to the history at the instant at which it happened and judges the task anew;
 * a no leaves the history as it is. A request that is not confirmed ends; one that the client wrote down late counts from when
 * it was written down (docs/decisions/0010).
 */
export async function answerEntry(ctx: OperationContext, command: AnswerEntry): Promise<Result<{ readonly state: EntryState }>> {
  const { store, now } = ctx;
  const entry = await findTaskEntry(store, command.entryId);
  const task = entry && entry.taskId === command.taskId ? await findTask(store, entry.taskId) : null;
  if (!entry || !task) return refused("not_found");
  const decided = decideEntry(entry, command.answer, command.by);
  if (!decided.ok) return decided;
  const pass = await openPass(ctx);
  const desk = await openDesk(ctx, pass, task);
  const events = eventsOf(desk, entry, decided.value, command, now);
  if (!events.ok) return events;

  const answer = command.answer.type === "reject" ? command.answer.text.trim() : null;
  const tell = await notices(store, decided.value === "withdrawn" ? [] : await tellAboutTask(ctx, task, { kind: "task_entry_answered", side: entry.side, about: entry.id }, command.by.personId), now);
  const build = (w: Writer): Unit => [answerTaskEntry(store, w, entry.id, { state: decided.value, answeredBy: command.by.personId, answeredAt: now, answer }), ...tell(w)];
  const action = decided.value === "confirmed" ? "task.confirm_entry" : decided.value === "rejected" ? "task.reject_entry" : "task.withdraw_entry";
  const details = { entryId: entry.id, command: entry.command.type };
  try {
    if (events.value.length === 0) await store.writeAll(build, { at: now, actor: ctx.actor, action, entity: "task", entityId: task.id, details });
    else {
      const written = await appendEvents(ctx, desk, events.value, { actorId: decided.value === "confirmed" ? entry.toldBy : command.by.personId, action, details, build });
      if (!written.ok) return written;
    }
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  if (events.value.length > 0) {
    await judgeNow(ctx, task.id, pass);
    if (entry.command.type === "request") await tellThirdBeyond(ctx, task.id);
  }
  return ok({ state: decided.value });
}

/** What the answer adds to the history. */
function eventsOf(desk: TaskDesk, entry: TaskEntryRow, state: EntryState, { by, answer }: AnswerEntry, now: number): Result<readonly (NewEvent & { readonly occurredAt: number })[]> {
  const said: TaskEventPayload = { ...(entry.channel === null ? {} : { channel: entry.channel }), ...(entry.forPersonId === null ? {} : { forPersonId: entry.forPersonId }), ...(state === "confirmed" ? { confirmedById: by.personId } : {}) };
  const { command } = entry;
  if (command.type === "request") {
    if (state === "confirmed") return ok([{ type: "requested", occurredAt: entry.occurredAt, payload: said }]);
    // The client's own wish stands: only the earlier moment is refused, by whichever side.
    if (entry.side === "client") return ok([{ type: "requested", occurredAt: entry.toldAt, payload: {} }]);
    return ok([{ type: "cancelled", occurredAt: now, payload: answer.type === "reject" ? { by: "client", reason: answer.text.trim() } : { by: "provider", declined: true } }]);
  }
  if (state !== "confirmed") return ok([]);
  const decided = decideTask(desk.facts, command, [entry.side], entry.toldBy, entry.occurredAt, now);
  if (!decided.ok) return decided;
  return ok(decided.value.map((event) => ({ ...event, occurredAt: event.occurredAt ?? entry.occurredAt, payload: { ...event.payload, ...said } })));
}
