import { describe, expect, test } from "vitest";
import { checkSurveyPolicy, DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";

const policy = (over: Partial<SurveyPolicy>): SurveyPolicy => ({ ...DEFAULT_SURVEY_POLICY, ...over });

describe("a survey policy", () => {
  test("of the product itself is without fault", () => expect(checkSurveyPolicy(DEFAULT_SURVEY_POLICY)).toEqual([]));

  test.each([
    ["a delay before the acceptance", { delayHours: -1 }, "delayHours", "out_of_range"],
    ["a delay beyond ten days", { delayHours: 241 }, "delayHours", "out_of_range"],
    ["a part of an hour", { delayHours: 1.5 }, "delayHours", "out_of_range"],
    ["a sample of nobody", { samplingPercent: 0 }, "samplingPercent", "out_of_range"],
    ["more than everybody", { samplingPercent: 101 }, "samplingPercent", "out_of_range"],
    ["a budget of nothing", { budget: { daysBetweenSameProvider: 14, perThirtyDays: 0 } }, "perThirtyDays", "out_of_range"],
    ["no number at all", { budget: { daysBetweenSameProvider: Number.NaN, perThirtyDays: 4 } }, "daysBetweenSameProvider", "out_of_range"],
    ["a link that ends at once", { expiryDays: 0, reminderDays: [] }, "expiryDays", "out_of_range"],
    ["a mind changed for weeks", { changedMindHours: 169 }, "changedMindHours", "out_of_range"],
    ["an hour that no clock has", { quiet: { from: "24:00", to: "08:00" } }, "quiet", "not_a_time"],
    ["quiet hours without an end", { quiet: { from: "08:00", to: "08:00" } }, "quiet", "never_quiet"],
    ["reminders that don't rise", { reminderDays: [3, 3] }, "reminderDays", "not_rising"],
    ["a reminder on the day itself", { reminderDays: [0] }, "reminderDays", "not_rising"],
    ["a reminder after the end", { reminderDays: [14] }, "reminderDays", "after_expiry"],
    ["four reminders", { reminderDays: [1, 2, 3, 4] }, "reminderDays", "more_than_three"],
  ] as [string, Partial<SurveyPolicy>, string, string][])("refuses %s at its field", (_what, over, field, code) => {
    expect(checkSurveyPolicy(policy(over)).map((fault) => [fault.field, fault.code])).toEqual([[field, code]]);
  });

  test.each([
    ["no quiet hours", { quiet: null }],
    ["quiet hours within a day", { quiet: { from: "12:00", to: "14:00" } }],
    ["no reminder", { reminderDays: [] }],
  ] as [string, Partial<SurveyPolicy>][])("allows %s", (_what, over) => expect(checkSurveyPolicy(policy(over))).toEqual([]));
});
