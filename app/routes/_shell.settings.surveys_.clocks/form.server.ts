import { CLOCKED_KINDS, type FollowUpField, type FollowUpPolicy } from "#app/domain/improvement/follow-up-policy.ts";

type Typed = Readonly<Record<string, string>>;

/** The policy as its form shows it. */
export function valuesOf(policy: FollowUpPolicy): Readonly<Record<FollowUpField, string>> {
  const replies = Object.fromEntries(CLOCKED_KINDS.map((kind) => [kind, String(policy.replyDays[kind] ?? "")])) as Record<(typeof CLOCKED_KINDS)[number], string>;
  return { ...replies, caseReplyDays: String(policy.caseReplyDays), casePlanDays: String(policy.casePlanDays), caseDoneDays: String(policy.caseDoneDays), missed: String(policy.repeat.missed), of: String(policy.repeat.of) };
}

/** The policy that a form says; what is no number becomes one that no field takes. */
export function policyOf(values: Typed): FollowUpPolicy {
  const whole = (name: FollowUpField): number => (/^\d{1,3}$/.test(values[name] ?? "") ? Number(values[name]) : Number.NaN);
  return {
    replyDays: { complaint: whole("complaint"), claim: whole("claim"), question: whole("question"), wish: whole("wish"), thanks: null },
    caseReplyDays: whole("caseReplyDays"), casePlanDays: whole("casePlanDays"), caseDoneDays: whole("caseDoneDays"), repeat: { missed: whole("missed"), of: whole("of") },
  };
}
