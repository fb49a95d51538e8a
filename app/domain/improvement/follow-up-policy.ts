import type { VoiceKind } from "../voice/voice-kind.ts";

/** How soon people are answered and cases are worked on. Days are working days of the provider's calendar. */
export interface FollowUpPolicy {
  /** Days to the first reply to what a client says by itself; null = no reply is owed. */
  readonly replyDays: Readonly<Record<VoiceKind, number | null>>;
  /** Of an improvement case, each counted from its opening: first reply, a plan, everything done. */
  readonly caseReplyDays: number;
  readonly casePlanDays: number;
  readonly caseDoneDays: number;
  /** A case opens by itself when so many of the last deliveries of one obligation broke the promise. */
  readonly repeat: { readonly missed: number; readonly of: number };
}

export const DEFAULT_FOLLOW_UP: FollowUpPolicy = {
  replyDays: { complaint: 2, claim: 3, question: 2, wish: 5, thanks: null },
  caseReplyDays: 2,
  casePlanDays: 5,
  caseDoneDays: 10,
  repeat: { missed: 3, of: 10 },
};

/** Kinds whose reply clock can be set; thanks ask for none. */
export const CLOCKED_KINDS = ["complaint", "claim", "question", "wish"] as const;

export const FOLLOW_UP_LIMITS = { days: [1, 60], missed: [2, 50], of: [2, 100] } as const;

export type FollowUpField = (typeof CLOCKED_KINDS)[number] | "caseReplyDays" | "casePlanDays" | "caseDoneDays" | "missed" | "of";

export type FollowUpFault =
  | { readonly field: FollowUpField; readonly code: "out_of_range"; readonly low: number; readonly high: number }
  | { readonly field: "casePlanDays" | "caseDoneDays"; readonly code: "before_the_step_before" }
  | { readonly field: "missed"; readonly code: "more_than_looked_at" };

/** What is wrong with a policy, field by field; empty = it may be saved. */
export function checkFollowUpPolicy(policy: FollowUpPolicy): FollowUpFault[] {
  const faults: FollowUpFault[] = [];
  const check = (field: FollowUpField, value: number | null, [low, high]: readonly [number, number]) => {
    if (value === null || !Number.isInteger(value) || value < low || value > high) faults.push({ field, code: "out_of_range", low, high });
  };
  for (const kind of CLOCKED_KINDS) check(kind, policy.replyDays[kind], FOLLOW_UP_LIMITS.days);
  for (const field of ["caseReplyDays", "casePlanDays", "caseDoneDays"] as const) check(field, policy[field], FOLLOW_UP_LIMITS.days);
  check("missed", policy.repeat.missed, FOLLOW_UP_LIMITS.missed);
  check("of", policy.repeat.of, FOLLOW_UP_LIMITS.of);
  if (policy.casePlanDays < policy.caseReplyDays) faults.push({ field: "casePlanDays", code: "before_the_step_before" });
  if (policy.caseDoneDays < policy.casePlanDays) faults.push({ field: "caseDoneDays", code: "before_the_step_before" });
  if (policy.repeat.missed > policy.repeat.of) faults.push({ field: "missed", code: "more_than_looked_at" });
  return faults;
}
