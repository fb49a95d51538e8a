import { ok, refused, type Result } from "../refusal.ts";
import { readDay } from "../time/local-date.ts";
import type { CaseCause } from "./case-cause.ts";

export const CASE_STATES = ["open", "in_progress", "to_check", "confirmed", "reopened"] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** States in which somebody still has something to do. */
export const OPEN_CASE_STATES = ["open", "in_progress", "to_check", "reopened"] as const;

export const CASE_ACTS = ["save", "start", "hand_over", "confirm", "reopen", "comment"] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** Who may do it: the provider plans and does, the client checks (plan–do–check–act). */
export type CaseSide = "provider" | "client";

const SIDES_OF: Readonly<Record<CaseAct, readonly CaseSide[]>> = {
  save: ["provider"],
  start: ["provider"],
  hand_over: ["provider"],
  confirm: ["client"],
  reopen: ["client"],
  comment: ["provider", "client"],
};

const STATES_OF: Readonly<Record<CaseAct, readonly CaseState[]>> = {
  save: OPEN_CASE_STATES,
  start: ["open", "reopened"],
  hand_over: ["open", "in_progress", "reopened"],
  confirm: ["to_check"],
  reopen: ["to_check", "confirmed"],
  comment: CASE_STATES,
};

const NEXT: Readonly<Record<CaseAct, CaseState | null>> = { save: null, start: "in_progress", hand_over: "to_check", confirm: "confirmed", reopen: "reopened", comment: null };

export const LONGEST_TEXT = 4000;

/** What the provider writes. `dueOn` is a local date; `check` says how the client will see that it worked. */
export interface CasePlan {
  readonly cause: string;
  readonly category: CaseCause | null;
  readonly action: string;
  readonly check: string;
  readonly ownerId: string | null;
  readonly dueOn: string;
}

/** A case as it stands. Instants are epoch ms: first reply of the provider, first whole plan, handing over, confirmation. */
export interface CaseFacts extends CasePlan {
  readonly state: CaseState;
  readonly repliedAt: number | null;
  readonly plannedAt: number | null;
  readonly handedOverAt: number | null;
  readonly confirmedAt: number | null;
}

export type CaseCommand =
  /** Without a plan the one that is there stays. */
  | { readonly type: "save" | "start" | "hand_over"; readonly plan: CasePlan | null }
  | { readonly type: "confirm" | "reopen" | "comment"; readonly text: string };

export type CaseRefusal = "not_your_side" | "not_in_this_state" | "text_missing" | "reason_missing" | "owner_missing" | "text_too_long" | "not_a_date";

/** What changed in the plan: field, before, after. */
export interface CaseChange {
  readonly field: keyof CasePlan;
  readonly before: string;
  readonly after: string;
}

export interface CaseDecision {
  readonly facts: CaseFacts;
  /** The word of whoever acted; empty where none was needed. */
  readonly text: string;
  readonly changes: readonly CaseChange[];
}

/** The acts open to somebody of these sides. */
export function caseActs(state: CaseState, sides: readonly CaseSide[]): CaseAct[] {
  return CASE_ACTS.filter((act) => SIDES_OF[act].some((side) => sides.includes(side)) && STATES_OF[act].includes(state));
}

/** Whether everything that a plan needs is there; the due date always is. */
export const isPlanned = (plan: CasePlan): boolean => plan.cause !== "" && plan.category !== null && plan.action !== "" && plan.ownerId !== null;

/** When it is decided (epoch ms), and the date that a reopened case is due on at the earliest. */
export interface CaseMoment {
  readonly now: number;
  readonly redoBy: string;
}

/**
 * The case after a command. Handing over to the client's check needs a cause, what it is filed under, an action and an owner: without
 * them there is nothing to check. Who reopens says why, and the work gets new days.
 */
export function decideCase(facts: CaseFacts, command: CaseCommand, sides: readonly CaseSide[], moment: CaseMoment): Result<CaseDecision, CaseRefusal> {
  if (!SIDES_OF[command.type].some((side) => sides.includes(side))) return refused("not_your_side");
  if (!STATES_OF[command.type].includes(facts.state)) return refused("not_in_this_state", { state: facts.state });
  const { now } = moment;
  const state = NEXT[command.type] ?? facts.state;
  const repliedAt = facts.repliedAt ?? (sides.includes("provider") ? now : null);
  switch (command.type) {
    case "confirm":
    case "reopen":
    case "comment": {
      const text = command.text.trim();
      if (text.length > LONGEST_TEXT) return refused("text_too_long", { longest: LONGEST_TEXT }, "text");
      if (text === "" && command.type === "reopen") return refused("reason_missing", undefined, "text");
      if (text === "" && command.type === "comment") return refused("text_missing", undefined, "text");
      if (command.type === "comment") return ok({ facts: { ...facts, repliedAt }, text, changes: [] });
      if (command.type === "confirm") return ok({ facts: { ...facts, state, confirmedAt: now }, text, changes: [] });
      const dueOn = facts.dueOn > moment.redoBy ? facts.dueOn : moment.redoBy;
      return ok({ facts: { ...facts, state, dueOn, handedOverAt: null, confirmedAt: null }, text, changes: changesOf(facts, { ...facts, dueOn }) });
    }
    default: {
      const checked = checkPlan(command.plan ?? facts, command.type === "hand_over");
      if (!checked.ok) return checked;
      const plan = checked.value;
      const plannedAt = facts.plannedAt ?? (isPlanned(plan) ? now : null);
      return ok({ facts: { ...facts, ...plan, state, repliedAt, plannedAt, handedOverAt: command.type === "hand_over" ? now : facts.handedOverAt }, text: "", changes: changesOf(facts, plan) });
    }
  }
}

function checkPlan(typed: CasePlan, isComplete: boolean): Result<CasePlan, CaseRefusal> {
  const plan = { cause: typed.cause.trim(), category: typed.category, action: typed.action.trim(), check: typed.check.trim(), ownerId: typed.ownerId, dueOn: typed.dueOn };
  for (const field of ["cause", "action", "check"] as const) if (plan[field].length > LONGEST_TEXT) return refused("text_too_long", { longest: LONGEST_TEXT }, field);
  if (readDay(plan.dueOn) === null) return refused("not_a_date", { value: plan.dueOn.slice(0, 40) }, "dueOn");
  if (!isComplete) return ok(plan);
  for (const field of ["cause", "category", "action"] as const) if (!plan[field]) return refused("text_missing", undefined, field);
  if (plan.ownerId === null) return refused("owner_missing", undefined, "ownerId");
  return ok(plan);
}

const PLAN_FIELDS = ["cause", "category", "action", "check", "ownerId", "dueOn"] as const;

const changesOf = (before: CasePlan, after: CasePlan): CaseChange[] =>
  PLAN_FIELDS.flatMap((field) => ((before[field] ?? "") === (after[field] ?? "") ? [] : [{ field, before: before[field] ?? "", after: after[field] ?? "" }]));
