import type { Locale, Names } from "../names.ts";

export const EXTRA_KINDS = ["scale", "text"] as const;

/** A question that the company adds to its own form: 1 to 5, or a few words. Answering it is never needed. */
export interface ExtraQuestion {
  readonly kind: (typeof EXTRA_KINDS)[number];
  readonly text: Names;
}

/** An answer beside the question as it was asked, so that it can be read when the question is another. */
export interface ExtraAnswer extends ExtraQuestion {
  readonly value: number | string;
}

export const MOST_EXTRA_QUESTIONS = 3;
export const LONGEST_EXTRA_QUESTION = 200;
export const LONGEST_EXTRA_ANSWER = 1000;

export interface ExtraQuestionFault {
  readonly index: number;
  readonly code: "question_incomplete" | "question_too_long";
}

/** What is wrong with questions: each needs its words in every language in which people are asked. */
export function checkExtraQuestions(questions: readonly ExtraQuestion[], languages: readonly Locale[]): ExtraQuestionFault[] {
  return questions.flatMap(({ text }, index): ExtraQuestionFault[] => {
    if (languages.some((language) => !text[language])) return [{ index, code: "question_incomplete" }];
    return Object.values(text).some((words) => words !== undefined && words.length > LONGEST_EXTRA_QUESTION) ? [{ index, code: "question_too_long" }] : [];
  });
}

export type ExtraAnswersRead = { readonly answers: readonly ExtraAnswer[] } | { readonly fault: { readonly index: number; readonly code: "score_out_of_range" | "extra_too_long" } };

/** Answers as a form sends them, by the place of their question; what was left empty is left out. */
export function readExtraAnswers(questions: readonly ExtraQuestion[], sent: readonly string[]): ExtraAnswersRead {
  const answers: ExtraAnswer[] = [];
  for (const [index, { kind, text }] of questions.entries()) {
    const said = (sent[index] ?? "").trim();
    if (said === "") continue;
    if (kind === "scale" && !/^[1-5]$/.test(said)) return { fault: { index, code: "score_out_of_range" } };
    if (said.length > LONGEST_EXTRA_ANSWER) return { fault: { index, code: "extra_too_long" } };
    answers.push({ kind, text, value: kind === "scale" ? Number(said) : said });
  }
  return { answers };
}
