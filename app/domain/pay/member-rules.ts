/** Who belongs into a plan: the people of some departments, with some position, or both. */
export interface MemberRule {
  readonly id: string;
  readonly planId: string;
  /** With those below, where the rule says so; null = any department. */
  readonly departmentIds: ReadonlySet<string> | null;
  /** Folded name of the position; null = any. */
  readonly positionKey: string | null;
}

/** Where somebody works on the day that is asked about. */
export interface HeldPlace {
  readonly personId: string;
  readonly departmentId: string;
  /** Folded names of the position, one a language. */
  readonly positionKeys: readonly string[];
}

/** Somebody's stay in a plan on that day. */
export interface HeldStay {
  readonly personId: string;
  readonly planId: string;
  /** The target is a percent of a base, and no base is known. */
  readonly lacksBase: boolean;
}

export const MEMBER_FINDINGS = ["two_plans", "no_base", "in_another_plan", "two_rules", "not_yet_in", "finds_nobody"] as const;

/** Something about the members of a plan that HR should look at. */
export interface MemberFinding {
  readonly kind: (typeof MEMBER_FINDINGS)[number];
  readonly personId: string | null;
  readonly ruleId: string | null;
  /** The other plan, where there is one. */
  readonly planId: string | null;
}

/** People whom each rule finds, in the order of the places. */
export function resolveRules(rules: readonly MemberRule[], places: readonly HeldPlace[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    rules.map((rule) => {
      const found = places.filter((place) => (rule.departmentIds === null || rule.departmentIds.has(place.departmentId)) && (rule.positionKey === null || place.positionKeys.includes(rule.positionKey)));
      return [rule.id, [...new Set(found.map((place) => place.personId))]];
    }),
  );
}

/**
 * What does not fit between the rules of all plans and who is in which plan on a day, as far as it concerns one plan: worst first, then in
 * the order of rules and people.
 */
export function memberFindings(planId: string, rules: readonly MemberRule[], places: readonly HeldPlace[], stays: readonly HeldStay[]): readonly MemberFinding[] {
  const plansOf = new Map<string, Set<string>>();
  for (const stay of stays) plansOf.set(stay.personId, (plansOf.get(stay.personId) ?? new Set()).add(stay.planId));
  const found = resolveRules(rules, places);
  const rulesOf = new Map<string, MemberRule[]>();
  for (const rule of rules) for (const personId of found.get(rule.id)!) rulesOf.set(personId, [...(rulesOf.get(personId) ?? []), rule]);

  const findings: MemberFinding[] = [];
  for (const stay of stays) {
    if (stay.planId !== planId) continue;
    const other = [...plansOf.get(stay.personId)!].find((id) => id !== planId);
    if (other !== undefined) findings.push({ kind: "two_plans", personId: stay.personId, ruleId: null, planId: other });
    if (stay.lacksBase) findings.push({ kind: "no_base", personId: stay.personId, ruleId: null, planId: null });
  }
  for (const rule of rules) {
    if (rule.planId !== planId) continue;
    const people = found.get(rule.id)!;
    if (people.length === 0) findings.push({ kind: "finds_nobody", personId: null, ruleId: rule.id, planId: null });
    for (const personId of people) {
      const of = rulesOf.get(personId)!;
      const plans = plansOf.get(personId);
      const other = plans && [...plans].find((id) => id !== planId);
      if (other !== undefined && !plans!.has(planId)) findings.push({ kind: "in_another_plan", personId, ruleId: rule.id, planId: other });
      else if (of.length > 1 && of.findIndex((one) => one.planId === planId) === of.indexOf(rule)) findings.push({ kind: "two_rules", personId, ruleId: rule.id, planId: of.find((one) => one !== rule)!.planId });
      else if (!plans?.has(planId) && of.length === 1) findings.push({ kind: "not_yet_in", personId, ruleId: rule.id, planId: null });
    }
  }
  return findings.sort((a, b) => MEMBER_FINDINGS.indexOf(a.kind) - MEMBER_FINDINGS.indexOf(b.kind));
}
