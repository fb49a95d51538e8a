import type { AttachedTo } from "#app/domain/evidence/attached-to.ts";
import type { SentFile } from "#app/domain/evidence/check-evidence.ts";
import type { TaskEvent, TaskEventPayload } from "#app/domain/evaluation/task-event.ts";
import { summariseTask } from "#app/domain/evaluation/task-state.ts";
import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { decideTask } from "#app/domain/task/decide-task.ts";
import type { NewEvent, TaskCommand } from "#app/domain/task/decide-task.ts";
import { workingDaysAfter } from "#app/domain/task/read-facts.ts";
import { otherSide, sideFor } from "#app/domain/task/task-acts.ts";
import type { TaskAct, TaskSide } from "#app/domain/task/task-acts.ts";
import { MOST_DAYS_BACK, needsYes } from "#app/domain/task/told-entry.ts";
import type { ToldChannel } from "#app/domain/task/told-entry.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { newId } from "#db/new-id.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { insertTaskEntry, loadTaskEntries } from "#db/queries/task-entries.server.ts";
import { advanceTasks, assignTask, insertEvents } from "#db/queries/tasks.server.ts";
import type { NewTaskEvent, TaskRow } from "#db/queries/tasks.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Unit, Writer } from "#db/store.ts";
import { attachEvidence } from "./attach-evidence.server.ts";
import type { OperationContext } from "./context.ts";
import { evaluateBatch, openPass } from "./evaluate-tasks.server.ts";
import type { EvaluationPass } from "./evaluate-tasks.server.ts";
import { notices } from "./notify.server.ts";
import { openDesk } from "./task-desk.server.ts";
import type { TaskDesk } from "./task-desk.server.ts";
import { tellAboutTask } from "./tell-about-task.server.ts";

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
  /** When it happened, where that was earlier. */
  readonly at?: number;
  /** How the other side's word came, where it is told for it. */
  readonly channel?: ToldChannel;
  readonly files?: readonly SentFile[];
}

export interface ActedOnTask {
  readonly seq: number;
  /** The entry that waits for the other side's yes; null = it counts at once. */
  readonly entryId: string | null;
}

/**
 * Adds what a person did to a task's history and judges the task at once. A history that went on
 * meanwhile refuses with `changed_meanwhile`; nothing is written then. What is told late, or for the other side, waits for that side's yes.
 */
export async function actOnTask(ctx: OperationContext, act: ActOnTask): Promise<Result<ActedOnTask>> {
  const pass = await openPass(ctx);
  const done = await recordAct(ctx, pass, act);
  if (done.ok && done.value.entryId === null) await judgeNow(ctx, act.taskId, pass);
  return done;
}

/** Writes an act down without judging the task; the caller judges, one task or many. */
export async function recordAct(ctx: OperationContext, pass: EvaluationPass, act: ActOnTask): Promise<Result<ActedOnTask>> {
  const { store, now } = ctx;
  const { command, sides, personId } = act;
  const task = await findTask(store, act.taskId);
  if (!task) return refused("not_found");
  if (task.seq !== act.seq) return refused("changed_meanwhile");
  const desk = await openDesk(ctx, pass, task);
  const at = act.at ?? now;
  if (now - at > MOST_DAYS_BACK * DAY_MS) return refused("too_long_ago", { days: MOST_DAYS_BACK }, "when");
  const evidence = await attachEvidence(ctx, act.files ?? [], { taskId: task.id, attachedTo: attachedTo(command.type), personId });
  if (!evidence.ok) return evidence;
  const full = withFiles(command, evidence.value.files.map((file) => ({ name: file.name, type: file.extension })));
  const decided = decideTask(desk.facts, full, sides, personId, at, now);
  if (!decided.ok) return decided;

  const side = sideFor(command.type, sides, desk.facts)!;
  const details = evidence.value.keys.length > 0 ? { files: evidence.value.keys } : {};
  if (needsYes(full, side, workingDaysAfter(desk.calendar, at, 1), now)) return tellEntry(ctx, desk, { ...act, command: full }, side, at, { build: evidence.value.build, details });
  const payload = { ...(act.forPersonId === undefined ? {} : { forPersonId: act.forPersonId }) };
  const news = await newsOf(ctx, task, command, side, personId);
  const written = await appendEvents(ctx, desk, decided.value.map((event) => ({ ...event, occurredAt: event.occurredAt ?? at, payload: { ...event.payload, ...payload } })), {
    actorId: personId, action: `task.${command.type}`, details, build: (w) => [...evidence.value.build(w), ...news(w)],
  });
  return written.ok ? ok({ seq: written.value.seq, entryId: null }) : written;
}

type EventToAdd = NewEvent & { readonly occurredAt: number };

export interface Appending {
  /** Who told it. */
  readonly actorId: string;
  readonly action: `task.${TaskAct | "confirm_entry" | "reject_entry" | "withdraw_entry"}`;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What belongs to the same transaction. */
  readonly build?: (w: Writer) => Unit;
}

