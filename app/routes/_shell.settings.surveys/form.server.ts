import { LOCALES } from "#app/domain/names.ts";
import { EXTRA_KINDS, MOST_EXTRA_QUESTIONS } from "#app/domain/survey/extra-questions.ts";
import type { ExtraQuestion } from "#app/domain/survey/extra-questions.ts";
import type { Survey, SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { namesOf } from "#app/web/typed-form.server.ts";

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
  ...Object.fromEntries(policy.languages.map((language) => [`language-${language}`, "on"])),
  ...Object.fromEntries(policy.questions.flatMap(({ kind, text }, index) => [[`kind${index}`, kind], [`en${index}`, text.en ?? ""], [`ru${index}`, text.ru ?? ""]])),
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
    languages: LOCALES.filter((language) => text(`language-${language}`) === "on"),
    // A confidential answer has none: a figure or a word more could show whose it is.
    questions: survey === "relationship" ? [] : questionsOf(values),
  };
}

/** What a quarterly survey has no use for: it goes to all at a set time; a confidential answer cannot be changed. */
const HIDDEN: Readonly<Record<Survey, readonly string[]>> = {
  transactional: [],
  client_review: ["delayHours", "samplingPercent", "daysBetweenSameProvider", "perThirtyDays"],
  relationship: ["delayHours", "samplingPercent", "daysBetweenSameProvider", "perThirtyDays", "changedMindHours"],
};

/** Places of the form in which a question stands; one without a kind is none. */
const questionPlaces = (values: Typed): number[] => Array.from({ length: MOST_EXTRA_QUESTIONS }, (_, place) => place).filter((place) => kindAt(values, place));
const kindAt = (values: Typed, place: number) => EXTRA_KINDS.find((known) => known === values[`kind${place}`]);

const questionsOf = (values: Typed): ExtraQuestion[] => questionPlaces(values).map((place) => ({ kind: kindAt(values, place)!, text: namesOf(values[`en${place}`], values[`ru${place}`]) }));

/** Faults at the fields of the form: a policy counts its questions without the empty places. */
export const atFields = (values: Typed, faults: readonly Refused[]): Refused[] =>
  faults.map((fault) => {
    const place = /^question(\d)$/.exec(fault.field ?? "")?.[1];
    return place === undefined ? fault : { ...fault, field: `question${questionPlaces(values)[Number(place)] ?? place}` };
  });

const whole = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN);
