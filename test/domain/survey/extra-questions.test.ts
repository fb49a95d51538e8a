import { describe, expect, test } from "vitest";
import { checkExtraQuestions, readExtraAnswers } from "#app/domain/survey/extra-questions.ts";
import type { ExtraQuestion } from "#app/domain/survey/extra-questions.ts";
import { askedIn, checkSurveyPolicy, DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";

const AGAIN: ExtraQuestion = { kind: "scale", text: { en: "Again?", ru: "Снова?" } };
const WHY: ExtraQuestion = { kind: "text", text: { en: "Why?", ru: "Почему?" } };

describe("questions of the company's own", () => {
  test("need their words in each language in which people are asked", () => {
    expect(checkExtraQuestions([AGAIN, { kind: "text", text: { en: "Why?" } }], ["en", "ru"])).toEqual([{ index: 1, code: "question_incomplete" }]);
    expect(checkExtraQuestions([{ kind: "text", text: { en: "Why?" } }], ["en"])).toEqual([]);
    expect(checkExtraQuestions([{ kind: "text", text: { en: "x".repeat(201), ru: "x" } }], ["en"])).toEqual([{ index: 0, code: "question_too_long" }]);
  });

  test("are three at most, in one language at least", () => {
    expect(checkSurveyPolicy({ ...DEFAULT_SURVEY_POLICY, questions: [AGAIN, WHY, AGAIN, WHY] })).toEqual([{ field: "question3", code: "more_than_three" }]);
    expect(checkSurveyPolicy({ ...DEFAULT_SURVEY_POLICY, languages: [] })).toEqual([{ field: "languages", code: "no_language" }]);
  });

  test("a person is asked in their language, else in the first of the policy", () => {
    expect([askedIn({ languages: ["ru"] }, "en"), askedIn({ languages: ["en", "ru"] }, "ru")]).toEqual(["ru", "ru"]);
  });
});

describe("their answers", () => {
  test("keep the question beside them; what is left empty is left out", () => {
    expect(readExtraAnswers([AGAIN, WHY], ["4", " "])).toEqual({ answers: [{ ...AGAIN, value: 4 }] });
    expect(readExtraAnswers([AGAIN, WHY], ["", " because "])).toEqual({ answers: [{ ...WHY, value: "because" }] });
    expect(readExtraAnswers([], ["5"])).toEqual({ answers: [] });
  });

  test.each(["6", "0", "4.5", "four"])("a step of %s is none", (step) => {
    expect(readExtraAnswers([AGAIN], [step])).toEqual({ fault: { index: 0, code: "score_out_of_range" } });
  });

  test("words have an end", () => {
    expect(readExtraAnswers([WHY], ["x".repeat(1000)])).toHaveProperty("answers");
    expect(readExtraAnswers([WHY], ["x".repeat(1001)])).toEqual({ fault: { index: 0, code: "extra_too_long" } });
  });
});