/** Appends events to a task's history with the state that they lead to. */
export async function appendEvents(ctx: OperationContext, { task, history }: Pick<TaskDesk, "task" | "history">, events: readonly EventToAdd[], how: Appending): Promise<Result<{ readonly seq: number }>> {
  const { store, now } = ctx;
  const added = events.map(({ type, payload, occurredAt }, index): NewTaskEvent => {
    const seq = task.seq + index + 1;
    return { taskId: task.id, seq, id: `portal-${newId()}`, type, occurredAt, receivedAt: now, sourceOrder: seq, payload, actorId: how.actorId, source: "portal", batchId: null };
  });
  const summary = summariseTask([...history, ...added.map((row): TaskEvent => ({ ...row, payload: row.payload as TaskEventPayload }))]);
  const assigned = events.findLast((event) => event.type === "assigned")?.payload.personId;
  const seq = task.seq + added.length;
  try {
    await store.writeAll(
      (w) => [
        ...advanceTasks(store, w, [{ id: task.id, fromSeq: task.seq, seq, state: summary.state, requestedAt: summary.requestedAt ?? task.requestedAt, deliveredAt: summary.deliveredAt }]),
        ...(assigned === undefined ? [] : [assignTask(store, w, task.id, assigned)]),
        ...insertEvents(store, w, added),
        ...(how.build?.(w) ?? []),
      ],
      { at: now, actor: ctx.actor, action: how.action, entity: "task", entityId: task.id, details: { from: task.state, to: summary.state, seq, ...how.details } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ seq });
}

/** Puts an entry before the other side; the task's history stays as it is until the answer. */
async function tellEntry(ctx: OperationContext, { task }: TaskDesk, act: ActOnTask, side: TaskSide, at: number, evidence: { readonly build: (w: Writer) => Unit; readonly details: Readonly<Record<string, unknown>> }): Promise<Result<ActedOnTask>> {
  const { store, now } = ctx;
  const { command } = act;
  const waiting = (await loadTaskEntries(store, task.id)).some((row) => row.state === "waiting" && row.command.type === command.type);
  if (waiting) return refused("entry_waits");
  const entryId = newId();
  const tell = await notices(store, await tellAboutTask(ctx, task, { kind: "task_entry_told", side: otherSide(side), about: entryId }, act.personId), now);
  await store.writeAll(
    (w) => [
      insertTaskEntry(store, w, {
        id: entryId, taskId: task.id, side, command, occurredAt: at, channel: act.channel ?? null, toldBy: act.personId, forPersonId: act.forPersonId ?? null, toldAt: now, state: "waiting", answeredBy: null,
        answeredAt: null, answer: null,
      }),
      ...evidence.build(w),
      ...tell(w),
    ],
    { at: now, actor: ctx.actor, action: "task.tell", entity: "task", entityId: task.id, details: { entryId, command: command.type, at, ...evidence.details } },
  );
  return ok({ seq: task.seq, entryId });
}

/** What the other side learns at once: each pause, a question, a date, a return, a refusal. */
const NEWS: Readonly<Partial<Record<TaskAct, NoticeKind>>> = {
  ask_input: "task_input_asked",
  give_input: "task_input_given",
  input_came: "task_input_said",
  pause: "task_paused",
  reject_pause: "task_pause_rejected",
  propose_date: "task_date_proposed",
  agree_date: "task_date_agreed",
  return: "task_returned",
  decline: "task_declined",
  close_no_answer: "task_closed_no_answer",
  cancel: "task_cancelled",
};

async function newsOf(ctx: OperationContext, task: TaskRow, command: TaskCommand, side: TaskSide, personId: string): Promise<(w: Writer) => Unit> {
  const kind = NEWS[command.type];
  if (!kind) return () => [];
  return notices(ctx.store, await tellAboutTask(ctx, task, { kind, side: otherSide(side), about: task.seq }, personId), ctx.now);
}

const attachedTo = (act: TaskAct): AttachedTo => (act === "deliver" ? "delivery" : act === "return" ? "return" : "input");

/** Handed over is what was attached, before what is only named. A template that was named alone stands for the file made by it. */
function withFiles(command: TaskCommand, attached: readonly { readonly name: string; readonly type: string }[]): TaskCommand {
  if (command.type !== "deliver") return command;
  const template = command.files?.find((file) => file.template !== undefined)?.template;
  const made = template === undefined ? {} : { template };
  const files = [...attached.map((file) => ({ ...file, ...made })), ...(command.files ?? []).filter((file) => file.name !== "")];
  return { ...command, files: files.length === 0 && template !== undefined ? [{ name: template, template }] : files };
}

/** Judges one task, so that the page that comes next shows the new verdict. */
export async function judgeNow(ctx: OperationContext, taskId: string, pass?: EvaluationPass): Promise<void> {
  const task = await findTask(ctx.store, taskId);
  if (task) await evaluateBatch(ctx, pass ?? (await openPass(ctx)), [task]);
}
