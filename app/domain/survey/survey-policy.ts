import { LOCALES } from "../names.ts";
import type { Locale } from "../names.ts";
import { DEFAULT_BUDGET } from "./choose-rater.ts";
import type { AskingBudget } from "./choose-rater.ts";
import { checkExtraQuestions, MOST_EXTRA_QUESTIONS } from "./extra-questions.ts";
import type { ExtraQuestion } from "./extra-questions.ts";

/** The three surveys of design.md section 6. */
export const SURVEYS = ["transactional", "client_review", "relationship"] as const;
export type Survey = (typeof SURVEYS)[number];

/** How one survey asks. A saved policy is a version: invitations keep to the one that was current when they were made. */
export interface SurveyPolicy {
  /** Nobody is asked while it is off. */
  readonly isOn: boolean;
  /** Hours from the acceptance to the question; a transactional survey only. */
  readonly delayHours: number;
  /** Share of the deliveries that are asked about, 1 to 100; a transactional survey only. */
  readonly samplingPercent: number;
  /** No mail between these clock times of the rater; `from` after `to` lasts over midnight; null = none. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** Mails only on working dates of the rater's calendar. */
  readonly workingDaysOnly: boolean;
  /** Of one person, across all providers. */
  readonly budget: AskingBudget;
  /** Days after the invitation on which who has not answered is reminded, rising. */
  readonly reminderDays: readonly number[];
  readonly expiryDays: number;
  /** Hours in which the same link replaces the answer. */
  readonly changedMindHours: number;
  /** Languages in which people are asked; who speaks another one is asked in the first. */
  readonly languages: readonly Locale[];
  /** Of the company's own, after ours; none in the confidential survey. */
  readonly questions: readonly ExtraQuestion[];
}

export const DEFAULT_SURVEY_POLICY: SurveyPolicy = {
  isOn: true,
  delayHours: 0,
  samplingPercent: 100,
  quiet: { from: "20:00", to: "08:00" },
  workingDaysOnly: true,
  budget: DEFAULT_BUDGET,
  reminderDays: [3, 7],
  expiryDays: 14,
  changedMindHours: 24,
  languages: LOCALES,
  questions: [],
};

/** The language in which a person is asked. */
export const askedIn = (policy: Pick<SurveyPolicy, "languages">, own: Locale): Locale => (policy.languages.includes(own) ? own : (policy.languages[0] ?? own));

export const SURVEY_LIMITS = {
  delayHours: [0, 240],
  samplingPercent: [1, 100],
  daysBetweenSameProvider: [0, 365],
  perThirtyDays: [1, 100],
  expiryDays: [1, 60],
  changedMindHours: [0, 168],
  reminders: 3,
} as const;

export type SurveyPolicyFault =
  | { readonly field: "delayHours" | "samplingPercent" | "daysBetweenSameProvider" | "perThirtyDays" | "expiryDays" | "changedMindHours"; readonly code: "out_of_range"; readonly low: number; readonly high: number }
  | { readonly field: "quiet"; readonly code: "not_a_time" | "never_quiet" }
  | { readonly field: "reminderDays"; readonly code: "not_rising" | "after_expiry" | "more_than_three" }
  | { readonly field: "languages"; readonly code: "no_language" }
  | { readonly field: `question${number}`; readonly code: "question_incomplete" | "question_too_long" | "more_than_three" };

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is wrong with a policy, field by field; empty = it may be saved. */
export function checkSurveyPolicy(policy: SurveyPolicy): SurveyPolicyFault[] {
  const faults: SurveyPolicyFault[] = [];
  const ranged = { ...policy, ...policy.budget };
  for (const field of ["delayHours", "samplingPercent", "daysBetweenSameProvider", "perThirtyDays", "expiryDays", "changedMindHours"] as const) {
    const [low, high] = SURVEY_LIMITS[field];
    const value = ranged[field];
    if (!Number.isInteger(value) || value < low || value > high) faults.push({ field, code: "out_of_range", low, high });
  }
  if (policy.quiet && (!CLOCK.test(policy.quiet.from) || !CLOCK.test(policy.quiet.to))) faults.push({ field: "quiet", code: "not_a_time" });
  // Equal ends would be quiet for a whole day or for none.
  else if (policy.quiet && policy.quiet.from === policy.quiet.to) faults.push({ field: "quiet", code: "never_quiet" });
  const { reminderDays } = policy;
  if (reminderDays.length > SURVEY_LIMITS.reminders) faults.push({ field: "reminderDays", code: "more_than_three" });
  else if (reminderDays.some((day, index) => !Number.isInteger(day) || day < 1 || (index > 0 && day <= reminderDays[index - 1]!))) faults.push({ field: "reminderDays", code: "not_rising" });
  else if (reminderDays.some((day) => day >= policy.expiryDays)) faults.push({ field: "reminderDays", code: "after_expiry" });
  if (policy.languages.length === 0) faults.push({ field: "languages", code: "no_language" });
  for (const { index, code } of checkExtraQuestions(policy.questions, policy.languages)) faults.push({ field: `question${index}`, code });
  if (policy.questions.length > MOST_EXTRA_QUESTIONS) faults.push({ field: `question${MOST_EXTRA_QUESTIONS}`, code: "more_than_three" });
  return faults;
}
