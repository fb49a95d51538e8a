import { ok, refused, type Result } from "../refusal.ts";
import { readDay } from "../time/local-date.ts";

export const CASE_STATES = ["open", "in_progress", "to_check", "confirmed", "reopened"] as const;
export type CaseState = (typeof CASE_STATES)[number];

export const CASE_ACTS = ["save", "start", "hand_over", "confirm", "reopen"] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** Who may do it: the provider plans and does, the client checks (plan–do–check–act). */
export type CaseSide = "provider" | "client";

const SIDE_OF: Readonly<Record<CaseAct, CaseSide>> = { save: "provider", start: "provider", hand_over: "provider", confirm: "client", reopen: "client" };

const STATES_OF: Readonly<Record<CaseAct, readonly CaseState[]>> = {
  save: ["open", "in_progress", "to_check", "reopened"],
  start: ["open", "reopened"],
  hand_over: ["open", "in_progress", "reopened"],
  confirm: ["to_check"],
  reopen: ["to_check", "confirmed"],
};

const NEXT: Readonly<Record<CaseAct, CaseState | null>> = { save: null, start: "in_progress", hand_over: "to_check", confirm: "confirmed", reopen: "reopened" };

export const LONGEST_TEXT = 4000;

/** What the provider writes. `dueOn` is a local date. */
export interface CaseText {
  readonly cause: string;
  readonly action: string;
  readonly ownerId: string | null;
  readonly dueOn: string;
}

export interface CaseFacts extends CaseText {
  readonly state: CaseState;
}

export type CaseRefusal = "not_your_side" | "not_in_this_state" | "text_missing" | "text_too_long" | "not_a_date";

/** The acts open to somebody of these sides. */
export function caseActs(state: CaseState, sides: readonly CaseSide[]): CaseAct[] {
  return CASE_ACTS.filter((act) => sides.includes(SIDE_OF[act]) && STATES_OF[act].includes(state));
}

/**
 * The case after an act. Handing over to the client's check needs a cause and an action: without them
 * there is nothing to check.
 */
export function decideCase(facts: CaseFacts, act: CaseAct, text: CaseText, sides: readonly CaseSide[]): Result<CaseFacts, CaseRefusal> {
  if (!sides.includes(SIDE_OF[act])) return refused("not_your_side");
  if (!STATES_OF[act].includes(facts.state)) return refused("not_in_this_state", { state: facts.state });
  const state = NEXT[act] ?? facts.state;
  if (SIDE_OF[act] === "client") return ok({ ...facts, state });
  const written = { cause: text.cause.trim(), action: text.action.trim() };
  for (const field of ["cause", "action"] as const) {
    if (written[field].length > LONGEST_TEXT) return refused("text_too_long", { longest: LONGEST_TEXT }, field);
    if (act === "hand_over" && written[field] === "") return refused("text_missing", undefined, field);
  }
  if (readDay(text.dueOn) === null) return refused("not_a_date", { value: text.dueOn.slice(0, 40) }, "dueOn");
  return ok({ ...written, ownerId: text.ownerId, dueOn: text.dueOn, state });
}
