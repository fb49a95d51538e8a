import type { Survey, SurveyPolicy } from "#app/domain/survey/survey-policy.ts";

type Typed = Readonly<Record<string, string>>;

/** The policy as its form shows it. */
export const valuesOf = (policy: SurveyPolicy): Typed => ({
  isOn: policy.isOn ? "on" : "",
  delayHours: String(policy.delayHours),
  samplingPercent: String(policy.samplingPercent),
  daysBetweenSameProvider: String(policy.budget.daysBetweenSameProvider),
  perThirtyDays: String(policy.budget.perThirtyDays),
  quiet: policy.quiet?.from ?? "",
  quietTo: policy.quiet?.to ?? "",
  workingDaysOnly: policy.workingDaysOnly ? "on" : "",
  reminderDays: policy.reminderDays.join(", "),
  expiryDays: String(policy.expiryDays),
  changedMindHours: String(policy.changedMindHours),
});

/** The policy that a form says; what is no number becomes one that no field takes. What a survey has no field for stays as it `was`. */
export function policyOf(survey: Survey, values: Typed, was: SurveyPolicy): SurveyPolicy {
  const shown = valuesOf(was);
  const text = (name: string) => (HIDDEN[survey].includes(name) ? shown[name]! : (values[name] ?? ""));
  return {
    isOn: text("isOn") === "on",
    delayHours: whole(text("delayHours")),
    samplingPercent: whole(text("samplingPercent")),
    quiet: text("quiet") === "" && text("quietTo") === "" ? null : { from: text("quiet"), to: text("quietTo") },
    workingDaysOnly: text("workingDaysOnly") === "on",
    budget: { daysBetweenSameProvider: whole(text("daysBetweenSameProvider")), perThirtyDays: whole(text("perThirtyDays")) },
    reminderDays: text("reminderDays").split(/[\s,;]+/).filter(Boolean).map(whole),
    expiryDays: whole(text("expiryDays")),
    changedMindHours: whole(text("changedMindHours")),
  };
}

/** What a quarterly survey has no use for: it goes to all at a set time; a confidential answer cannot be changed. */
const HIDDEN: Readonly<Record<Survey, readonly string[]>> = {
  transactional: [],
  client_review: ["delayHours", "samplingPercent", "daysBetweenSameProvider", "perThirtyDays"],
  relationship: ["delayHours", "samplingPercent", "daysBetweenSameProvider", "perThirtyDays", "changedMindHours"],
};

const whole = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);
