import { ok, refused, type Result } from "../refusal.ts";
import type { TaskCommand } from "./decide-task.ts";
import { otherSide, type TaskSide } from "./task-acts.ts";

/** How something reached the one who writes it down. */
export const TOLD_CHANNELS = ["phone", "chat", "mail", "in_person", "other"] as const;
export type ToldChannel = (typeof TOLD_CHANNELS)[number];

export const ENTRY_STATES = ["waiting", "confirmed", "rejected", "withdrawn"] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** What is told after the fact: an act, or the request itself. */
export type ToldCommand = TaskCommand | { readonly type: "request" };

export const LONGEST_ANSWER = 1000;
/** What lies further back is a matter for an objection or an import. */
export const MOST_DAYS_BACK = 92;

/**
 * Whether what is told needs the other side's yes before it counts (design.md section 5): what happened more than
 * a working day ago, and whatever speaks for the other side, however soon it is written down.
 *
 * @param dayAfter one working day of the provider after the fact
 */
export function needsYes(command: ToldCommand, side: TaskSide, dayAfter: number, now: number): boolean {
  return now > dayAfter || speaksForOther(command, side);
}

function speaksForOther(command: ToldCommand, side: TaskSide): boolean {
  switch (command.type) {
    case "date_agreed":
      return true;
    // The request is the client's, and so is the number that says how good a result was.
    case "request":
    case "measure":
      return side === "provider";
    case "cancel":
      return side === "provider" && command.forClient === true;
    default:
      return false;
  }
}

export interface EntryFacts {
  readonly state: EntryState;
  readonly side: TaskSide;
  readonly toldBy: string;
}

export type EntryAnswer = { readonly type: "confirm" } | { readonly type: "reject"; readonly text: string } | { readonly type: "withdraw" };

export type EntryRefusal = "already_answered" | "not_your_side" | "own_entry" | "note_missing" | "note_too_long";

/** The state in which an answer leaves an entry. The other side answers, never the person who told it; its own side takes it back. */
export function decideEntry(entry: EntryFacts, answer: EntryAnswer, by: { readonly personId: string; readonly sides: readonly TaskSide[] }): Result<EntryState, EntryRefusal> {
  if (entry.state !== "waiting") return refused("already_answered", { state: entry.state });
  if (answer.type === "withdraw") return by.sides.includes(entry.side) ? ok("withdrawn") : refused("not_your_side");
  if (!by.sides.includes(otherSide(entry.side))) return refused("not_your_side");
  if (entry.toldBy === by.personId) return refused("own_entry");
  if (answer.type === "confirm") return ok("confirmed");
  const text = answer.text.trim();
  if (text === "") return refused("note_missing", undefined, "text");
  return text.length > LONGEST_ANSWER ? refused("note_too_long", { longest: LONGEST_ANSWER }, "text") : ok("rejected");
}
