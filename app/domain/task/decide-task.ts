import { ok, refused, type Result } from "../refusal.ts";
import type { DeliveredFile, TaskEventPayload, TaskEventType } from "../evaluation/task-event.ts";
import { isInState, obstacle, openPause, otherSide, sideFor, WAITS_FOR_CLIENT } from "./task-acts.ts";
import type { TaskFacts, TaskSide } from "./task-acts.ts";

export const LONGEST_NOTE = 1000;
const MOST_NAMED_FILES = 50;
const LONGEST_MEASURE = 100;

export type TaskCommand =
  | { readonly type: "take" | "accept_once" | "input_came" | "confirm_input" | "agree_date" | "resume" | "accept" }
  | { readonly type: "decline"; readonly reason: string }
  | { readonly type: "assign"; readonly personId: string }
  | { readonly type: "ask_input"; readonly note: string }
  | { readonly type: "give_input"; readonly note: string }
  /** `at`: the new due instant. */
  | { readonly type: "propose_date"; readonly at: number }
  | { readonly type: "date_agreed"; readonly at: number }
  | { readonly type: "pause"; readonly reason: string; readonly note?: string }
  | { readonly type: "reject_pause"; readonly eventId: string; readonly reason: string }
  | { readonly type: "deliver"; readonly partial?: boolean; readonly items?: number; readonly itemsRequested?: number; readonly parts?: readonly string[]; readonly files?: readonly DeliveredFile[] }
  | { readonly type: "return"; readonly criterion: string; readonly reason: string }
  | { readonly type: "measure"; readonly name: string; readonly value: string }
  | { readonly type: "close_no_answer"; readonly reason: string }
  /** `forClient`: the provider tells what the client said. */
  | { readonly type: "cancel"; readonly reason: string; readonly forClient?: boolean };

export interface NewEvent {
  readonly type: TaskEventType;
  readonly payload: TaskEventPayload;
  /** Absent = when the act happened. */
  readonly occurredAt?: number;
}

export type TaskRefusal =
  | NonNullable<ReturnType<typeof obstacle>>
  | "not_your_side"
  | "not_in_this_state"
  | "note_missing"
  | "note_too_long"
  | "not_a_count"
  | "too_many_files"
  | "date_passed"
  | "unknown_pause"
  | "unknown_measure"
  | "value_missing"
  | "before_request"
  | "before_last_turn"
  | "in_the_future";

/**
 * The events that a command adds to a task's history; or why it may not. `at` is when it happened, `now` when it is
 * told. The client's word alone ends a promise: a provider's *cancel* is recorded and the promise stands; only a request
 * outside any agreement can be declined. A return names the agreed criterion and comes within the acceptance window; later wishes
 * are a new task.
 */
