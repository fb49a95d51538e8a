import { RULE_FIELDS, type ClosingRule, type RuleField } from "#app/domain/score/closing-calendar.ts";

/** The rule as its form shows it. */
export const valuesOf = (rule: ClosingRule): Readonly<Record<RuleField, string>> => Object.fromEntries(RULE_FIELDS.map((field) => [field, String(rule[field])])) as Record<RuleField, string>;

/** The rule that a form says; what is no number becomes one that no field takes. */
export function ruleOf(values: Readonly<Record<string, string>>): ClosingRule {
  const whole = (field: RuleField): number => (/^\d{1,3}$/.test(values[field] ?? "") ? Number(values[field]) : Number.NaN);
  return Object.fromEntries(RULE_FIELDS.map((field) => [field, whole(field)])) as unknown as ClosingRule;
}
