export const TASK_STATES = ["requested", "in_progress", "paused", "delivered", "returned", "accepted", "cancelled"] as const;
export type TaskState = (typeof TASK_STATES)[number];

export const TASK_SIDES = ["provider", "client"] as const;
export type TaskSide = (typeof TASK_SIDES)[number];

/**
 * What people do with a task in the portal. `accept_once` and `decline` answer a request outside any agreement;
 * `input_came` is the provider's word that the input is complete, `confirm_input` the client's yes to it;
 * `date_agreed` tells of a date that both sides agreed on elsewhere.
 */
export const TASK_ACTS = [
  "take", "accept_once", "decline", "assign", "ask_input", "give_input", "input_came", "confirm_input", "agree_date", "propose_date", "date_agreed",
  "pause", "resume", "reject_pause", "deliver", "accept", "return", "measure", "close_no_answer", "cancel",
] as const;
export type TaskAct = (typeof TASK_ACTS)[number];

/** Why a clock stands, said by the provider; whether it counts is a matter of the terms. */
export const PAUSE_REASONS = ["client_input", "client_absent", "third_party", "other"] as const;
/** Pauses in which the client has the ball. */
export const WAITS_FOR_CLIENT: readonly string[] = ["client_input", "client_absent"];
/** What was not as agreed. */
export const RETURN_CRITERIA = ["quality", "completeness", "format", "wrong_thing"] as const;

/** Working days of the provider that the client may be silent in before the task may be closed as *no answer*. */
export const NO_ANSWER_DAYS = 10;

/** A pause as the history has it; one that the client rejected is left out. */
export interface TaskPause {
  readonly eventId: string;
  readonly from: number;
  /** null = it lasts. */
  readonly to: number | null;
  readonly reason: string;
}

/** What a decision depends on; instants are epoch ms. */
export interface TaskFacts {
  readonly state: TaskState;
  /** false while a request that was told after the fact waits for the other side's yes. */
  readonly isRequested: boolean;
  readonly requestedAt: number;
  /** The last event that moved the task: what is told later cannot have happened before it. */
  readonly lastTurnAt: number;
  readonly hasAgreement: boolean;
  /** End of the acceptance window; null while nothing is delivered or no agreement applies. */
  readonly acceptUntil: number | null;
  /** The date that a side named last and the other has not answered. */
  readonly proposed: Readonly<Record<TaskSide, number | null>>;
  readonly pauses: readonly TaskPause[];
  /** A clock of the terms begins with the client's input. */
  readonly needsInput: boolean;
  readonly isInputComplete: boolean;
  /** When the provider said that the input was complete, as long as the client has not. */
  readonly inputSaidAt: number | null;
  /** From here the provider may close the task as *no answer*; null = nothing waits for the client. */
  readonly noAnswerFrom: number | null;
  /** Names of the numbers and fields that the terms measure. */
  readonly measures: readonly string[];
}

const SIDE_OF: Readonly<Record<TaskAct, readonly TaskSide[]>> = {
  take: ["provider"],
  accept_once: ["provider"],
  decline: ["provider"],
  assign: ["provider"],
  ask_input: ["provider"],
  give_input: ["client"],
  input_came: ["provider"],
  confirm_input: ["client"],
  agree_date: ["provider", "client"],
  propose_date: ["provider", "client"],
  date_agreed: ["provider", "client"],
  pause: ["provider"],
  resume: ["provider"],
  reject_pause: ["client"],
  deliver: ["provider"],
  accept: ["client"],
  return: ["client"],
  measure: ["client", "provider"],
  close_no_answer: ["provider"],
  cancel: ["client", "provider"],
};

const OPEN = ["requested", "in_progress", "paused", "returned"] as const;
const NOT_PAUSED = ["requested", "in_progress", "returned"] as const;

const STATES_OF: Readonly<Record<TaskAct, readonly TaskState[]>> = {
  take: ["requested"],
  accept_once: ["requested"],
  decline: ["requested"],
  assign: OPEN,
  ask_input: NOT_PAUSED,
  give_input: OPEN,
  input_came: OPEN,
  confirm_input: OPEN,
  agree_date: OPEN,
  propose_date: OPEN,
  date_agreed: OPEN,
  pause: NOT_PAUSED,
  resume: ["paused"],
  reject_pause: [...OPEN, "delivered"],
  deliver: OPEN,
  accept: ["delivered"],
  return: ["delivered"],
  measure: ["delivered", "returned", "accepted"],
  close_no_answer: ["paused"],
  cancel: OPEN,
};

export const otherSide = (side: TaskSide): TaskSide => (side === "provider" ? "client" : "provider");

export const openPause = (facts: TaskFacts): TaskPause | undefined => facts.pauses.findLast((pause) => pause.to === null);

/** The client is waited for: by a pause, or because a clock begins with its input. */
export const awaitsInput = (facts: TaskFacts): boolean =>
  WAITS_FOR_CLIENT.includes(openPause(facts)?.reason ?? "") || (facts.needsInput && !facts.isInputComplete);

/** Why an act is not possible now, besides side and state; null = it is. */
export function obstacle(facts: TaskFacts, act: TaskAct, sides: readonly TaskSide[], at: number): "has_agreement" | "no_agreement" | "not_confirmed" | "nothing_awaited" | "nothing_wanted" | "no_pause" | "nothing_measured" | "client_not_silent" | "window_over" | null {
  switch (act) {
    case "take":
      return facts.hasAgreement ? null : "no_agreement";
    case "accept_once":
    case "decline":
      return facts.hasAgreement ? "has_agreement" : facts.isRequested ? null : "not_confirmed";
    case "give_input":
      return awaitsInput(facts) ? null : "nothing_awaited";
    case "input_came":
      return facts.needsInput && !facts.isInputComplete && facts.inputSaidAt === null ? null : "nothing_awaited";
    case "confirm_input":
      return facts.inputSaidAt !== null && !facts.isInputComplete ? null : "nothing_awaited";
    case "agree_date":
      return sides.some((side) => facts.proposed[otherSide(side)] !== null) ? null : "nothing_wanted";
    case "reject_pause":
      return facts.pauses.length > 0 ? null : "no_pause";
    case "return":
      return facts.acceptUntil === null || at <= facts.acceptUntil ? null : "window_over";
    case "measure":
      return facts.measures.length > 0 ? null : "nothing_measured";
    case "close_no_answer":
      return facts.noAnswerFrom !== null && at >= facts.noAnswerFrom ? null : "client_not_silent";
    default:
      return null;
  }
}

/** The side for which somebody acts; the client's word goes first where either counts. */
export const sideFor = (act: TaskAct, sides: readonly TaskSide[], facts: TaskFacts): TaskSide | undefined =>
  act === "agree_date" ? sides.find((side) => facts.proposed[otherSide(side)] !== null) ?? sides[0] : SIDE_OF[act].find((side) => sides.includes(side));

export const isInState = (act: TaskAct, state: TaskState): boolean => STATES_OF[act].includes(state);

/** The acts open to somebody of these sides now, in the order of the vocabulary: what a page offers. */
export const actsOpen = (facts: TaskFacts, sides: readonly TaskSide[], now: number): TaskAct[] =>
  TASK_ACTS.filter((act) => SIDE_OF[act].some((side) => sides.includes(side)) && isInState(act, facts.state) && obstacle(facts, act, sides, now) === null);
