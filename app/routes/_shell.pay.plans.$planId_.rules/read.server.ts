import { nameIn, type Locale } from "#app/domain/names.ts";
import type { MEMBER_FINDINGS } from "#app/domain/pay/member-rules.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { readMemberState, type MemberState, type ShownRule } from "#app/operations/member-rules.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadPlans } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";

/** Findings listed; what is left is a number. */
const LISTED = 200;

export interface ShownFinding {
  readonly id: string;
  readonly kind: (typeof MEMBER_FINDINGS)[number];
  /** The person, or the rule that finds nobody. */
  readonly who: string;
  readonly personId: string | null;
  /** Name of the other plan. */
  readonly plan: string;
}

export interface ShownMemberState {
  readonly rules: readonly (ShownRule & { readonly who: string })[];
  readonly findings: readonly ShownFinding[];
  readonly total: number;
  /** People whom one rule finds and who are in no plan. */
  readonly notYetIn: number;
}

/** The rules of a plan and what does not fit, with the names of people and plans. */
export async function shownMemberState(store: Store, planId: string, day: string, locale: Locale): Promise<ShownMemberState> {
  const state: MemberState = await readMemberState(store, planId, day);
  const listed = state.findings.slice(0, LISTED);
  const [people, plans] = await Promise.all([loadPeople(store, [...new Set(listed.flatMap((one) => one.personId ?? []))]), loadPlans(store)]);
  const personOf = new Map(people.map((person) => [person.id, `${personName(person, locale)} ${person.personnelNumber}`]));
  const planOf = new Map(plans.map((plan) => [plan.id, nameIn(plan.name, locale)]));
  const rules = state.rules.map((rule) => ({ ...rule, who: ruleWords(rule, locale) }));
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule.who]));
  return {
    rules,
    findings: listed.map(({ kind, personId, ruleId, planId: other }, place) => ({ id: `${kind}-${place}`, kind, who: personId === null ? (ruleOf.get(ruleId ?? "") ?? "") : (personOf.get(personId) ?? ""), personId, plan: other === null ? "" : (planOf.get(other) ?? "") })),
    total: state.findings.length,
    notYetIn: state.findings.filter((one) => one.kind === "not_yet_in").length,
  };
}

/** Whom a rule means: "Finance and below: Accountant". */
function ruleWords(rule: ShownRule, locale: Locale): string {
  const t = translateIn(locale, "members");
  const department = rule.department && nameIn(rule.department, locale);
  const who = department === null ? t("rules.who.any") : rule.withBelow ? t("rules.who.below", { department }) : department;
  return rule.position === null ? who : `${who}: ${rule.position}`;
}
