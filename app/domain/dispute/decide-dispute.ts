import { ok, refused, type Result } from "../refusal.ts";

export const DISPUTE_SUBJECTS = ["verdict", "answer", "bonus"] as const;
export type DisputeSubject = (typeof DISPUTE_SUBJECTS)[number];

export const OPEN_DISPUTE_STATES = ["open", "carried"] as const;
export type DisputeState = (typeof OPEN_DISPUTE_STATES)[number] | "excused" | "corrected" | "voided" | "refused" | "withdrawn";

/** Why an item leaves the count; the word stands in the excuse for good. */
export const EXCUSE_REASONS = ["client_input", "force_majeure", "chain", "incident", "other"] as const;
export type ExcuseReason = (typeof EXCUSE_REASONS)[number];

export const LONGEST_DECISION = 2000;

export interface DisputeFacts {
  readonly state: DisputeState;
  readonly subject: DisputeSubject;
  readonly raisedBy: string;
  /** Department for which the objection was raised. */
  readonly departmentId: string;
  /** Outcome of the verdict as it stands; null where the subject is none. */
  readonly outcome: string | null;
}

/** Nobody types a verdict: an objection ends as one of these (design.md section 5). */
export type DisputeDecision =
  | { readonly type: "excuse"; readonly reason: ExcuseReason; readonly text: string }
  /** A fact was recorded wrongly: the event gets another instant, or counts as never told. */
  | { readonly type: "correct"; readonly eventId: string; readonly occurredAt: number | null; readonly text: string }
  | { readonly type: "void_answer"; readonly text: string }
  /** A bonus was wrong: the difference is paid as an adjustment. */
  | { readonly type: "uphold"; readonly text: string }
  | { readonly type: "refuse"; readonly text: string }
  /** By the person who raised it. */
  | { readonly type: "withdraw" };

export interface DisputeDecider {
  readonly personId: string;
  /** Departments that the person belongs to, heads or stands in for. */
  readonly departmentIds: readonly string[];
}

export type DisputeRefusal = "already_decided" | "own_dispute" | "not_yours" | "text_missing" | "text_too_long" | "not_for_this_subject" | "nothing_to_excuse" | "in_the_future";

const SUBJECT_OF: Readonly<Record<DisputeDecision["type"], readonly DisputeSubject[]>> = {
  excuse: ["verdict"],
  correct: ["verdict"],
  void_answer: ["answer"],
  uphold: ["bonus"],
  refuse: DISPUTE_SUBJECTS,
  withdraw: DISPUTE_SUBJECTS,
};

const ENDS_AS: Readonly<Record<DisputeDecision["type"], DisputeState>> = {
  excuse: "excused",
  correct: "corrected",
  void_answer: "voided",
  uphold: "corrected",
  refuse: "refused",
  withdraw: "withdrawn",
};

/** The state in which a decision leaves an objection. Nobody decides about the own one, or that of the own department. */
export function decideDispute(facts: DisputeFacts, decision: DisputeDecision, by: DisputeDecider, now: number): Result<DisputeState, DisputeRefusal> {
  if (facts.state !== "open" && facts.state !== "carried") return refused("already_decided", { state: facts.state });
  if (decision.type === "withdraw") return facts.raisedBy === by.personId ? ok("withdrawn") : refused("not_yours");
  if (facts.raisedBy === by.personId || by.departmentIds.includes(facts.departmentId)) return refused("own_dispute");
  if (!SUBJECT_OF[decision.type].includes(facts.subject)) return refused("not_for_this_subject");
  const text = decision.text.trim();
  if (text === "") return refused("text_missing", undefined, "text");
  if (text.length > LONGEST_DECISION) return refused("text_too_long", { longest: LONGEST_DECISION }, "text");
  // An excuse lies over a failure or a gap; what was met or is still running needs none.
  if (decision.type === "excuse" && facts.outcome !== "breached" && facts.outcome !== "unmeasurable") return refused("nothing_to_excuse");
  if (decision.type === "correct" && decision.occurredAt !== null && decision.occurredAt > now) return refused("in_the_future", undefined, "occurredAt");
  return ok(ENDS_AS[decision.type]);
}

/** The decisions open to an arbiter about a subject. */
export function decisionsFor(subject: DisputeSubject, outcome: string | null): readonly DisputeDecision["type"][] {
  const all = (["excuse", "correct", "void_answer", "uphold", "refuse"] as const).filter((type) => SUBJECT_OF[type].includes(subject));
  return outcome === "breached" || outcome === "unmeasurable" ? all : all.filter((type) => type !== "excuse");
}
