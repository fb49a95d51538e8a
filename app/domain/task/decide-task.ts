import { ok, refused, type Result } from "../refusal.ts";
import type { DeliveredFile, TaskEventPayload, TaskEventType } from "../evaluation/task-event.ts";

export const TASK_STATES = ["requested", "in_progress", "paused", "delivered", "returned", "accepted", "cancelled"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What people do with a task in the portal. */
export const TASK_ACTS = ["take", "assign", "agree_date", "pause", "resume", "deliver", "accept", "return", "cancel"] as const;
export type TaskAct = (typeof TASK_ACTS)[number];

/** Why a clock stands, said by the provider; whether it counts is a matter of the terms. */
export const PAUSE_REASONS = ["client_input", "client_absent", "third_party", "other"] as const;
/** What was not as agreed. */
export const RETURN_CRITERIA = ["quality", "completeness", "format", "wrong_thing"] as const;

export const LONGEST_NOTE = 1000;
const MOST_FILES = 50;

export type TaskCommand =
  | { readonly type: "take" }
  | { readonly type: "assign"; readonly personId: string }
  /** The provider says yes to the date that the client named. */
  | { readonly type: "agree_date" }
  | { readonly type: "pause"; readonly reason: string }
  | { readonly type: "resume" }
  | { readonly type: "deliver"; readonly partial?: boolean; readonly items?: number; readonly itemsRequested?: number; readonly files?: readonly DeliveredFile[] }
  | { readonly type: "accept" }
  | { readonly type: "return"; readonly criterion: string; readonly reason: string }
  | { readonly type: "cancel"; readonly reason: string };

export type TaskSide = "provider" | "client";

/** What a decision depends on. */
export interface TaskFacts {
  readonly state: TaskState;
  /** End of the acceptance window; null while nothing is delivered or no agreement applies. */
  readonly acceptUntil: number | null;
  /** The date that the client named and the provider has not answered yet. */
  readonly wantedAt: number | null;
}

export interface NewEvent {
  readonly type: TaskEventType;
  readonly payload: TaskEventPayload;
}

export type TaskRefusal =
  | "not_your_side"
  | "not_in_this_state"
  | "window_over"
  | "nothing_wanted"
  | "note_missing"
  | "note_too_long"
  | "not_a_count"
  | "too_many_files";

const SIDE_OF: Readonly<Record<TaskAct, readonly TaskSide[]>> = {
  take: ["provider"],
  assign: ["provider"],
  agree_date: ["provider"],
  pause: ["provider"],
  resume: ["provider"],
  deliver: ["provider"],
  accept: ["client"],
  return: ["client"],
  cancel: ["client", "provider"],
};

const OPEN = ["requested", "in_progress", "paused", "returned"] as const;

const STATES_OF: Readonly<Record<TaskAct, readonly TaskState[]>> = {
  take: ["requested"],
  assign: OPEN,
  agree_date: OPEN,
  pause: ["requested", "in_progress", "returned"],
  resume: ["paused"],
  deliver: OPEN,
  accept: ["delivered"],
  return: ["delivered"],
  cancel: OPEN,
};

/** The acts open to somebody of these sides now, in the order of the vocabulary: what a page offers. */
export function actsOpen(facts: TaskFacts, sides: readonly TaskSide[], now: number): TaskAct[] {
  return TASK_ACTS.filter(
    (act) =>
      SIDE_OF[act].some((side) => sides.includes(side)) &&
      STATES_OF[act].includes(facts.state) &&
      (act !== "agree_date" || facts.wantedAt !== null) &&
      (act !== "return" || facts.acceptUntil === null || now <= facts.acceptUntil),
  );
}

/**
 * The events that a command adds to a task's history, all of them at `now`; or why it may not. The
 * client's word alone ends a task: a provider's *cancel* is recorded and the promise stands. A return
 * names the agreed criterion and comes within the acceptance window; later wishes are a new task.
 */
export function decideTask(facts: TaskFacts, command: TaskCommand, sides: readonly TaskSide[], personId: string, now: number): Result<readonly NewEvent[], TaskRefusal> {
  const { type } = command;
  const side = SIDE_OF[type].find((one) => sides.includes(one));
  if (!side) return refused("not_your_side");
  if (!STATES_OF[type].includes(facts.state)) return refused("not_in_this_state", { state: facts.state });
  switch (command.type) {
    case "take":
      return ok([event("acknowledged"), event("assigned", { personId })]);
    case "assign":
      return ok([event("assigned", { personId: command.personId })]);
    case "agree_date":
      return facts.wantedAt === null ? refused("nothing_wanted") : ok([event("due_agreed", { by: "provider", at: facts.wantedAt })]);
    case "pause":
      return withNote(command.reason, "reason", (reason) => [event("paused", { reason })]);
    case "resume":
      return ok([event("resumed")]);
    case "deliver":
      return deliver(command);
    case "accept":
      return ok([event("accepted")]);
    case "return":
      if (facts.acceptUntil !== null && now > facts.acceptUntil) return refused("window_over", { acceptUntil: facts.acceptUntil });
      if (command.criterion.trim() === "") return refused("note_missing", undefined, "criterion");
      return withNote(command.reason, "reason", (reason) => [event("returned", { criterion: command.criterion, reason })]);
    case "cancel":
      return withNote(command.reason, "reason", (reason) => [event("cancelled", { by: side, reason })]);
  }
}

const event = (type: TaskEventType, payload: TaskEventPayload = {}): NewEvent => ({ type, payload });

function withNote(note: string, field: string, events: (note: string) => readonly NewEvent[]): Result<readonly NewEvent[], TaskRefusal> {
  const trimmed = note.trim();
  if (trimmed === "") return refused("note_missing", undefined, field);
  if (trimmed.length > LONGEST_NOTE) return refused("note_too_long", { longest: LONGEST_NOTE }, field);
  return ok(events(trimmed));
}

function deliver({ partial, items, itemsRequested, files }: Extract<TaskCommand, { type: "deliver" }>): Result<readonly NewEvent[], TaskRefusal> {
  for (const [field, count] of [["items", items], ["itemsRequested", itemsRequested]] as const) {
    if (count !== undefined && (!Number.isSafeInteger(count) || count < 0 || count > 1_000_000_000)) return refused("not_a_count", undefined, field);
  }
  if (files && files.length > MOST_FILES) return refused("too_many_files", { most: MOST_FILES }, "files");
  return ok([
    event("delivered", {
      ...(partial ? { partial } : {}),
      ...(items === undefined ? {} : { items }),
      ...(itemsRequested === undefined ? {} : { itemsRequested }),
      ...(files && files.length > 0 ? { files } : {}),
    }),
  ]);
}
