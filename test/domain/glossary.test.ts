import { describe, expect, test } from "vitest";
import { findWords, GLOSSARY_TERMS, type GlossaryWord } from "#app/domain/glossary.ts";
import { en } from "#app/i18n/en.ts";
import { ru } from "#app/i18n/ru.ts";

const wordsIn = (texts: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): GlossaryWord[] =>
  GLOSSARY_TERMS.map((key) => ({ key, word: texts[`word.${key}`]!, other: other[`word.${key}`]!, meaning: texts[`what.${key}`]! }));
const ENGLISH = wordsIn(en.glossary, ru.glossary);

describe("the words of the portal", () => {
  test("each term stands in both languages with what it means, and no other does", () => {
    for (const texts of [en.glossary, ru.glossary] as const) {
      expect(Object.keys(texts).filter((key) => key.startsWith("word.")).sort()).toEqual(GLOSSARY_TERMS.map((key) => `word.${key}`).sort());
      expect(Object.keys(texts).filter((key) => key.startsWith("what.")).sort()).toEqual(GLOSSARY_TERMS.map((key) => `what.${key}`).sort());
    }
  });

  test("are found by a part, in either language, whatever the letters' case", () => {
    expect(findWords(ENGLISH, "SCORECARD", "en").map((one) => one.key)).toContain("scorecard");
    expect(findWords(ENGLISH, "расшифровка", "en").map((one) => one.key)).toEqual(["trial", "statement"]);
    expect(findWords(ENGLISH, "no such word", "en")).toEqual([]);
  });

  test("stand in the order of the reader's alphabet", () => {
    const russian = findWords(wordsIn(ru.glossary, en.glossary), "", "ru").map((one) => one.word);
    expect(russian).toHaveLength(GLOSSARY_TERMS.length);
    expect(russian.filter((word) => /^[А-я]/.test(word))).toEqual([...russian.filter((word) => /^[А-я]/.test(word))].sort(new Intl.Collator("ru").compare));
  });
});
