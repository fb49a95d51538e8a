import { refused } from "../refusal.ts";
import type { Refused } from "../refusal.ts";
import { readDay } from "../time/local-date.ts";

/** Where a promised action stands; the last two end it. */
export const ACTION_STATES = ["planned", "in_progress", "done", "dropped"] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** Working days after the results of a round within which the provider answers them (design.md section 6). */
export const ANSWER_WORKING_DAYS = 10;
/** Working days before that day on which a head who has not answered is reminded. */
export const REMIND_WORKING_DAYS = 2;
export const MOST_ACTIONS = 3;
export const LONGEST_ANSWER = 4000;
export const LONGEST_ACTION = 500;

export interface ActionDraft {
  readonly text: string;
  readonly ownerId: string | null;
  /** Local date. */
  readonly dueOn: string;
}

/** What is wrong with an answer to a relationship survey, field by field (`text`, `action.0`, `owner.0`, `due.0`); empty = it may be published. */
export function checkProviderAnswer(text: string, actions: readonly ActionDraft[], today: string): Refused[] {
  const faults: Refused[] = [];
  if (text === "") faults.push(refused("text_missing", undefined, "text"));
  if (text.length > LONGEST_ANSWER) faults.push(refused("too_long", { longest: LONGEST_ANSWER }, "text"));
  if (actions.length === 0) faults.push(refused("action_missing", undefined, "action.0"));
  if (actions.length > MOST_ACTIONS) faults.push(refused("too_many_actions", { most: MOST_ACTIONS }, `action.${MOST_ACTIONS}`));
  for (const [index, action] of actions.entries()) {
    if (action.text === "") faults.push(refused("action_text_missing", undefined, `action.${index}`));
    if (action.text.length > LONGEST_ACTION) faults.push(refused("too_long", { longest: LONGEST_ACTION }, `action.${index}`));
    if (action.ownerId === null) faults.push(refused("owner_missing", undefined, `owner.${index}`));
    faults.push(...checkDue(action.dueOn, today, `due.${index}`));
  }
  return faults;
}

/** What is wrong with a new state of an action. One that ended stays as it is; giving one up needs its reason. */
export function checkActionStep(before: ActionState, step: { readonly state: ActionState; readonly dueOn: string; readonly note: string }, today: string): Refused[] {
  if (before === "done" || before === "dropped") return [refused("action_ended")];
  const faults: Refused[] = [];
  if (step.note.length > LONGEST_ACTION) faults.push(refused("too_long", { longest: LONGEST_ACTION }, "note"));
  if (step.state === "dropped" && step.note === "") faults.push(refused("reason_missing", undefined, "note"));
  if (step.state === "planned" || step.state === "in_progress") faults.push(...checkDue(step.dueOn, today, "dueOn"));
  return faults;
}

function checkDue(dueOn: string, today: string, field: string): Refused[] {
  if (readDay(dueOn) === null) return [refused("not_a_date", undefined, field)];
  return dueOn < today ? [refused("day_is_past", undefined, field)] : [];
}

export type AnswerClock = "near" | "late";

/** Whether the head must be told that an answer is still missing: from two working days before its day on, and after it. */
export function answerClock(answerBy: string, remindFrom: string, today: string): AnswerClock | null {
  if (today > answerBy) return "late";
  return today >= remindFrom ? "near" : null;
}