export function decideTask(facts: TaskFacts, command: TaskCommand, sides: readonly TaskSide[], personId: string, at: number, now: number = at): Result<readonly NewEvent[], TaskRefusal> {
  const { type } = command;
  const side = sideFor(type, sides, facts);
  if (!side) return refused("not_your_side");
  if (!isInState(type, facts.state)) return refused("not_in_this_state", { state: facts.state });
  if (at > now) return refused("in_the_future", undefined, "when");
  if (at < facts.requestedAt) return refused("before_request", { at: facts.requestedAt }, "when");
  if (at < now && at < facts.lastTurnAt) return refused("before_last_turn", { at: facts.lastTurnAt }, "when");
  const hindered = obstacle(facts, type, sides, at);
  if (hindered) return refused(hindered, hindered === "window_over" ? { acceptUntil: facts.acceptUntil! } : undefined);
  switch (command.type) {
    case "take":
      return ok([event("acknowledged"), event("assigned", { personId })]);
    case "accept_once":
      return ok([event("acknowledged", { beyond: true }), event("assigned", { personId })]);
    case "decline":
      return withNote(command.reason, "reason", (reason) => [event("cancelled", { by: "provider", declined: true, reason })]);
    case "assign":
      return ok([event("assigned", { personId: command.personId })]);
    case "ask_input":
      return withNote(command.note, "note", (note) => [event("paused", { reason: "client_input", note })]);
    case "give_input":
      return optionalNote(command.note, (note) => [
        ...(facts.isInputComplete ? [] : [event("input_complete", { by: "client", ...note })]),
        ...(WAITS_FOR_CLIENT.includes(openPause(facts)?.reason ?? "") ? [event("resumed", facts.isInputComplete ? note : {})] : []),
      ]);
    case "input_came":
      return ok([event("input_complete", { by: "provider" })]);
    case "confirm_input":
      return ok([{ ...event("input_complete", { by: "both" }), occurredAt: facts.inputSaidAt! }]);
    case "agree_date":
      return ok([event("due_agreed", { by: side, at: facts.proposed[otherSide(side)]! })]);
    case "propose_date":
      return command.at <= now ? refused("date_passed", undefined, "due") : ok([event("due_proposed", { by: side, at: command.at })]);
    case "date_agreed":
      return command.at <= at ? refused("date_passed", undefined, "due") : ok([event("due_agreed", { by: "both", at: command.at })]);
    case "pause":
      return withNote(command.reason, "reason", (reason) => [event("paused", { reason, ...(command.note?.trim() ? { note: command.note.trim().slice(0, LONGEST_NOTE) } : {}) })]);
    case "resume":
      return ok([event("resumed")]);
    case "reject_pause":
      return rejectPause(facts, command);
    case "deliver":
      return deliver(command);
    case "accept":
      return ok([event("accepted")]);
    case "return":
      if (command.criterion.trim() === "") return refused("note_missing", undefined, "criterion");
      return withNote(command.reason, "reason", (reason) => [event("returned", { criterion: command.criterion, reason })]);
    case "measure":
      if (!facts.measures.includes(command.name)) return refused("unknown_measure", undefined, "measure");
      if (command.value.trim() === "" || command.value.trim().length > LONGEST_MEASURE) return refused("value_missing", undefined, "value");
      return ok([event("measured", { name: command.name, value: command.value.trim() })]);
    case "close_no_answer":
      return withNote(command.reason, "reason", (reason) => [event("cancelled", { by: "no_answer", reason })]);
    case "cancel":
      return withNote(command.reason, "reason", (reason) => [event("cancelled", { by: side === "provider" && command.forClient ? "client" : side, reason })]);
  }
}

const event = (type: TaskEventType, payload: TaskEventPayload = {}): NewEvent => ({ type, payload });

function withNote(note: string, field: string, events: (note: string) => readonly NewEvent[]): Result<readonly NewEvent[], TaskRefusal> {
  const trimmed = note.trim();
  if (trimmed === "") return refused("note_missing", undefined, field);
  if (trimmed.length > LONGEST_NOTE) return refused("note_too_long", { longest: LONGEST_NOTE }, field);
  return ok(events(trimmed));
}

function optionalNote(note: string, events: (note: { readonly note?: string }) => readonly NewEvent[]): Result<readonly NewEvent[], TaskRefusal> {
  const trimmed = note.trim();
  if (trimmed.length > LONGEST_NOTE) return refused("note_too_long", { longest: LONGEST_NOTE }, "note");
  return ok(events(trimmed === "" ? {} : { note: trimmed }));
}

/** The pause stays in the history; it stops no clock any more. */
function rejectPause(facts: TaskFacts, command: Extract<TaskCommand, { type: "reject_pause" }>): Result<readonly NewEvent[], TaskRefusal> {
  const pause = facts.pauses.find((one) => one.eventId === command.eventId);
  if (!pause) return refused("unknown_pause", undefined, "pause");
  return withNote(command.reason, "reason", (reason) => [event("corrected", { eventId: pause.eventId, reason, payload: { reason: pause.reason, rejected: true } })]);
}

function deliver({ partial, items, itemsRequested, parts, files }: Extract<TaskCommand, { type: "deliver" }>): Result<readonly NewEvent[], TaskRefusal> {
  for (const [field, count] of [["items", items], ["itemsRequested", itemsRequested]] as const) {
    if (count !== undefined && (!Number.isSafeInteger(count) || count < 0 || count > 1_000_000_000)) return refused("not_a_count", undefined, field);
  }
  if (files && files.length > MOST_NAMED_FILES) return refused("too_many_files", { most: MOST_NAMED_FILES }, "files");
  return ok([
    event("delivered", {
      ...(partial ? { partial } : {}),
      ...(items === undefined ? {} : { items }),
      ...(itemsRequested === undefined ? {} : { itemsRequested }),
      ...(parts === undefined ? {} : { parts }),
      ...(files && files.length > 0 ? { files } : {}),
    }),
  ]);
}
